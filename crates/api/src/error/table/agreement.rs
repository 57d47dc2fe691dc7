//! Refusals about the text of an agreement: its clauses, its review, its paper.

super::table! {
    TERM_UNCLEAR "term-unclear" 422 never,
        "以下条款不够明确或不得约定（条号：问题）：{clauses}。",
        "These clauses are not clear enough for a court, or may not be agreed (number: problem): {clauses}.",
        "请逐条改写，使法院可以执行。", "Rewrite each of them so that a court could enforce it.";
    SCAN_MISSING "scan-missing" 422 never,
        "手写、捺印或盖章的文本须附扫描件的哈希值。", "A paper signed by hand, fingerprint or seal comes with the hash of its scan.",
        "请扫描签字页，并填写其 SHA-256（scan_sha256）。", "Scan it and give its SHA-256 (scan_sha256).";
    SCAN_NOT_NEEDED "scan-not-needed" 422 never,
        "电子签名不附扫描件。", "An electronic signature leaves no paper to scan.",
        "请去掉 scan_sha256。", "Leave scan_sha256 out.";
    ANSWER_REASON_MISSING "answer-reason-missing" 422 never,
        "要求修改或拒绝签署须说明理由。", "Whoever wants another text, or will not sign, says why.",
        "请填写理由。", "Give the reason.";
    NOBODY_REFUSED_TO_SIGN "nobody-refused-to-sign" 409 never,
        "尚无当事人拒绝签署，签署期至 {due}。", "Nobody refused to sign, and there is time until {due}.",
        "请登记拒绝签署的答复，或待签署期届满。", "Record the answer of whoever refuses, or wait until the time is over.";
    AGREEMENT_RETURNED "agreement-returned" 409 never,
        "第 {version} 版经合法性审查退回，不能签署、加盖印章或再次退回。",
        "Version {version} was sent back by the centre's review; it is neither signed nor sealed, nor sent back again.",
        "请调解员按审查意见起草新版本。", "Let the mediator draft a new version.";
    AGREEMENT_REVIEW_MISSING "agreement-review-missing" 409 never,
        "本中心规定协议须经合法性审查方可加盖印章。", "The centre's rules ask for a review before the seal.",
        "请先审查该版本。", "Review this version first.";
    MEDIATOR_REVIEWS "mediator-reviews" 403 never,
        "调解本案的人不得审查其协议。", "Whoever mediated the case may not review its agreement.",
        "请由其他工作人员审查。", "Let somebody else of the centre do it.";
    AGREEMENT_REVIEW_FINDINGS "agreement-review-findings" 422 never,
        "退回须列明理由，通过则不列理由。", "A version goes back for a reason, and passes for none.",
        "请核对审查结论与理由。", "Check outcome and findings.";
    ORAL_NOT_UNANIMOUS "oral-not-unanimous" 422 never,
        "口头协议须各方当事人一致同意，尚缺：{missing}。", "What is agreed by word of mouth is agreed by every party; missing: {missing}.",
        "请确认各方意见后登记，或起草书面协议。", "Ask them, or draft a written agreement.";
    ORAL_NOT_CONFIRMED "oral-not-confirmed" 409 never,
        "口头协议不能申请司法确认，须先补签书面协议。", "An agreement that was only spoken is not confirmed before it is written and signed.",
        "请在司法确认期限内补签书面协议。", "Have it written and signed within the time to apply.";
    WRITTEN_ALREADY "written-already" 409 never,
        "协议已有书面文本。", "The agreement is in writing already.",
        "无需再办。", "Nothing remains to be done.";
    SETTLEMENT_ORAL "settlement-oral" 409 never,
        "协议系口头达成，没有经签名的数据文本可供证明。", "The agreement was made by word of mouth; there is no text signed in the record that could be proved.",
        "请查阅登记簿与补签书面协议的扫描件哈希值。", "See the register, and the hash of the scan of its paper.";
}
