//! Refusals of batches of linked cases: one row for each code.

super::table! {
    BATCH_CLOSED "batch-closed" 409 never,
        "该批次已经结批。", "The batch is closed.",
        "请逐案办理，或者另立批次。", "Go on with each case by itself, or open another batch.";
    BATCH_TOO_SMALL "batch-too-small" 422 never,
        "一批至少两件案件。", "A batch links at least two cases.",
        "请选入更多案件，或者单独办理。", "Choose more cases, or handle the one by itself.";
    BATCH_TOO_LARGE "batch-too-large" 422 never,
        "一批至多 {limit} 件案件。", "A batch links at most {limit} cases.",
        "请分成几批。", "Make several batches.";
    BATCH_CASE_UNKNOWN "batch-case-unknown" 422 never,
        "本中心没有案件 {case}。", "The centre has no case {case}.",
        "请使用待办列表中的案件编号。", "Use ids of the work list.";
    BATCH_OTHER_INSTITUTION "batch-other-institution" 422 never,
        "案件 {case} 的被申请人不是该机构或其下属单位。", "The case {case} is against another institution.",
        "请移去该案，或者按其机构另立批次。", "Leave it out, or link it with cases against its own respondent.";
    BATCH_CASE_ENDED "batch-case-ended" 409 never,
        "案件 {case} 的调解已经结束。", "The mediation of the case {case} has ended.",
        "请移去该案。", "Leave it out.";
    BATCH_NOT_MEMBER "batch-not-member" 422 never,
        "案件 {case} 不在该批次中。", "The case {case} is not linked in this batch.",
        "请使用该批次列出的案件编号。", "Use ids the batch lists.";
}
