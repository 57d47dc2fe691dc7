//! The field's code lists: channels, businesses, causes, sectors, grounds. Slugs of our own beside the Chinese term;
//! the numeric codes of JR/T 0169-2018 are loaded from the purchased standard when a centre has it.

mod advice;
mod refusal;

use serde::{Deserialize, Serialize};

/// Declares a code list: variant, wire slug, Chinese term.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal, $zh:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[doc = $zh] #[serde(rename = $slug)] $variant,)+ }

        impl $name {
            /// Every code of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The Chinese term.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// Reads a code.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($slug => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

mod access;
mod agreement;
mod court;
mod intake;
mod performance;
mod similarity;
pub use access::*;
pub use agreement::*;
pub use court::*;
pub use intake::*;
pub use performance::*;
pub use similarity::*;

codes! {
    /// How long a file is kept (保存期限类别); the years are parameters.
    RetentionClassCode {
        Confirmed = "CONFIRMED", "经司法确认或分期履行的协议";
        Agreement = "AGREEMENT", "其他已履行的协议";
        Terminated = "TERMINATED", "未达成协议";
        Refused = "REFUSED", "不予受理";
    }

    /// What a person asks about his or her data (PIPL 44-47).
    DataRight {
        Access = "ACCESS", "查阅";
        Copy = "COPY", "复制、转移";
        Correct = "CORRECT", "更正、补充";
        Restrict = "RESTRICT", "限制处理";
        Erase = "ERASE", "删除";
    }

    /// Who asks (PIPL 31, 44, 49).
    DataRequester {
        Subject = "SUBJECT", "本人";
        Guardian = "GUARDIAN", "监护人";
        CloseRelative = "CLOSE_RELATIVE", "死者近亲属";
    }

    /// How it was made sure that the request comes from whom it should.
    DataIdentityProof {
        DocumentShown = "DOCUMENT_SHOWN", "出示身份证件";
        Account = "ACCOUNT", "本人账号";
        Guardianship = "GUARDIANSHIP", "监护关系证明";
        Kinship = "KINSHIP", "亲属关系及死亡证明";
    }

    /// Why data may be deleted (PIPL 47(1)).
    ErasureGround {
        PurposeDone = "PURPOSE_DONE", "处理目的已实现或不再必要";
        RetentionOver = "RETENTION_OVER", "保存期限已届满";
        ConsentWithdrawn = "CONSENT_WITHDRAWN", "撤回同意";
        Unlawful = "UNLAWFUL", "违法或违约处理";
    }

    /// Why a request is refused (PIPL 47(2), 49, 50).
    DataRefusalGround {
        NotIdentified = "NOT_IDENTIFIED", "身份无法核实";
        NotEntitled = "NOT_ENTITLED", "请求人无权提出";
        NothingFound = "NOTHING_FOUND", "未保存其个人信息";
        RetentionRunning = "RETENTION_RUNNING", "保存期限未届满";
        LegalHold = "LEGAL_HOLD", "依法封存";
        OthersRights = "OTHERS_RIGHTS", "将损害他人权益";
        Repeated = "REPEATED", "重复请求";
        NotProved = "NOT_PROVED", "更正内容无法核实";
    }

    /// Why a file may not be destroyed for now (依法封存).
    HoldGround {
        Litigation = "LITIGATION", "诉讼或仲裁";
        Enforcement = "ENFORCEMENT", "强制执行";
        Investigation = "INVESTIGATION", "调查取证";
        Audit = "AUDIT", "审计检查";
    }

    /// Why everything but storing stops (PIPL 47(2)).
    RestrictionGround {
        RetentionRunning = "RETENTION_RUNNING", "保存期限未届满";
        LegalHold = "LEGAL_HOLD", "依法封存";
        CaseOpen = "CASE_OPEN", "案件尚未办结";
        Requested = "REQUESTED", "本人请求";
    }

    /// How a court brought a dispute to the centre (诉调对接; domain reference §1.10).
    ReferralKind {
        Assigned = "ASSIGNED", "委派调解";
        Entrusted = "ENTRUSTED", "委托调解";
    }

    /// The procedure a docketed suit is tried in; it decides how long an entrusted mediation lasts (SM2016 27).
    TrialProcedure {
        Ordinary = "ORDINARY", "普通程序";
        Summary = "SUMMARY", "简易程序";
    }

    /// What the court is told at the end of a referral.
    ReferralOutcome {
        FiledForRecord = "FILED_FOR_RECORD", "达成协议，送法院备案";
        HandedOver = "HANDED_OVER", "达成协议，送法院审查";
        Returned = "RETURNED", "未达成协议，退回法院";
    }

    /// Why a case should go to another centre.
    TransferReason {
        WrongCity = "WRONG_CITY", "不属本市";
        MediatorsConflicted = "MEDIATORS_CONFLICTED", "调解员均须回避";
        PartyRequest = "PARTY_REQUEST", "当事人申请";
        Workload = "WORKLOAD", "工作负荷";
        OtherReason = "OTHER", "其他";
    }

    /// Business class (业务类别), JR/T 0169-2018 facet B for banking, own list elsewhere.
    Business {
        RmbSavings = "RMB_SAVINGS", "人民币储蓄";
        Loan = "LOAN", "贷款";
        DebitCard = "DEBIT_CARD", "借记卡";
        CreditCard = "CREDIT_CARD", "信用卡";
        PaymentSettlement = "PAYMENT_SETTLEMENT", "支付结算";
        CashManagement = "CASH_MANAGEMENT", "人民币管理";
        ForeignExchange = "FOREIGN_EXCHANGE", "外汇";
        Treasury = "TREASURY", "国库";
        WealthManagement = "WEALTH_MANAGEMENT", "自营理财";
        AgencySales = "AGENCY_SALES", "银行代理业务";
        PreciousMetals = "PRECIOUS_METALS", "贵金属";
        OtherIntermediary = "OTHER_INTERMEDIARY", "其他中间业务";
        DebtCollection = "DEBT_COLLECTION", "债务催收";
        PersonalFinancialInformation = "PERSONAL_FINANCIAL_INFORMATION", "个人金融信息";
        CreditReporting = "CREDIT_REPORTING", "征信";
        Insurance = "INSURANCE", "保险";
        Securities = "SECURITIES", "证券期货基金";
        ConsumerFinance = "CONSUMER_FINANCE", "消费金融";
        Other = "OTHER", "其他";
    }

    /// Cause of the complaint (投诉原因), JR/T 0169-2018 facet C: twelve and one.
    Cause {
        Service = "SERVICE", "服务态度及服务质量";
        Facilities = "FACILITIES", "服务设施、设备、业务系统";
        Procedures = "PROCEDURES", "管理制度、业务规则与流程";
        Marketing = "MARKETING", "营销方式和手段";
        Disclosure = "DISCLOSURE", "信息披露";
        FreeChoice = "FREE_CHOICE", "自主选择权";
        Pricing = "PRICING", "定价收费";
        ProductReturn = "PRODUCT_RETURN", "产品收益";
        ContractTerms = "CONTRACT_TERMS", "合同条款";
        FundSafety = "FUND_SAFETY", "消费者资金安全";
        DataSafety = "DATA_SAFETY", "消费者信息安全";
        CollectionConduct = "COLLECTION_CONDUCT", "债务催收方式和手段";
        Other = "OTHER", "其他";
    }

    /// What kind of institution it is.
    Sector {
        Bank = "BANK", "银行";
        Insurer = "INSURER", "保险公司";
        InsuranceIntermediary = "INS_INTERMEDIARY", "保险中介";
        Payment = "PAYMENT", "支付机构";
        Securities = "SECURITIES", "证券公司";
        Futures = "FUTURES", "期货公司";
        Fund = "FUND", "基金公司";
        Trust = "TRUST", "信托公司";
        ConsumerFinance = "CONSUMER_FINANCE", "消费金融公司";
        Microloan = "MICROLOAN", "小额贷款公司";
        Other = "OTHER", "其他机构";
    }

    /// How free an institution is to refuse mediation.
    RespondentDuty {
        /// Securities Law 94, Futures and Derivatives Law 56: may not refuse an ordinary investor.
        Mandatory = "MANDATORY", "应当参加";
        /// CBIRC Order 2022 No. 9, article 16: not without proper reason.
        JustCause = "JUST_CAUSE", "无正当理由不得拒绝";
        /// Consumers and everybody else.
        Free = "FREE", "自愿";
    }

    /// Procedure track.
    Track {
        Small = "SMALL", "小额快速";
        Simple = "SIMPLE", "简易";
        Ordinary = "ORDINARY", "普通";
        Complex = "COMPLEX", "疑难复杂";
    }

    /// Ground for not accepting an application (不予受理).
    Exclusion {
        NotFinancial = "X01", "非金融产品或服务的民事纠纷";
        AlreadyJudged = "X02", "已有生效裁判、裁决或调解书";
        BeforeCourt = "X03", "法院已立案且未委托调解";
        BeforeArbitration = "X04", "仲裁机构已受理";
        AlreadySettled = "X05", "已和解或已经调解终结且无新事实";
        NotIdentifiable = "X06", "无明确被申请人、具体请求或任何证据";
        Petition = "X07", "举报或要求处罚、信访事项";
        SuspectedCrime = "X08", "涉嫌犯罪、虚假纠纷或非法代理维权";
        StatusOrTitle = "X09", "身份关系或物权、知识产权确权";
        PartyRefuses = "X10", "一方明确拒绝调解";
        NoAuthority = "X11", "代理无授权或无行为能力而无监护人";
        NoPriorComplaint = "X12", "尚未向机构投诉或其处理期限未届满";
        OtherCentre = "X13", "属其他调处中心管辖";
    }

    /// How a mediation ended (终止).
    Termination {
        AgreementReached = "E01", "达成调解协议";
        Withdrawn = "E02", "申请人撤回或自行和解";
        PartyRefuses = "E03", "一方拒绝或退出调解";
        Unreachable = "E04", "期限内无法联系";
        TooFarApart = "E05", "分歧过大";
        PeriodExpired = "E06", "期限届满未延期";
        RefusedToSign = "E07", "一方拒绝签署协议";
        BadFaith = "E08", "隐瞒事实、提供虚假材料或故意拖延";
        Collusion = "E09", "涉嫌串通、虚假调解或犯罪";
        Litigation = "E10", "一方起诉或申请仲裁";
        ProposalObjected = "E11", "对无异议调解方案提出异议";
        Transferred = "E12", "移送其他中心";
        OtherReason = "E13", "其他";
    }

    /// What a party can agree to, each apart and each revocable (domain §1.4).
    ConsentMatter {
        Mediate = "MEDIATE", "参加调解";
        Online = "ONLINE", "在线调解";
        Recording = "RECORDING", "录音录像";
        RecordingAsMinutes = "RECORDING_AS_MINUTES", "以录音录像代替笔录";
        ElectronicService = "E_SERVICE", "电子送达";
        ElectronicSignature = "E_SIGNATURE", "电子签名";
        SensitiveData = "SENSITIVE_DATA", "处理敏感个人信息";
        ProvideData = "PROVIDE_DATA", "向对方及法院提供个人信息";
        SealedBids = "SEALED_BIDS", "密封报价";
        Asynchronous = "ASYNCHRONOUS", "非同步调解";
        NoObjection = "NO_OBJECTION", "无异议调解方案认可";
        NeutralEvaluation = "NEUTRAL_EVALUATION", "中立评估";
    }

    /// What is answered to a proposal.
    ProposalAnswer {
        Accept = "ACCEPT", "接受";
        Object = "OBJECT", "不接受";
        Counter = "COUNTER", "另提方案";
    }

    /// Why silence will make nothing of a no-objection proposal.
    NoObjectionEnding {
        Withdrawn = "WITHDRAWN", "调解员撤回";
        ConsentRevoked = "CONSENT_REVOKED", "当事人撤回同意";
        MediationSuspended = "MEDIATION_SUSPENDED", "期限届满时调解中止";
    }

    /// How a declaration reached the centre.
    DeclarationForm {
        Written = "WRITTEN", "书面";
        Oral = "ORAL", "口头记录";
        Electronic = "ELECTRONIC", "电子";
    }

    /// How a paper was served.
    ServiceMethod {
        Direct = "DIRECT", "直接送达";
        Post = "POST", "邮寄送达";
        Electronic = "ELECTRONIC", "电子送达";
        Phone = "PHONE", "电话通知";
    }

    /// Ground for recusal (回避), domain §1.6.
    RecusalGround {
        IsPartyOrRelative = "R1", "是当事人或当事人、代理人近亲属";
        Interest = "R2", "与纠纷有利害关系";
        OtherRelation = "R3", "与当事人、代理人有其他关系可能影响公正";
        Benefit = "R4", "接受宴请、礼物或利益";
        HomeInstitution = "R5", "由当事机构派驻、受雇或离任未满冷却期";
        RelatedInstitution = "R6", "所属机构与当事机构有控制、关联关系";
        EarlierHandling = "R7", "经办过该投诉、合同、催收或先前调解";
        WasEvaluator = "R8", "曾任本案中立评估人";
    }

    /// Where a session takes place.
    SessionMode {
        OnSite = "ON_SITE", "现场";
        Video = "VIDEO", "网络视频";
        Phone = "PHONE", "电话";
        Asynchronous = "ASYNC", "非同步";
    }

    /// Why a mediation stands still.
    SuspensionReason {
        PartiesAsk = "PARTIES_ASK", "各方共同申请";
        SuspectedSham = "SUSPECTED_SHAM", "涉嫌虚假调解，待核实";
        Death = "DEATH", "当事人死亡，待确定承继人";
        GuardianPending = "GUARDIAN_PENDING", "待确定监护人";
        AuthorityPending = "AUTHORITY_PENDING", "待取得授权";
    }

    /// What follows when a party stays away from a session.
    NoShowConsequence {
        Rearranged = "REARRANGED", "另行安排";
        CountsAsRefusal = "COUNTS_AS_REFUSAL", "视为退出调解";
    }

    /// How minutes came to the knowledge of whoever signs them.
    ReadBack {
        ReadAloud = "READ_ALOUD", "已当场宣读";
        ReadByHimself = "READ_BY_SIGNER", "已自行阅读";
    }

    /// How a participant was identified before a session.
    IdentityCheck {
        Document = "DOCUMENT", "核对证件";
        Face = "FACE", "人脸比对";
        KnownAgent = "KNOWN_AGENT", "核对授权与工作证件";
    }

    /// How a session ended.
    SessionResult {
        Agreed = "AGREED", "达成一致";
        Continue = "CONTINUE", "继续调解";
        Failed = "FAILED", "未达成一致";
    }

    /// How a paper was signed.
    SignatureMethod {
        Handwritten = "HANDWRITTEN", "手写签名";
        Fingerprint = "FINGERPRINT", "捺印";
        Seal = "SEAL", "盖章";
        Electronic = "E_SIGN", "电子签名";
    }

    /// How an electronic signature with a certificate is made.
    SignatureAlgorithm {
        EcdsaP256Sha256 = "ECDSA_P256_SHA256", "ECDSA P-256 与 SHA-256";
        RsaPkcs1Sha256 = "RSA_PKCS1_SHA256", "RSA（PKCS#1 v1.5）与 SHA-256";
    }

    /// What somebody needs in order to take part on equal terms.
    SpecialNeed {
        Interpreter = "INTERPRETER", "语言翻译";
        SignLanguage = "SIGN_LANGUAGE", "手语翻译";
        StepFree = "STEP_FREE", "无障碍通行";
        Vision = "VISION", "视力障碍";
        Hearing = "HEARING", "听力障碍";
        Reading = "READING", "读写困难";
        Elderly = "ELDERLY", "高龄";
        Illness = "ILLNESS", "疾病";
        NoDevice = "NO_DEVICE", "无上网设备";
    }

    /// What a look at safety and balance of power found.
    ScreeningFinding {
        Clear = "CLEAR", "未发现";
        Imbalance = "IMBALANCE", "力量失衡";
        Safety = "SAFETY", "人身安全风险";
    }

    /// What it was found by.
    RiskIndicator {
        Threat = "THREAT", "威胁";
        SelfHarm = "SELF_HARM", "自伤倾向";
        Coercion = "COERCION", "受胁迫或受他人控制";
        Dependence = "DEPENDENCE", "经济依赖";
        NoAdvice = "NO_ADVICE", "缺乏专业意见而对方有代理人";
        Understanding = "UNDERSTANDING", "难以理解产品或程序";
        AgentConduct = "AGENT_CONDUCT", "疑似代理维权、反催收操控";
    }

    /// Who was told of a danger of violence or crime (PML 25).
    RiskRecipient {
        Police = "POLICE", "公安机关";
        Government = "GOVERNMENT", "基层人民政府";
        Regulator = "REGULATOR", "金融管理部门";
        Emergency = "EMERGENCY", "急救";
    }

    /// What somebody is who acts for a party (CPL 61; CC 23).
    RepresentativeKind {
        Lawyer = "LAWYER", "律师";
        LegalWorker = "LEGAL_WORKER", "基层法律服务工作者";
        Relative = "RELATIVE", "近亲属";
        Employee = "EMPLOYEE", "工作人员";
        Recommended = "RECOMMENDED", "社区、单位或社会团体推荐的公民";
        /// The law gives the authority; no power of attorney, no ceiling, not counted among the agents.
        Guardian = "GUARDIAN", "监护人（法定代理人）";
    }

    /// What an agent may do for a party (授权事项).
    AuthorityScope {
        Attend = "ATTEND", "参加调解、陈述意见、提交材料";
        Consent = "CONSENT", "代为同意各项事项";
        Settle = "SETTLE", "代为承认、放弃、变更请求，达成并签署协议";
        Confirm = "CONFIRM", "代为申请司法确认";
        Receive = "RECEIVE", "代收文书";
    }

    /// How it came that somebody was asked to mediate (OM2021 10; SM2016 12).
    AssignmentBasis {
        JointChoice = "JOINT_CHOICE", "当事人共同选定";
        List = "LIST", "当事人对名单划除、排序的结果";
        LeftToCentre = "LEFT_TO_CENTRE", "当事人委托调解组织指定";
        PeriodOver = "PERIOD_OVER", "选定期限届满，调解组织指定";
        ListExhausted = "LIST_EXHAUSTED", "名单无人可选，调解组织指定";
    }

    /// What a natural person can do in law by himself (CC 17-22).
    LegalCapacity {
        Full = "FULL", "完全民事行为能力";
        Limited = "LIMITED", "限制民事行为能力";
        None = "NONE", "无民事行为能力";
    }

    /// How a person's capacity is known.
    CapacityBasis {
        Age = "AGE", "年龄";
        SelfSupporting = "SELF_SUPPORTING", "十六周岁以上以自己的劳动收入为主要生活来源";
        CourtDeclaration = "COURT_DECLARATION", "法院认定";
        Evidence = "EVIDENCE", "其他证明";
    }

    /// Why a mediator does not take a case.
    DeclineReason {
        Conflict = "CONFLICT", "存在应当回避的情形";
        Workload = "WORKLOAD", "工作量";
        Expertise = "EXPERTISE", "专业不符";
        Unavailable = "UNAVAILABLE", "时间不便";
    }

    /// Why somebody leaves a panel.
    ReplaceReason {
        Conflict = "CONFLICT", "存在应当回避的情形";
        Recused = "RECUSED", "决定回避";
        Unavailable = "UNAVAILABLE", "不能继续履职";
        OffRoster = "OFF_ROSTER", "不在册或停止执业";
    }

    /// What a mediator is complained about for (PML 15).
    ComplaintGround {
        Partiality = "PARTIALITY", "偏袒一方当事人";
        Insult = "INSULT", "侮辱当事人";
        Benefit = "BENEFIT", "索取、收受财物或者牟取其他不正当利益";
        Disclosure = "DISCLOSURE", "泄露当事人的个人隐私、商业秘密";
        Pressure = "PRESSURE", "强迫调解或者阻止当事人另寻途径";
        Delay = "DELAY", "无故拖延";
        OtherConduct = "OTHER", "其他不当行为";
    }

    /// What the centre does about a complaint (PML 15).
    ComplaintMeasure {
        Unfounded = "NONE", "不成立，不采取措施";
        Warning = "WARNING", "批评教育，责令改正";
        Replacement = "REPLACEMENT", "更换本案调解员";
        Suspension = "SUSPENSION", "停止在册执业";
    }

    /// A language mediation is held in.
    Language {
        Mandarin = "MANDARIN", "普通话";
        Cantonese = "CANTONESE", "粤语";
        Hakka = "HAKKA", "客家话";
        Teochew = "TEOCHEW", "潮州话";
        English = "ENGLISH", "英语";
        SignLanguage = "SIGN", "手语";
    }

    /// Why a session does not take place.
    CancelReason {
        PartyAsked = "PARTY_ASKED", "当事人申请改期";
        MediatorUnavailable = "MEDIATOR_UNAVAILABLE", "调解员不能到场";
        Technical = "TECHNICAL", "技术故障";
        NoShow = "NO_SHOW", "当事人未到场";
    }

    /// Why an institution will not mediate; reportable where it has a duty to.
    RefusalReason {
        Unfounded = "UNFOUNDED", "请求无事实依据";
        OutsideAuthority = "OUTSIDE_AUTHORITY", "超出授权";
        BeforeOtherBody = "BEFORE_OTHER_BODY", "已由其他机构处理";
        SuspectedFraud = "SUSPECTED_FRAUD", "涉嫌虚假或黑产";
        Absence = "ABSENCE", "无正当理由不到场";
        None = "NONE", "未说明理由";
    }

    /// Legal form of a centre, which decides when its agreements take effect (domain §0, §2.3).
    LegalForm {
        PeoplesMediationCommittee = "PMC", "人民调解委员会";
        Industry = "INDUSTRY", "行业、社团调解组织";
    }

}

impl Sector {
    /// How free an institution of this sector is to refuse: SL 94 and FDL 56 (mandatory), CBIRC9 16 (just cause).
    #[must_use]
    pub const fn respondent_duty(self) -> RespondentDuty {
        match self {
            Self::Securities | Self::Futures => RespondentDuty::Mandatory,
            Self::Bank | Self::Insurer => RespondentDuty::JustCause,
            Self::InsuranceIntermediary
            | Self::Payment
            | Self::Fund
            | Self::Trust
            | Self::ConsumerFinance
            | Self::Microloan
            | Self::Other => RespondentDuty::Free,
        }
    }
}

impl SessionMode {
    /// Whether the parties must have agreed to meet online (OM2021 4).
    #[must_use]
    pub const fn is_online(self) -> bool {
        match self {
            Self::OnSite => false,
            Self::Video | Self::Phone | Self::Asynchronous => true,
        }
    }
}
