//! Refusals about parties and those who stand for them: one row for each code.

super::table! {
    REPRESENTATIVE_UNKNOWN "representative-unknown" 422 never,
        "该当事人没有编号为 {representative} 的代理人。", "The party has no representative with the id {representative}.",
        "请使用案件中列出且未解除委托的代理人编号。", "Use the id of a representative the case lists and that was not revoked.";
    TOO_MANY_AGENTS "too-many-agents" 409 never,
        "每一当事人同时至多委托 {limit} 名代理人。", "A party has at most {limit} agents at a time.",
        "请先解除一名代理人的委托。", "Revoke one of them first.";
    REPRESENTS_BOTH_SIDES "represents-both-sides" 409 never,
        "同一代理人不得同时代理双方当事人。", "One agent cannot act for both sides.",
        "请另行委托他人。", "Appoint somebody else.";
    AUTHORITY_PERIOD "authority-period" 422 never,
        "授权起始日 {valid_from} 晚于终止日 {valid_to}。", "The authority begins on {valid_from}, after it ends on {valid_to}.",
        "请核对授权期限。", "Check the two days.";
    AUTHORITY_NOT_IN_FORCE "authority-not-in-force" 409 never,
        "授权今日无效：自 {valid_from} 起，至 {valid_to} 止。", "The authority does not hold today: from {valid_from} until {valid_to}.",
        "请由委托人延长或重新出具授权委托书。", "Have the party extend it or give a new one.";
    AUTHORITY_TOO_NARROW "authority-too-narrow" 403 never,
        "授权范围不包括 {needed}。", "The authority does not cover {needed}.",
        "请由委托人补充授权，或由当事人本人办理。", "Have the party widen it, or act itself.";
    AUTHORITY_CEILING_EXCEEDED "authority-ceiling-exceeded" 409 never,
        "协议须支付 {amount} 元，超过授权上限 {ceiling} 元。", "The party would pay {amount} yuan, more than the {ceiling} yuan its agent may promise.",
        "请由委托人提高上限后再签署。", "Have the party raise the ceiling before signing.";
    REPRESENTATIVE_NOT_NAMED "representative-not-named" 422 never,
        "当事人 {party} 已登记代理人，须写明由谁办理。", "The party {party} has agents on record; say which of them acts.",
        "请填写 representative，或由代理人用本人账号办理。", "Name the representative, or have the agent act by his own account.";
    FILING_UNAUTHORISED "filing-unauthorised" 403 never,
        "您不是申请人 {party}，也没有其授权，不能代为申请。", "You are neither the applicant {party} nor its agent, and cannot file for it.",
        "请在 agents 中写明该申请人的授权委托书并注明 files；没有授权的，由其本人申请。", "Name that applicant's written authority under agents with files, or let the applicant file.";
    AUTHORITY_UNWRITTEN "authority-unwritten" 422 never,
        "代理当事人 {party} 须有书面授权。", "Acting for the party {party} takes a written authority.",
        "请填写 authority.document（授权委托书的名称与 SHA-256）。", "Give authority.document: title and SHA-256 of the power of attorney.";
    AGENT_UNLICENSED "agent-unlicensed" 403 never,
        "本案由代理人 {representative} 代为申请，其执业证或推荐材料没有登记，是否受理由主任决定。", "The agent {representative} filed this case and has shown no licence or recommendation; whether to take it is for the director.",
        "请由主任受理或以 X08 不予受理；或重新登记带有执业证号的代理人、改由本人参加。", "Let the director accept it or refuse it by X08; or appoint the agent anew with the licence, or let the party act itself.";
    APPLICANT_UNKNOWN "applicant-unknown" 422 never,
        "该位置没有申请人。", "There is no applicant at this place.",
        "请填写申请人在 applicants 中的序号，从 0 起。", "Give the applicant's place in applicants, counted from 0.";
    GUARDIAN_MISSING "guardian-missing" 409 never,
        "以下当事人不具有完全民事行为能力且没有监护人：{parties}。", "These parties cannot act by themselves and have no guardian on record: {parties}.",
        "请先登记其监护人。", "Put the guardian on record first.";
    GUARDIAN_ACTS "guardian-acts" 403 never,
        "当事人 {party} 不具有完全民事行为能力，须由其监护人办理。", "The party {party} cannot act by himself; the guardian acts.",
        "请由监护人用本人账号办理，或写明监护人。", "Have the guardian act, or name the guardian.";
    GUARDIAN_NOT_NEEDED "guardian-not-needed" 409 never,
        "当事人 {party} 具有完全民事行为能力，没有监护人。", "The party {party} has full capacity and no guardian.",
        "如情况不同，请先记录其民事行为能力。", "If that is wrong, record the person's capacity first.";
    CAPACITY_OF_PERSONS "capacity-of-persons" 422 never,
        "当事人 {party} 不是自然人。", "The party {party} is no natural person.",
        "仅可记录自然人的民事行为能力。", "Only a person's capacity is recorded.";
    FIELD_NOT_PERSONAL "field-not-personal" 422 never,
        "该内容不是当事人 {party} 的个人信息。", "This is no personal data of the party {party}.",
        "机构的登记信息以公示为准；可更正自然人的姓名、证件、电话、地址，或组织的联系电话。",
        "What stands in public registers is corrected there; name, document, phone and address of a person, or the phone of an organisation, here.";
    ALREADY_PARTY "already-party" 409 never,
        "该主体已是本案当事人。", "It is a party of the case already.",
        "请核对统一社会信用代码。", "Check the unified social credit code.";
    JOINDER_NOT_UNANIMOUS "joinder-not-unanimous" 409 never,
        "以下当事人尚未同意追加：{missing}。", "These parties have not agreed to the newcomer: {missing}.",
        "请取得全体当事人同意，或另行立案。", "Get everybody's agreement, or file a case of its own.";
    JOINDER_CONSENT_MISSING "joinder-consent-missing" 409 never,
        "其他当事人均已同意调解，追加的当事人须同时同意。", "The others have all agreed to mediate; so must the newcomer.",
        "请填写其同意的形式。", "State in which form the newcomer agrees.";
    JOINDER_NOTICE_MISSING "joinder-notice-missing" 409 never,
        "其他被申请人已通知，追加的被申请人也须通知。", "The other respondents were told; the newcomer must be told as well.",
        "请填写通知方式。", "State how it was told.";
}
