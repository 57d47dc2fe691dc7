//! Refusals of custody and of requests about personal data: one row for each code of `domain::custody::CustodyRejection` and
//! `domain::data_request::DataRequestRejection`.

super::table! {
    LEGAL_HOLD "legal-hold" 409 never,
        "案卷已依法封存（{ground}），不得销毁。", "The file is under legal hold ({ground}); nothing of it may be destroyed.",
        "封存解除后再申请；在此之前可以限制处理。", "Ask again when the hold is lifted; until then processing can be restricted.";
    RETENTION_RUNNING "retention-running" 409 never,
        "案卷保管类别为 {class}，应保存至 {keep_until}。", "The file is of class {class} and is kept until {keep_until}.",
        "期满后再申请；在此之前可以限制处理。", "Ask again after that day; until then processing can be restricted.";
    CASE_NOT_CLOSED "case-not-closed" 409 never,
        "案件尚未关闭。", "The case is not closed.",
        "请先办结并关闭案件，或限制处理。", "Close the case first, or restrict processing.";
    SUBJECT_UNKNOWN "subject-unknown" 422 never,
        "本案没有以该主体封存的信息。", "Nothing in this case is sealed under that subject.",
        "请使用核实身份时列出的主体。", "Use a subject that the verification of identity listed.";
    SUBJECT_ERASED "subject-erased" 409 never,
        "该主体已被删除，不能再记录其信息。", "The person was erased; nothing more can be recorded about him or her.",
        "请另立案卷记录。", "Record it in another file.";
    SECOND_PERSON_REQUIRED "second-person-required" 403 never,
        "提出的人不能批准，须由另一人批准。", "Whoever proposes it may not approve it; a second person must.",
        "请由另一账号的中心主任批准。", "Leave the approval to a director with another account.";
    ARCHIVE_NOT_RELEASED "archive-not-released" 403 never,
        "档案导出须两人办理，尚无他人放行或放行已过期。", "An export takes two persons: nobody else has released the file to this account, or too long ago.",
        "请由另一账号的中心主任或个人信息保护负责人放行。", "Ask a director or data-protection officer with another account to release it.";
    HOLD_UNKNOWN "hold-unknown" 404 never,
        "没有这一封存，或已解除。", "There is no such hold in force.",
        "请查看案卷的封存列表。", "Look at the holds of the file.";
    NOT_RESTRICTED "not-restricted" 409 never,
        "案卷没有被限制处理。", "Processing of the file is not restricted.",
        "无需解除。", "Nothing is to be lifted.";
    PROCESSING_RESTRICTED "processing-restricted" 409 never,
        "案卷已限制处理，只作存储和安全保护。", "Processing is restricted: the file is stored and protected, and nothing else.",
        "请由个人信息保护负责人和主任解除限制。", "Have the data-protection officer and the director lift the restriction.";
    ALREADY_ARCHIVED "already-archived" 409 never,
        "案卷已归档。", "The file is in the archive already.",
        "请查看其档号。", "Look up its dossier number.";
    DATA_REQUEST_EXISTS "data-request-exists" 409 never,
        "该编号下已有请求。", "A request has this id already.",
        "请读取该请求；新的请求请换新的 Idempotency-Key。", "Read that request; use a new Idempotency-Key for a new one.";
    DATA_REQUEST_STATE "data-request-state" 409 never,
        "请求处于 {state}，此步骤只能在 {allowed} 办理。", "The request stands in {state}; this step belongs to {allowed}.",
        "请先完成前面的步骤，或核对请求是否已办结。", "Do the steps before it first, or check whether it was answered.";
    PROOF_DOES_NOT_FIT "proof-does-not-fit" 422 never,
        "身份证明方式与请求人不符。", "The proof of identity does not fit whoever asks.",
        "本人出示证件或使用本人账号；监护人提交监护证明；近亲属提交亲属关系及死亡证明。",
        "The person shows a document or uses the own account; a guardian proves guardianship; a relative proves kinship and death.";
    ERASURE_GROUND "erasure-ground" 422 never,
        "删除请求须写明理由，其他请求不得填写。", "An erasure needs its ground, and nothing else has one.",
        "请从个人信息保护法第四十七条所列情形中选择。", "Choose one of the grounds of article 47 of the PIPL.";
    CORRECTION_VALUE "correction-value" 422 never,
        "更正请求须写明当事人、项目和更正后的内容，其他请求不得填写。", "A correction names party, field and new value, and nothing else does.",
        "请填写 correction，或改选其他权利。", "Fill in `correction`, or choose another right.";
    CORRECTION_NOT_CHECKED "correction-not-checked" 422 never,
        "拟同意更正须说明如何核实了更正后的内容。", "A correction is proposed with how the new value was checked.",
        "请在 reason 中写明核实的材料和方式；无法核实的，以 NOT_PROVED 为由答复。",
        "Say in `reason` which paper was looked at; what cannot be checked is answered with the ground NOT_PROVED.";
    NOTHING_FOUND "nothing-found" 409 never,
        "本中心没有找到该人的信息。", "Nothing of this person was found at this centre.",
        "请核对证件后重新核实，或以 NOTHING_FOUND 为由答复。", "Check the document and verify again, or answer with the ground NOTHING_FOUND.";
}
