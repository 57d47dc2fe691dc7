//! Refusals of the rules: one row for each code of `domain::case::Rejection` and of the registers.
//!
//! 403 is for somebody else to do, 404 is not there, 409 may be right at another moment of the case, 422 is wrong in itself.

super::table! {
    NOT_ACTING_FOR_PARTY "not-acting-for-party" 403 never,
        "您参与本案，但不代表当事人 {party}。", "You take part in this case, but not for the party {party}.",
        "请由该当事人本人或其代理人办理。", "Leave it to that party or its agent.";
    CASE_ALREADY_FILED "case-already-filed" 409 never,
        "该编号下已有案件。", "A case was filed under this id already.",
        "请读取该案件；新的申请请换新的 Idempotency-Key。", "Read that case; use a new Idempotency-Key for a new application.";
    WRONG_STAGE "wrong-stage" 409 never,
        "案件处于 {stage} 阶段，此步骤只能在 {allowed} 办理。", "The case stands in {stage}; this step belongs to {allowed}.",
        "请先完成前面的步骤，或核对案件是否已结束。", "Do the steps before it first, or check whether the case has ended.";
    PARTY_UNKNOWN "party-unknown" 422 never,
        "本案没有当事人 {party}。", "No party of the case has the id {party}.",
        "请使用案件中列出的当事人编号。", "Use an id the case lists.";
    SIDE_MISSING "side-missing" 422 never,
        "缺少一方：{side}。", "A side is missing: {side}.",
        "申请人与被申请人至少各一名。", "Name at least one party on each side.";
    SAME_PARTY_ON_BOTH_SIDES "same-party-on-both-sides" 422 never,
        "同一机构不能既是申请人又是被申请人。", "One organisation stands on both sides.",
        "请核对统一社会信用代码。", "Check the unified social credit codes.";
    TOO_MANY "too-many" 422 never,
        "一次最多 {limit} 项。", "At most {limit} at once.",
        "请减少项数。", "Give fewer.";
    NOTHING_GIVEN "nothing-given" 422 never,
        "列表是空的。", "The list is empty.",
        "请至少填写一项。", "Give at least one item.";
    CLAIM_MISSING "claim-missing" 422 never,
        "没有提出任何请求。", "No claim was made.",
        "请至少写明一项请求。", "State at least one claim.";
    CLAIM_TOO_LARGE "claim-too-large" 422 never,
        "各项请求合计超过上限。", "The claims add up to more than can be counted.",
        "请核对单位是否为分。", "Check that the unit is fen.";
    DATE_IN_FUTURE "date-in-future" 422 never,
        "日期 {date} 在今天之后。", "The date {date} lies in the future.",
        "请填写已经发生的日期。", "Give a day that has come.";
    DATE_TOO_EARLY "date-too-early" 422 never,
        "日期 {date} 早于可能的最早日期 {earliest}。", "The date {date} lies before the earliest possible, {earliest}.",
        "请核对日期。", "Check the date.";
    PRIVACY_NOTICE_NOT_SHOWN "privacy-notice-not-shown" 422 never,
        "尚未向当事人出示个人信息告知书。", "The privacy notice was not shown.",
        "请先出示告知书并记录其版本。", "Show it first and record its version.";
    HASH_MALFORMED "hash-malformed" 422 never,
        "文件摘要应为 64 位小写十六进制数字。", "The hash of a document is 64 lower-case hexadecimal digits.",
        "请填写文件的 SHA-256。", "Give the SHA-256 of the document.";
    SUPPLEMENT_SPENT "supplement-spent" 409 never,
        "补正已要求过 {limit} 次，不能再要求。", "A supplement was asked for {limit} times, as often as allowed.",
        "请受理或决定不予受理。", "Accept the case or refuse it.";
    SUPPLEMENT_EXTENSION_SPENT "supplement-extension-spent" 409 never,
        "补正期限已延长 {limit} 次，不能再延长。", "The time for the supplement was lengthened {limit} times, as often as allowed.",
        "请按期补正；逾期视为撤回，可重新申请。", "Supply in time; after it the application counts as withdrawn, and a new one stays open.";
    TICKET_MISSING "ticket-missing" 422 never,
        "热线或机构转办须填写外部工单号。", "What a hotline or an institution hands over comes with its ticket.",
        "请填写 outside_ticket。", "Give outside_ticket.";
    LINE_MISSING "line-missing" 422 never,
        "转办的申请须写明来自哪条热线；机构自有热线须写明机构。", "What is handed over says by which line, and an institution's own line whose it is.",
        "请填写 handed_over.line；机构自有热线或机构转办请填写 handed_over.institution。", "Give handed_over.line, and handed_over.institution for an institution's own line.";
    LINE_MISMATCH "line-mismatch" 422 never,
        "转办来源与办理渠道不一致。", "The line named does not belong to the channel.",
        "HOTLINE 写明 12363、12378、12386、12345、REGULATOR 或 INSTITUTION_LINE；INSTITUTION 写明 INSTITUTION_LINE；其他渠道不填。只有 INSTITUTION_LINE 写明机构。",
        "HOTLINE names 12363, 12378, 12386, 12345, REGULATOR or INSTITUTION_LINE, INSTITUTION names INSTITUTION_LINE, other channels name none. Only INSTITUTION_LINE names an institution.";
    CHANNEL_OF_STAFF "channel-of-staff" 422 never,
        "现场、来信、电话与转办由调解中心工作人员登记。", "Counter, post, phone and what is handed over are for the centre's staff to take down.",
        "自行提交请使用 ONLINE。", "File by yourself with ONLINE.";
    PRIOR_COMPLAINT_RUNNING "prior-complaint-running" 409 never,
        "机构处理投诉的期限至 {due} 届满。", "The institution has until {due} to answer the complaint.",
        "请等待机构答复或期限届满。", "Wait for its answer or for that day.";
    DEADLINE_PASSED "deadline-passed" 409 never,
        "期限 {timer} 已于 {due} 届满。", "The period {timer} ended on {due}.",
        "请与调解中心联系其他途径。", "Ask the centre which ways remain.";
    CHECK_MISSING "check-missing" 422 never,
        "以下受理条件没有审查：{checks}。", "These requirements of acceptance were not looked at: {checks}.",
        "请逐项记录审查结果。", "Record a result for each.";
    CHECK_NOT_MET "check-not-met" 422 never,
        "以下受理条件不具备：{checks}。", "These requirements of acceptance are not met: {checks}.",
        "请要求补正，或由主任决定不予受理。", "Ask for a supplement, or have the director refuse the case.";
    TRACK_CEILING_EXCEEDED "track-ceiling-exceeded" 422 never,
        "请求金额 {claim} 元超过 {track} 程序的上限 {ceiling} 元。", "The claim of {claim} yuan is above the ceiling of the track {track}, {ceiling} yuan.",
        "请改用没有上限或上限更高的程序类别。", "Choose a track with a higher ceiling or none.";
    TRACK_UNCHANGED "track-unchanged" 409 never,
        "案件已适用 {track} 程序。", "The case is in the track {track} already.",
        "无需变更。", "Nothing remains to be changed.";
    PANEL_OF_ANOTHER_NUMBER "panel-of-another-number" 409 never,
        "调解员已在选定或履职中，而该程序类别应有 {needed} 名调解员。", "Mediators were asked, sit or stand on a list already, and the track has {needed} of them.",
        "请在名单办结或调解员更换后、另行选定之前变更。", "Change the track once the list is closed or the mediator replaced, before others are asked.";
    PRIOR_COMPLAINT_REASON_MISSING "prior-complaint-reason-missing" 422 never,
        "没有向机构投诉的记录，也没有写明仍予受理的理由。", "No earlier complaint is on record, and no reason for taking the case all the same.",
        "请补录投诉，或写明理由。", "Record the complaint, or give the reason.";
    PRIOR_COMPLAINT_REQUIRED "prior-complaint-required" 422 never,
        "须先向机构投诉，案卷中没有记录。", "An earlier complaint to the institution is required and none is on record.",
        "请先投诉，或补录投诉情况。", "Complain first, or record the complaint.";
    GROUND_NOT_SUFFICIENT "ground-not-sufficient" 422 never,
        "仅凭理由 {ground} 不能不予受理。", "The ground {ground} alone does not carry a refusal.",
        "请补充其他理由，或受理。", "Name a further ground, or accept the case.";
    CHECK_CONTRADICTS_GROUND "check-contradicts-ground" 422 never,
        "理由 {ground} 对应的受理条件记录为符合。", "The requirement that the ground {ground} fails is recorded as met.",
        "请核对各项检查结果与不予受理的理由。", "Let the checks and the grounds agree.";
    RESPONDENT_ALREADY_NOTIFIED "respondent-already-notified" 409 never,
        "已经通知过被申请人。", "The respondent was told already.",
        "无需再办。", "Nothing remains to be done.";
    RESPONDENT_NOT_NOTIFIED "respondent-not-notified" 409 never,
        "尚未通知被申请人。", "The respondent was not told yet.",
        "请先通知被申请人。", "Tell the respondent first.";
    REFUSAL_REASON_REQUIRED "refusal-reason-required" 422 never,
        "该机构有参加调解的义务（{duty}），拒绝须写明理由。", "This institution has a duty to take part ({duty}); a refusal needs a reason.",
        "请写明理由。", "Give the reason.";
    MEDIATE_IS_NOT_REVOKED "mediate-is-not-revoked" 422 never,
        "不参加或退出调解须走专门的步骤，不能撤回此同意。", "Taking part is left through its own step; this consent is not revoked.",
        "请办理拒绝调解、撤回申请或终止调解。", "Refuse mediation, withdraw, or terminate instead.";
    CONSENT_MISSING "consent-missing" 409 never,
        "以下当事人没有同意 {matter}：{parties}。", "These parties have not consented to {matter}: {parties}.",
        "请先记录其同意。", "Record their consent first.";
    CONFLICT_OF_INTEREST "conflict-of-interest" 409 never,
        "该调解员须回避：{findings}。", "The mediator is barred: {findings}.",
        "请另选调解员。", "Offer another mediator.";
    DISCLOSURE_BARS "disclosure-bars" 409 never,
        "调解员披露的情形使其须回避：{grounds}。", "What the mediator disclosed bars them: {grounds}.",
        "请谢绝指派，由中心另选。", "Decline the assignment; the centre offers another mediator.";
    WAIVER_MISSING "waiver-missing" 409 never,
        "以下当事人尚未豁免 {ground}：{parties}。", "These parties have not waived {ground}: {parties}.",
        "请先披露，并取得全体当事人书面豁免。", "Disclose it first, and get a waiver from every party.";
    GROUND_NOT_WAIVABLE "ground-not-waivable" 422 never,
        "{ground} 不得豁免。", "{ground} cannot be waived.",
        "请另选调解员。", "Choose another mediator.";
    MEDIATOR_NOT_ON_PANEL "mediator-not-on-panel" 409 never,
        "该调解员不是本案的调解员。", "The mediator neither was asked nor is at work in this case.",
        "请核对案件现任调解员。", "Look up who mediates the case now.";
    ASSIGNMENT_SUSPENDED "assignment-suspended" 409 never,
        "本案调解员因须回避已暂停履职：{findings}。", "A mediator of the case is suspended: {findings}.",
        "请取得全体当事人豁免，或由主任更换调解员。", "Get every party's waiver, or have the director replace the mediator.";
    NUMBER_OF_MEDIATORS "number-of-mediators" 422 never,
        "本程序类别应有 {needed} 名调解员。", "The track has {needed} mediators.",
        "请按此人数选定，或取得全体当事人对一名或三名的同意。", "Ask that many, or have all parties agree to one or three.";
    MEDIATOR_TWICE "mediator-twice" 422 never,
        "同一调解员被列出两次。", "One mediator is named twice.",
        "请选择不同的调解员。", "Choose different mediators.";
    ACCEPTOR_APPOINTS "acceptor-appoints" 403 never,
        "受理本案的人不得再单独指派调解员。", "Whoever accepted the case may not appoint its mediator as well.",
        "请由中心另一名工作人员指派，或由当事人共同选定。", "Leave it to another member of staff, or have the parties choose together.";
    MEDIATOR_CLOSES "mediator-closes" 403 never,
        "本案的调解员不得办理本案的结案审查。", "Whoever mediated the case may not close it.",
        "请由中心另一名工作人员结案。", "Leave it to another member of staff.";
    RECUSAL_PENDING "recusal-pending" 409 never,
        "对该调解员的回避申请尚待决定。", "A request for this recusal waits for its decision.",
        "请等待主任决定。", "Wait for the director's decision.";
    RECUSAL_NOT_REQUESTED "recusal-not-requested" 409 never,
        "没有待决定的回避申请。", "No request for this recusal waits for a decision.",
        "请核对案件，或改为更换调解员。", "Look up the case, or replace the mediator instead.";
    INTEREST_UNKNOWN "interest-unknown" 404 never,
        "没有该编号的申报。", "The entry has no declaration with this number.",
        "请使用名册中列出的编号。", "Use a number the entry lists.";
    DATES_OUT_OF_ORDER "dates-out-of-order" 422 never,
        "日期先后颠倒，或终止日期尚未到来。", "The dates run backwards, or an ending lies in the future.",
        "请核对起止日期。", "Check the first and the last day.";
    TOO_MANY_DECLARATIONS "too-many-declarations" 409 never,
        "该调解员的申报已达上限。", "The entry holds as many declarations as it may.",
        "请与联合会联系。", "Ask the federation.";
    MEDIATOR_INACTIVE "mediator-inactive" 409 never,
        "该调解员已停止执业或不在任期内。", "The mediator is suspended or past the term.",
        "请另选调解员。", "Offer another mediator.";
    MEDIATOR_DECLINED "mediator-declined" 409 never,
        "该调解员已谢绝本案。", "The mediator declined this case.",
        "请另选调解员。", "Offer another mediator.";
    MEDIATOR_ALREADY_REGISTERED "mediator-already-registered" 409 never,
        "该编号的调解员已在名册中。", "The roster has an entry under this id already.",
        "请使用新的编号。", "Use a new id.";
    MEDIATOR_NOT_REGISTERED "mediator-not-registered" 422 never,
        "名册中没有该调解员。", "The roster has no such mediator.",
        "请先登记调解员。", "Register the mediator first.";
    INSTITUTION_UNKNOWN "institution-unknown" 422 never,
        "机构名录中没有该统一社会信用代码。", "The register has no institution under this unified social credit code.",
        "请先登记该机构。", "Register the institution first.";
    INSTITUTION_PARENT "institution-parent" 422 never,
        "上级机构须先登记、属同一法人，且不在本机构之下。", "The unit above must be entered before, belong to the same legal person, and not lie below this one.",
        "请填写正确的上级机构代码。", "Give the code of the right unit above.";
    CENTRE_UNKNOWN "centre-unknown" 422 never,
        "没有这个调解中心。", "There is no such centre.",
        "请使用所在城市的行政区划代码。", "Use the division code of its city.";
    RIGHTS_NOT_NOTIFIED "rights-not-notified" 409 never,
        "尚未告知当事人权利义务。", "Rights and duties were not told.",
        "请先告知并记录。", "Tell the parties and record it first.";
    SESSION_IN_PAST "session-in-past" 422 never,
        "调解时间不能在过去。", "A session cannot be planned in the past.",
        "请选择将来的时间。", "Choose a time to come.";
    SESSION_LENGTH "session-length" 422 never,
        "一次调解须为 15 至 480 分钟。", "A session lasts 15 to 480 minutes.",
        "请调整时长。", "Change the length.";
    NOTICE_TOO_SHORT "notice-too-short" 422 never,
        "通知期不足，最早为 {earliest}；尚未放弃通知期的当事人：{not_waived_by}。",
        "The notice is too short, the earliest day is {earliest}; not waived by: {not_waived_by}.",
        "请改期，或取得全体当事人放弃。", "Choose a later day, or get a waiver from everybody.";
    AFTER_MEDIATION_PERIOD "after-mediation-period" 422 never,
        "该日期在调解期限 {due} 之后。", "The date lies after the mediation period, which ends on {due}.",
        "请提前，或先延长期限。", "Choose an earlier day, or extend the period first.";
    SESSION_STILL_LIVE "session-still-live" 409 never,
        "已有一次调解在安排中或进行中。", "A session is planned or going on.",
        "请先取消或结束它。", "Cancel or close it first.";
    SESSION_UNKNOWN "session-unknown" 404 never,
        "本案没有这次调解。", "The case has no such session.",
        "请使用案件中列出的编号。", "Use an id the case lists.";
    SESSION_NOT_SCHEDULED "session-not-scheduled" 409 never,
        "这次调解不在待开始状态。", "The session is not waiting to be opened.",
        "请核对编号与状态。", "Check its id and state.";
    SESSION_NOT_OPEN "session-not-open" 409 never,
        "这次调解没有在进行。", "The session is not open.",
        "请先开始。", "Open it first.";
    SESSION_TOO_EARLY "session-too-early" 409 never,
        "尚未到调解当日（{starts_at}）。", "The day of the session has not come ({starts_at}).",
        "请在当日开始，或改期。", "Open it on that day, or plan another.";
    MINUTES_OR_RECORDING "minutes-or-recording" 422 never,
        "笔录与录音录像摘要须且只须填写一项。", "Exactly one of minutes and recording is needed.",
        "请填写笔录，或填写录音录像的 SHA-256。", "Give the minutes, or the SHA-256 of the recording.";
    SIDE_ABSENT "side-absent" 422 never,
        "一方无人到场：{side}。", "Nobody of this side is there: {side}.",
        "请等待到场或另行安排。", "Wait for them, or plan another session.";
    NO_SESSION_HELD "no-session-held" 409 never,
        "尚未进行过调解。", "No session was held.",
        "请先进行调解。", "Hold a session first.";
    EXTENSION_NOT_UNANIMOUS "extension-not-unanimous" 422 never,
        "延长期限须全体同意，尚缺：{missing}。", "Everybody must agree to an extension; missing: {missing}.",
        "请取得其同意。", "Get their agreement.";
    COURT_CONSENT_MISSING "court-consent-missing" 422 never,
        "法院委托调解的案件，延长须经委托法院（{court}）同意。", "The court that entrusted the suit ({court}) has not agreed to a longer mediation.",
        "请取得法院同意并填写文书编号。", "Get its agreement and give the number of the paper.";
    MEDIATION_SUSPENDED "mediation-suspended" 409 never,
        "调解已中止（{reason}）。", "The mediation is suspended ({reason}).",
        "请先恢复调解。", "Resume the mediation first.";
    MEDIATION_NOT_SUSPENDED "mediation-not-suspended" 409 never,
        "调解没有中止。", "The mediation is not suspended.",
        "无须恢复。", "There is nothing to resume.";
    CLOCK_STANDS "clock-stands" 409 never,
        "调解期限已暂停计算。", "The clock of the mediation stands.",
        "请先恢复调解，或收到鉴定意见后再办理。", "Resume the mediation, or receive the appraisal, first.";
    PAUSE_NOT_UNANIMOUS "pause-not-unanimous" 422 never,
        "须全体当事人同意，尚缺：{missing}。", "Everybody must agree; missing: {missing}.",
        "请取得其同意。", "Get their agreement.";
    APPRAISAL_PENDING "appraisal-pending" 409 never,
        "第 {appraisal} 号鉴定尚未完成。", "Appraisal {appraisal} is still waited for.",
        "请先收到其意见，或记录撤回。", "Receive it, or record that it was given up, first.";
    APPRAISAL_NOT_PENDING "appraisal-not-pending" 409 never,
        "没有编号为 {appraisal} 的待完成鉴定。", "No appraisal with number {appraisal} is waited for.",
        "请使用案件中列出的编号。", "Use a number the case lists.";
    EXTENSION_NOT_LONGER "extension-not-longer" 422 never,
        "新的期限须晚于 {due}，且不超过一年。", "The new end must lie after {due} and within a year.",
        "请另选日期。", "Choose another day.";
    VERSION_NOT_CURRENT "version-not-current" 409 never,
        "现行版本是第 {current} 版。", "Another version is on the table: {current}.",
        "请阅读并签署现行版本。", "Read and sign the current one.";
    AGREEMENT_HASH_MISMATCH "agreement-hash-mismatch" 422 never,
        "所签内容与现行版本不同（应为 {expected}）。", "What was signed is not what is on the table ({expected}).",
        "请重新读取协议再签署。", "Read the agreement again, then sign.";
    ALREADY_SIGNED "already-signed" 409 never,
        "该签名已经存在。", "This signature is there already.",
        "无需再办。", "Nothing remains to be done.";
    SPECIAL_AUTHORISATION_MISSING "special-authorisation-missing" 403 never,
        "代理人和解须有特别授权。", "An agent settles only with special authorisation.",
        "请提交特别授权委托书。", "Hand in the authorisation.";
    SIGNATURES_MISSING "signatures-missing" 409 never,
        "尚缺签名：当事人 {parties}；缺调解员签名：{mediator}。", "Signatures are missing: parties {parties}; mediator missing: {mediator}.",
        "请先完成签署。", "Have them sign first.";
    CONFIRMATION_TOO_LATE "confirmation-too-late" 409 never,
        "申请司法确认的期限已于 {due} 届满。", "The time to apply for confirmation ended on {due}.",
        "协议仍有合同效力，可另行起诉或申请支付令。", "The agreement still binds as a contract; other ways remain.";
    COURT_NOT_COMPETENT "court-not-competent" 422 never,
        "法院 {court} 依此没有管辖权。", "The court {court} is not competent on this basis.",
        "有管辖权的法院：{competent}；或当事人住所地、标的物所在地的基层法院。", "Competent: {competent}; or the basic court where a party lives or the subject matter lies.";
    COURT_OF_OTHER_LEVEL "court-of-other-level" 422 never,
        "标的额 {claim} 元，不由 {court} 管辖。", "A sum of {claim} yuan does not belong to {court}.",
        "请向 {competent}，或当事人住所地、标的物所在地的同级法院申请。", "Apply to {competent}, or to a court of that level where a party lives or the subject matter lies.";
    CONFIRMATION_STEP "confirmation-step" 409 never,
        "司法确认处于 {status}，不能办理此步骤。", "The application for confirmation stands in {status}.",
        "请核对法院的进度。", "Check how far the court has come.";
    NOT_REFILABLE "not-refilable" 409 never,
        "法院因 {ground} 不予受理，不能再次申请确认。", "The court did not take it for {ground}, and no court would.",
        "协议仍有合同效力：可另行调解、公证赋强、申请支付令或起诉。", "The agreement binds as a contract: mediate anew, have it notarised, ask for a payment order, or sue on it.";
    OBJECTION_TOO_LATE "objection-too-late" 422 never,
        "对确认裁定提出异议的期限已于 {due} 届满。", "The time to object to the ruling ended on {due}.",
        "法院准许逾期提出的，请注明 by_leave。", "Where the court took it all the same, say so: by_leave.";
    ENFORCEMENT_CONSENT_MISSING "enforcement-consent-missing" 422 never,
        "赋强公证需要债务人 {party} 同意接受强制执行的书面承诺。", "A notarial instrument needs the written consent to enforcement of the debtor {party}.",
        "请附上承诺书。", "Add the written consent.";
    NO_PAYMENT_OWED "no-payment-owed" 422 never,
        "当事人 {party} 在协议中没有尚未履行的给付义务。", "The party {party} owes no money under the agreement.",
        "请核对债务人；非金钱义务请申请司法确认或起诉。", "Check the debtor; for other duties apply for confirmation or sue.";
    NOT_YET_DUE "not-yet-due" 409 never,
        "债务到 {due} 才到期。", "What is owed falls due on {due}.",
        "到期后再申请支付令。", "Apply once it is due.";
    PAYMENT_ORDER_CONDITIONS "payment-order-conditions" 422 never,
        "债权人与债务人有其他债务纠纷，或者支付令不能送达债务人。", "The parties owe each other something else, or the order cannot be served.",
        "请另行起诉。", "Sue instead.";
    PAYMENT_ORDER_STEP "payment-order-step" 409 never,
        "支付令处于 {standing}，不能办理此步骤。", "The payment order stands in {standing}.",
        "请核对法院的进度。", "Check how far the court has come.";
    PAYMENT_ORDER_OBJECTION_LATE "payment-order-objection-late" 422 never,
        "债务人异议期限已于 {due} 届满。", "The time to object to the payment order ended on {due}.",
        "逾期异议不影响支付令的效力。", "A later objection does not touch the order.";
    ARBITRATION_NOT_AGREED "arbitration-not-agreed" 422 never,
        "没有仲裁协议。", "No agreement to arbitrate is named.",
        "请附上仲裁条款或者另行达成的仲裁协议。", "Add the clause or the agreement concluded since.";
    ALREADY_ENFORCEABLE "already-enforceable" 409 never,
        "协议已可申请强制执行。", "The agreement can be enforced already.",
        "请直接申请执行。", "Apply for enforcement.";
    ROUTE_RECORDED "route-recorded" 409 never,
        "该文书已经记录。", "This was recorded before.",
        "请读取案件核对。", "Read the case and check.";
    APPLICATION_NOT_JOINT "application-not-joint" 409 never,
        "司法确认须共同申请，尚缺：{missing}。", "Confirmation is applied for jointly; missing: {missing}.",
        "请先完成签署。", "Have them sign first.";
    PAPER_MISSING "paper-missing" 422 never,
        "缺少材料：{papers}。", "Papers are missing: {papers}.",
        "请补齐材料。", "Add them.";
    NUMBER_OF_ANOTHER_COURT "number-of-another-court" 422 never,
        "案号不属于受理申请的法院 {court}。", "The number belongs to another court than {court}.",
        "请核对案号。", "Check the number.";
    EVALUATION_PENDING "evaluation-pending" 409 never,
        "第 {evaluation} 号中立评估尚未完成。", "Evaluation {evaluation} is still waited for.",
        "请先收到评估意见，或登记不再出具。", "Receive the evaluation, or give it up, first.";
    EVALUATION_NOT_PENDING "evaluation-not-pending" 409 never,
        "没有编号为 {evaluation} 的待出具中立评估。", "No evaluation with number {evaluation} is waited for.",
        "请使用案件中列出的编号。", "Use a number the case lists.";
    EVALUATION_NOT_DELIVERED "evaluation-not-delivered" 409 never,
        "没有编号为 {evaluation} 的已出具中立评估意见。", "No evaluation with number {evaluation} was delivered.",
        "意见出具后方可答复；请使用案件中列出的编号。", "It can be answered once it is delivered; use a number the case lists.";
    EVALUATION_ANSWERED "evaluation-answered" 409 never,
        "该当事人已对第 {evaluation} 号中立评估意见作出答复。", "This party has answered evaluation {evaluation}.",
        "如要改变主张，请提出调解方案。", "Make a proposal to say something else.";
    EVALUATOR_MEDIATES "evaluator-mediates" 409 never,
        "本案调解员，或曾被请任本案调解员的人，不能担任本案中立评估人。", "Whoever mediates this case, or was asked to, cannot evaluate it.",
        "请另选评估人。", "Choose another evaluator.";
    EVALUATOR_TWICE "evaluator-twice" 409 never,
        "该评估人已评估过本案。", "This evaluator was asked in this case before.",
        "请另选评估人。", "Choose another evaluator.";
    INDEPENDENCE_NOT_DECLARED "independence-not-declared" 422 never,
        "评估人未作出独立、公正声明。", "The evaluator did not declare to be independent and impartial.",
        "请取得书面声明后再出具评估意见。", "Obtain the written declaration, then deliver the evaluation.";
    INQUIRY_NOT_PENDING "inquiry-not-pending" 409 never,
        "没有编号为 {inquiry} 的待答复核实函。", "No inquiry with number {inquiry} waits for an answer.",
        "请使用案件中列出的编号。", "Use a number the case lists.";
    OBLIGATION_UNKNOWN "obligation-unknown" 404 never,
        "没有第 {seq} 项义务。", "There is no obligation {seq}.",
        "请使用协议中列出的序号。", "Use a number the agreement lists.";
    OBLIGATION_COMPLETE "obligation-complete" 409 never,
        "第 {seq} 项义务已履行完毕。", "Obligation {seq} is performed already.",
        "无需再办。", "Nothing remains to be done.";
    OBLIGATION_AMOUNT_MISMATCH "obligation-amount-mismatch" 422 never,
        "第 {seq} 项义务应当（或不应当）填写金额。", "Obligation {seq} needs an amount, or takes none.",
        "请对照协议。", "Compare it with the agreement.";
    OBLIGATION_AMOUNT_EXCEEDS "obligation-amount-exceeds" 422 never,
        "金额超过尚欠的 {outstanding} 元。", "More is reported than the {outstanding} yuan owed.",
        "请核对金额。", "Check the amount.";
    OBLIGATION_DISCHARGED "obligation-discharged" 409 never,
        "第 {seq} 项义务已被免除或由其他义务取代。", "Obligation {seq} was given up or replaced by another.",
        "请查看履行台账中取代它的义务。", "Look at the obligation in its place.";
    NOT_CREDITOR "not-creditor" 403 never,
        "第 {seq} 项义务的权利人不是该当事人。", "Obligation {seq} is not owed to this party.",
        "请由权利人或其代理人办理。", "Leave it to whom it is owed, or its agent.";
    NOTHING_REPORTED "nothing-reported" 409 never,
        "第 {seq} 项义务尚无履行报告可确认。", "Nothing was reported under obligation {seq} that could be confirmed.",
        "请先报告履行情况。", "Report the performance first.";
    OBLIGATION_NOT_DUE "obligation-not-due" 409 never,
        "第 {seq} 项义务的履行期限至 {due}，尚未届满或到期。", "The last day of obligation {seq} is {due}; it has not come, or is not over.",
        "请在期限届满后办理；对方明确表示不履行的，可以记录违约。", "Do it after that day; where the other side refuses outright, record a default.";
    OBLIGATION_NOT_URGED "obligation-not-urged" 409 never,
        "第 {seq} 项义务逾期后尚未督促。", "Nobody has called for obligation {seq} since it is overdue.",
        "请先督促履行。", "Call for it first.";
    OBLIGATION_DEFAULTED_ALREADY "obligation-defaulted-already" 409 never,
        "第 {seq} 项义务的违约已有记录。", "The default of obligation {seq} is on record.",
        "无需再办。", "Nothing remains to be done.";
    ACCELERATION_NOT_AGREED "acceleration-not-agreed" 409 never,
        "第 {seq} 项义务所在条款没有约定加速到期。", "The clause of obligation {seq} lets nothing fall due early.",
        "请逐期主张。", "Call for each instalment when it is due.";
    ACCELERATION_NOT_REACHED "acceleration-not-reached" 409 never,
        "逾期 {missed} 期，条款约定逾期 {needed} 期方可加速到期。", "{missed} instalments are missed; the clause asks for {needed}.",
        "请记录违约而不主张加速到期。", "Record the default without acceleration.";
    NOTHING_TO_ACCELERATE "nothing-to-accelerate" 409 never,
        "第 {seq} 项义务之后没有未到期的各期。", "No instalment is to come after obligation {seq}.",
        "请记录违约而不主张加速到期。", "Record the default without acceleration.";
    ENFORCEMENT_NEEDS_TITLE "enforcement-needs-title" 409 never,
        "协议没有执行依据（司法确认：{status}），法院不予执行。", "Nothing is on record by which a court would enforce the agreement (confirmation: {status}).",
        "可以督促履行、就协议起诉，或在期限内申请司法确认；法院调解书、仲裁文书、赋强公证、生效支付令登记后即可申请执行。", "Call for performance, sue on the agreement, or apply for confirmation in time; a court's paper, an arbitral paper, a notarial instrument or a payment order in force is enforced once it is recorded.";
    TITLE_NOT_ON_RECORD "title-not-on-record" 409 never,
        "没有登记执行依据：{title}。", "This paper is not on record, or no longer in force: {title}.",
        "请先登记该文书，或以已登记的执行依据申请。", "Record it first, or name a paper that is on record.";
    TITLE_DOES_NOT_COVER "title-does-not-cover" 409 never,
        "执行依据不包括第 {seq} 项义务：公证债权文书和支付令只及于其所载债务人的金钱给付。", "No paper covers obligation {seq}: a notarial instrument and a payment order reach only the money of the debtor they name.",
        "请就其所载义务申请执行；其余义务可申请司法确认或就协议起诉。", "Have enforced what it is about; for the rest apply for confirmation or sue on the agreement.";
    SATISFACTION_OUT_OF_RANGE "satisfaction-out-of-range" 422 never,
        "满意度为 1 至 {highest} 分。", "Satisfaction is told from 1 to {highest}.",
        "请填写 1 至 5 的整数。", "Give a whole number from 1 to 5.";
    TERMINATION_NOT_DECLARED "termination-not-declared" 422 never,
        "终止原因 {code} 由其他步骤产生，不能直接宣布。", "The ending {code} is not declared; it follows from another step.",
        "请办理相应步骤。", "Do that step.";
    TERMINATION_NEEDS_DIRECTOR "termination-needs-director" 403 never,
        "终止原因 {code} 须由主任决定。", "The ending {code} is for the director.",
        "请交主任办理。", "Leave it to the director.";
    APPROVER_CONFLICTED "approver-conflicted" 403 never,
        "您是本案当事人或代理人，不能作出这一认定。", "You are a party to this case or act for one, and cannot judge it.",
        "请由其他工作人员或主任决定。", "Let another clerk or the director decide.";
    PERIOD_RUNNING "period-running" 409 never,
        "期限 {timer} 尚未届满（{due}）。", "The period {timer} runs until {due}.",
        "请等到期满。", "Wait until it ends.";
    OBLIGATIONS_OPEN "obligations-open" 409 never,
        "尚有未履行的义务：{seqs}。", "Obligations are open: {seqs}.",
        "请先记录履行情况。", "Record their performance first.";
    CONFIRMATION_PENDING "confirmation-pending" 409 never,
        "法院尚未裁定。", "The court has not ruled.",
        "请等待裁定。", "Wait for the ruling.";
    REFERRING_COURT_UNKNOWN "referring-court-unknown" 422 never,
        "{court} 不是本省法院的代码。", "{court} is no code of a court of this province.",
        "请核对法院代码，例如 粤0104。", "Check the court's code, such as 粤0104.";
    ENTRUSTMENT_INCOMPLETE "entrustment-incomplete" 422 never,
        "委托调解须写明法院案号与审理程序。", "An entrusted suit needs its court case number and its procedure.",
        "请补写案号和程序；立案前的请登记为委派。", "Add both; a dispute that was not docketed is registered as assigned.";
    NO_REFERRAL "no-referral" 409 never,
        "本案不是法院委派或委托的案件。", "No court sent this case.",
        "请按自行受理的步骤办理。", "Go on as with a case the centre received itself.";
    RECEIPT_ALREADY_SIGNED "receipt-already-signed" 409 never,
        "法院移送材料已经签收。", "The receipt for the court's papers was signed already.",
        "无需再办。", "Nothing remains to be done.";
    RECEIPT_NOT_SIGNED "receipt-not-signed" 409 never,
        "尚未签收法院移送材料，调解期限没有开始。", "The receipt for the court's papers was not signed, so the mediation period has not begun.",
        "请先签收，或不予受理并退回法院。", "Sign it first, or refuse the case and return it to the court.";
    REFERRAL_ALREADY_REPORTED "referral-already-reported" 409 never,
        "已经向法院复函。", "The court was told already.",
        "无需再办。", "Nothing remains to be done.";
    REFERRAL_NOT_REPORTED "referral-not-reported" 409 never,
        "尚未向法院复函，不能关闭。", "The court was not told how its referral ended.",
        "请先复函并退回材料。", "Report to the court and return its papers first.";
    MATERIALS_NOT_RETURNED "materials-not-returned" 422 never,
        "法院移送材料共 {expected} 份，退回 {returned} 份，数目不符。", "The court sent {expected} materials and {returned} go back: the numbers do not fit.",
        "未达成协议的须全部退回。", "Without an agreement all of them go back; never more than came.";
    FACTS_NOT_AGREED "facts-not-agreed" 409 never,
        "以下当事人没有同意载明无争议事实：{missing}。", "These parties have not agreed that undisputed facts are written down: {missing}.",
        "请取得全体同意，或不写该部分。", "Get everybody's agreement, or leave the facts out.";
    FACTS_NOT_OPEN "facts-not-open" 409 never,
        "没有等待签署的第 {version} 稿无争议事实记载。", "No record of undisputed facts with version {version} waits for signatures.",
        "请使用案件中列出的最新一稿；作废的可由调解员另行起草。", "Use the latest version the case lists; the mediator may write another one when it was abandoned.";
    FACTS_COMPLETE "facts-complete" 409 never,
        "第 {version} 稿无争议事实记载已由各方签署。", "Version {version} of the record of undisputed facts was signed by everybody.",
        "签署的记载有效，不再另行起草。", "What was signed stands; no other is written.";
    ENTRUSTED_NOT_CONFIRMED "entrusted-not-confirmed" 409 never,
        "法院委托调解的案件不办理司法确认。", "An entrusted mediation is not judicially confirmed.",
        "请把协议送交委托法院审查，由其出具调解书。", "Hand the agreement to the court that entrusted it; it issues its own mediation paper.";
    TRANSFER_OPEN "transfer-open" 409 never,
        "已有一项移送尚未了结。", "An offer to another centre is open.",
        "请先撤回，或等待答复。", "Withdraw it first, or wait for the answer.";
    TRANSFER_TO_OWNER "transfer-to-owner" 422 never,
        "案件已在该中心。", "The case is at that centre already.",
        "请填写另一中心。", "Name another centre.";
    NO_TRANSFER "no-transfer" 409 never,
        "没有待答复的移送。", "No offer to another centre is open.",
        "请先提出移送。", "Propose a transfer first.";
    TRANSFER_OF_ANOTHER "transfer-of-another" 409 never,
        "该移送不由您答复，或已经答复过。", "This offer is not yours to answer, or was answered.",
        "由接收中心主任答复一次；有争议的提请联合会决定。", "The receiving centre's director answers once; a dispute goes to the federation.";
    TRANSFER_NOT_DECLINED "transfer-not-declined" 409 never,
        "接收中心没有拒绝，不能提请决定。", "The receiving centre has not declined, so there is no dispute.",
        "请等待答复，或撤回移送。", "Wait for the answer, or withdraw the offer.";
}
