//! Refusals about filings that may be one dispute: one row for each code.

super::table! {
    COMPARISON_BEHIND "comparison-behind" 503 retry,
        "本案申请与在先申请的比对尚未完成，本次没有写入。", "This filing has not been compared with those before it yet; nothing was written.",
        "请按 Retry-After 等待后用同一个 Idempotency-Key 重试。", "Wait as Retry-After says, then try again with the same Idempotency-Key.";
    COMPARISON_PARKED "comparison-parked" 503 retry,
        "案件 {case} 的申请资料暂时无法读取，不能与在先申请比对，本次没有写入；系统会自动重试。",
        "What the case {case} is compared by cannot be read now, so it was not compared with earlier filings; nothing was written, and the house tries again by itself.",
        "请按 Retry-After 等待后重试；仍不成功的，请管理员查看 /health/ready 与日志中的该编号。",
        "Wait as Retry-After says, then try again; if it stays so, let the administrator look for this id in /health/ready and the log.";
    NOT_SIMILAR "not-similar" 422 never,
        "案件 {other} 未被列为与本案相似。", "The case {other} is not listed as similar to this one.",
        "请使用案件 similar 中列出的编号；其他关系请用案件关联登记。", "Use an id the case lists under similar.";
    SIMILARITY_REASON_MISSING "similarity-reason-missing" 422 never,
        "案件 {other} 与本案高度相似，认定为不同或关联纠纷须说明理由。", "The case {other} is so like this one that holding it for another dispute takes a reason.",
        "请填写 reason。", "Give the reason.";
    SIMILARITY_UNDECIDED "similarity-undecided" 409 never,
        "以下案件可能与本案是同一纠纷，尚未认定：{others}。", "These cases may be about the same dispute, and nobody has decided: {others}.",
        "请先逐一认定（并入、同一、关联或不同），再受理。", "Decide about each (joined, same, related or different), then accept.";
    SAME_DISPUTE "same-dispute" 409 never,
        "本案与案件 {other} 被认定为同一纠纷，不能另行受理。", "This dispute was found to be that of the case {other}; it is not accepted a second time.",
        "请由主任以 X05 不予受理，或改为并入该案；认定有误的请重新认定。", "Have the director refuse it by X05, or join it to that case; decide anew where the finding was wrong.";
}
