//! Refusals of the log, the views and the house itself.

super::table! {
    REVISION_MISMATCH "revision-mismatch" 412 never,
        "案件已变到修订 {actual}，其间发生：{since}。", "The case has moved on to revision {actual}; since then: {since}.",
        "请重新读取案件，再决定是否办理。", "Read the case again and decide anew.";
    CONFLICT_CONTENDED "conflict-contended" 409 retry,
        "同一案件正被多人同时办理，本次没有写入。", "Several people are writing to this case at once; nothing was written.",
        "请稍后用同一个 Idempotency-Key 重试。", "Try again shortly with the same Idempotency-Key.";
    OUTCOME_UNKNOWN "outcome-unknown" 503 retry,
        "写入结果暂不可知。", "Nobody knows yet whether this was written.",
        "请用同一个 Idempotency-Key 原样重试；不会重复写入。",
        "Repeat exactly this request with the same Idempotency-Key; it cannot be written twice.";
    STORE_BUSY "store-busy" 503 retry,
        "系统繁忙或存储暂不可用，本次没有写入。", "The house is busy or its store is away; nothing was written.",
        "请按 Retry-After 等待后重试。", "Wait as Retry-After says, then try again.";
    COMMAND_TOO_LARGE "command-too-large" 422 never,
        "一次写入的内容超过存储上限。", "This is more than the store takes at once.",
        "请分几次办理。", "Do it in several steps.";
    NOT_YET "not-yet" 503 retry,
        "查询视图尚未建成，或尚未追上您要求的写入。", "The views are still being built, or have not caught up with the write you asked for.",
        "请按 Retry-After 等待后重试。",
        "Wait as Retry-After says and try again.";
    VIEWS_BEING_REPLACED "views-being-replaced" 409 retry,
        "本节点的查询视图正在重建或回退。", "The views of this node are being rebuilt or rolled back already.",
        "请等待其结束；GET /v1/view-rebuilds 可查看进度。", "Wait until that has ended; GET /v1/view-rebuilds tells how far it is.";
    VIEWS_BEFORE_MISSING "views-before-missing" 409 never,
        "没有可供回退的先前视图。", "No views of before are kept that could be put back.",
        "回退只在重建之后、且程序版本未变时可用；也可以重新重建。", "Roll back after a rebuild by this version, or rebuild again.";
    STREAM_NOT_PARKED "stream-not-parked" 409 never,
        "没有这个名称的事件流被搁置。", "No stream of this name is set aside.",
        "GET /v1/parked-streams 列出被搁置的事件流。", "GET /v1/parked-streams lists those that are.";
    STREAM_HELD_TWICE "stream-held-twice" 409 never,
        "另一事件流也记录了同一案件。", "Another stream holds the same case too.",
        "只有重建视图（POST /v1/view-rebuilds）才能纠正。", "Only a rebuild of the views (POST /v1/view-rebuilds) puts that right.";
    HISTORY_UNREADABLE "history-unreadable" 500 never,
        "该案件的历史记录无法读取，已记入日志。", "The history of this case cannot be read; the log says where.",
        "请联系系统管理员并告知 instance 中的编号。", "Tell the administrator the id in `instance`.";
    INTERNAL "internal" 500 never,
        "系统内部错误，已记入日志。", "Something went wrong inside; the log has it.",
        "请联系系统管理员并告知 instance 中的编号。", "Tell the administrator the id in `instance`.";
}
