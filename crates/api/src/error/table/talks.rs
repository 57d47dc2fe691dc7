//! Refusals about proposals and sealed bids.

super::table! {
    PROPOSAL_UNKNOWN "proposal-unknown" 404 never,
        "本案没有第 {proposal} 号方案。", "The case has no proposal {proposal}.",
        "请使用案件中列出的编号。", "Use a number the case lists.";
    PROPOSAL_NOT_OPEN "proposal-not-open" 409 never,
        "第 {proposal} 号方案已处于 {status} 状态。", "Proposal {proposal} stands at {status} already.",
        "请另提方案。", "Make another proposal.";
    PROPOSAL_EXPIRED "proposal-expired" 409 never,
        "第 {proposal} 号方案的答复期已于 {due} 届满。", "Proposal {proposal} stood until {due}.",
        "请另提方案。", "Make another proposal.";
    PROPOSAL_NOT_ADDRESSED "proposal-not-addressed" 409 never,
        "该方案不是向当事人 {party} 提出的。", "The proposal is not made to the party {party}.",
        "只有方案所列的对方当事人可以答复。", "Only those it is made to answer it.";
    PROPOSAL_OF_MEDIATOR "proposal-of-mediator" 409 never,
        "调解员的方案由调解员撤回；调解员不答复当事人的方案。", "A mediator's proposal is taken back by the mediator; a mediator answers none.",
        "请由当事人答复，或由调解员另提方案。", "Let a party answer, or make a proposal that answers none.";
    PROPOSAL_STANDS_TOO_LONG "proposal-stands-too-long" 422 never,
        "方案的答复期须为 1 至 {longest} 日。", "A proposal stands for 1 to {longest} days.",
        "请调整天数，或不填写以使用默认期限。", "Change the number, or leave it out for the usual time.";
    OBJECTION_REASON_MISSING "objection-reason-missing" 422 never,
        "不接受方案须写明理由。", "An objection says why.",
        "请填写理由。", "Give the reason.";
    BID_SIDES "bid-sides" 422 never,
        "付款方与收款方须分属双方。", "Payer and payee stand on different sides.",
        "请核对当事人编号。", "Check the ids of the parties.";
    BID_SPLIT "bid-split" 422 never,
        "分配比例须为 0 至 100。", "The split is a number from 0 to 100.",
        "折中为 50。", "The middle is 50.";
    NO_OBJECTION_OFF "no-objection-off" 409 never,
        "本中心不采用无异议调解方案认可机制。", "This centre makes no agreement of silence.",
        "请提出普通调解方案，或起草协议由各方签署。", "Make an ordinary proposal, or draft an agreement for everybody to sign.";
    NO_OBJECTION_OPEN "no-objection-open" 409 never,
        "第 {version} 号无异议调解方案尚在异议期内。", "The no-objection proposal {version} waits for objections.",
        "请等待期满，或由调解员先撤回。", "Wait for the end of its time, or let the mediator withdraw it first.";
    NO_OBJECTION_NOT_OPEN "no-objection-not-open" 409 never,
        "没有第 {version} 号待提异议的无异议调解方案。", "No no-objection proposal {version} waits for objections.",
        "请核对案件中列出的方案。", "Look at the proposal the case shows.";
    ALREADY_SERVED "already-served" 409 never,
        "方案已经送达当事人 {party}。", "The party {party} was served with the proposal already.",
        "异议期自首次送达起算，无需再办。", "Its time runs from that service; nothing remains to be done.";
    SERVICE_NOT_WRITTEN "service-not-written" 422 never,
        "无异议调解方案须书面送达，电话通知不算送达。", "A no-objection proposal is served in writing; a call is no service.",
        "请直接、邮寄或（经同意）电子送达。", "Serve it directly, by post or, with consent, electronically.";
    CONSENT_NOT_EXPRESS "consent-not-express" 422 never,
        "自然人同意 {matter} 须单独、书面或电子明示。", "A person consents to {matter} expressly, in writing or electronically, and apart from everything else.",
        "请单独提交该项同意。", "Send this consent by itself.";
    BIDDING_STEP "bidding-step" 409 never,
        "该轮报价处于 {status} 阶段。", "The round stands at {status}.",
        "请等待该阶段的步骤，或另开一轮。", "Take the step that belongs there, or open another round.";
    BID_ROUND_UNKNOWN "bid-round-unknown" 404 never,
        "本案没有第 {round} 轮报价。", "The case has no round {round} of bids.",
        "请使用案件中列出的轮次。", "Use a number the case lists.";
    BID_ROUNDS_SPENT "bid-rounds-spent" 409 never,
        "已进行 {limit} 轮报价，不能再开。", "There were {limit} rounds, as many as the parties were told.",
        "请以其他方式继续调解。", "Go on in another way.";
    NO_BIDDER "no-bidder" 409 never,
        "当事人 {party} 不参加该轮报价。", "The party {party} does not bid in this round.",
        "只有付款方与收款方报价。", "Only payer and payee bid.";
    NOT_ONESELF "not-oneself" 403 never,
        "该事项只能由当事人 {party} 本人或其代理人办理，中心人员不得代办。", "This is done by the party {party} itself or its agent, never by the centre for it.",
        "请由当事人用自己的账号办理。", "Let the party use its own account.";
    BID_ALREADY_MADE "bid-already-made" 409 never,
        "已提交的报价不能更改。", "A bid that was made is not changed.",
        "请等待本轮结束；可在下一轮另行报价。", "Wait for the end of the round; there may be another.";
    BID_KEY_MISMATCH "bid-key-mismatch" 422 never,
        "密钥与报价时提交的公钥不符。", "The key does not belong to the one sent with the bid.",
        "请使用报价时生成的私钥。", "Send the private half of that key.";
    BID_BOX_MALFORMED "bid-box-malformed" 422 never,
        "加密报价应为 98 至 1024 位小写十六进制数字。", "A sealed bid is 98 to 1024 lower-case hexadecimal digits.",
        "请按说明以对方公钥密封。", "Seal it to the other side's key as documented.";
    AUTHORITY_OF_INSTITUTIONS "authority-of-institutions" 422 never,
        "当事人 {party} 不是金融机构，不提出内部授权申请。", "The party {party} is no institution and has no head office to ask.",
        "请由机构的代理人提出。", "Let an institution's people ask.";
    AUTHORITY_REQUEST_PENDING "authority-request-pending" 409 never,
        "第 {request} 号授权申请尚待答复。", "Request {request} waits for an answer.",
        "请等待答复后再提出。", "Wait for the answer first.";
    AUTHORITY_NOT_PENDING "authority-not-pending" 409 never,
        "没有编号为 {request} 的待答复授权申请。", "No request with number {request} waits for an answer.",
        "请使用案件中列出的编号。", "Use a number the case lists.";
    NOT_HEAD_OFFICE "not-head-office" 403 never,
        "授权申请由机构 {party} 的上级单位答复。", "A unit above the institution {party} answers the request.",
        "请由上级单位的账号答复。", "Let an account of the unit above answer.";
    AUTHORITY_OWN_REQUEST "authority-own-request" 403 never,
        "提出授权申请的账号不得自行答复。", "Whoever asked does not answer.",
        "请由上级单位的其他人员答复。", "Let somebody else of the unit above answer.";
}
