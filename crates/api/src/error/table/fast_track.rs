//! Refusals about the fast track of small disputes: memoranda of institutions, and the mediator's opinion.

super::table! {
    MEMORANDUM_DATES "memorandum-dates" 422 never,
        "备忘录的日期先后颠倒、尚未签署，或终止日早于今日。", "The dates run backwards, it is not signed yet, or it would end before today.",
        "请核对签署日、起止日。", "Check the days of signature, begin and end.";
    MEMORANDUM_WITHOUT_CEILING "memorandum-without-ceiling" 422 never,
        "备忘录须约定金额上限。", "A memorandum names a ceiling.",
        "请填写大于零的金额。", "Give a sum above zero.";
    MEMORANDUM_OVERLAPS "memorandum-overlaps" 409 never,
        "同一业务在该期间已有第 {memorandum} 号备忘录生效。", "Memorandum {memorandum} is in force for the same business in that time.",
        "请先终止原备忘录，或调整业务范围、起止日。", "End it first, or change business or days.";
    TOO_MANY_MEMORANDA "too-many-memoranda" 409 never,
        "该机构的备忘录已达 {limit} 份。", "The institution has {limit} memoranda, as many as may be.",
        "请与联合会联系。", "Ask the federation.";
    MEMORANDUM_UNKNOWN "memorandum-unknown" 404 never,
        "该机构没有第 {memorandum} 号备忘录。", "The institution has no memorandum {memorandum}.",
        "请使用机构名录中列出的编号。", "Use a number the register lists.";
    MEMORANDUM_OVER "memorandum-over" 409 never,
        "该备忘录至 {last} 止，已不能再终止。", "The memorandum is in force until {last} and cannot be ended later or again.",
        "无须再终止。", "Nothing remains to be done.";
    MEMORANDUM_BINDS "memorandum-binds" 409 never,
        "机构已签署备忘录（{reference}），对小额纠纷不得拒绝调解。",
        "The institution signed a memorandum ({reference}) and may not refuse to take part in a small dispute.",
        "请参加调解；未达成一致时由调解员出具意见书。", "Take part; where the talks fail the mediator says an opinion.";
    NOT_ON_FAST_TRACK "not-on-fast-track" 409 never,
        "本案不在小额快速程序：并非所有被申请机构都以备忘录就该金额受约束。",
        "The case is not on the fast track: not every respondent is bound by a memorandum for so much.",
        "请继续调解；备忘录生效后可变更程序类别。", "Go on with the mediation; once memoranda are in force, change the track.";
    MEMORANDUM_MISSING "memorandum-missing" 409 never,
        "后加入的被申请人 {parties} 未受备忘录约束。", "The respondents {parties} came in later and are bound by no memorandum.",
        "请继续调解，或为其登记备忘录后变更程序类别。", "Go on with the mediation, or record a memorandum of theirs and change the track.";
    OPINION_ABOVE_CEILING "opinion-above-ceiling" 422 never,
        "意见书所定金额 {award} 超过备忘录上限 {ceiling}。", "The opinion awards {award}, more than the {ceiling} of the memorandum.",
        "请在上限以内出具意见。", "Stay within the ceiling.";
    OPINION_PENDING "opinion-pending" 409 never,
        "意见书已出具，消费者可在 {due} 前答复。", "The mediator has said an opinion; the customer can answer until {due}.",
        "请等待消费者答复。", "Wait for the customer's answer.";
    OPINION_OWED "opinion-owed" 409 never,
        "小额快速程序中，须先出具意见书方可以此理由终止。", "On the fast track an opinion comes before an end for this reason.",
        "请调解员出具意见书；疑难案件可先变更程序类别。", "Let the mediator say an opinion, or change the track of a difficult case.";
    NO_OPINION "no-opinion" 409 never,
        "没有待答复的意见书。", "No opinion waits for an answer.",
        "请等待调解员出具意见书。", "Wait until the mediator says one.";
    OPINION_NOT_ADDRESSED "opinion-not-addressed" 409 never,
        "意见书由消费者答复；当事人 {party} 是被申请机构，已由备忘录受约束。",
        "The opinion is for the customer to answer; the party {party} is a respondent, bound by its memorandum.",
        "请由消费者答复。", "Let the customer answer.";
    SETTLEMENT_OF_OPINION "settlement-of-opinion" 409 never,
        "生效的是消费者接受的小额纠纷调解意见书，没有各方签署的协议文本可供证明。",
        "What is in force is an opinion the customer accepted; there is no text everybody signed that could be proved.",
        "请查阅意见书与登记簿。", "See the opinion and the register.";
}
