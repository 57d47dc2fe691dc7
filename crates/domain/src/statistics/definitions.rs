//! Version 1 of the definitions, M1 to M14 (domain reference §7), in both languages of the house.

/// The version of everything below. Whoever changes a sentence here so that a figure changes counts it up, and keeps the old one readable.
pub const VERSION: u32 = 1;

/// One measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// `M1` to `M14`.
    pub code: &'static str,
    /// 名称.
    pub zh: &'static str,
    /// Its name.
    pub en: &'static str,
    /// 口径.
    pub meaning_zh: &'static str,
    /// What is counted, by which date, out of what.
    pub meaning_en: &'static str,
}

/// By what figures can be broken down, each beside month, centre and business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// How the application came in.
    Channel,
    /// Cause of the complaint.
    Cause,
    /// Sector of the respondents; a case against two sectors is in both.
    Sector,
    /// Respondent institution, each unit above it included.
    Institution,
    /// Mediators of the panel.
    Mediator,
    /// The court that referred it or has its confirmation.
    Court,
    /// Procedure track; a case not accepted yet has none.
    Track,
    /// Mode of the last session held.
    Mode,
    /// Who sent it: nobody, a hotline, an institution, a court, another centre.
    Origin,
    /// What the first applicant is.
    PartyType,
    /// Band of the amount in dispute; of the claims where it is not known.
    Amount,
    /// Why a respondent did not take part.
    Refusal,
    /// How a mediation ended without an agreement.
    Termination,
    /// Kind of a court's referral.
    Referral,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Channel,
        Self::Cause,
        Self::Sector,
        Self::Institution,
        Self::Mediator,
        Self::Court,
        Self::Track,
        Self::Mode,
        Self::Origin,
        Self::PartyType,
        Self::Amount,
        Self::Refusal,
        Self::Termination,
        Self::Referral,
    ];

    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Cause => "cause",
            Self::Sector => "sector",
            Self::Institution => "institution",
            Self::Mediator => "mediator",
            Self::Court => "court",
            Self::Track => "track",
            Self::Mode => "mode",
            Self::Origin => "origin",
            Self::PartyType => "party_type",
            Self::Amount => "amount",
            Self::Refusal => "refusal",
            Self::Termination => "termination",
            Self::Referral => "referral",
        }
    }

    /// The dimension of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }

    /// Whether its values name somebody: then it is for those who may see every figure of a centre, and never published.
    #[must_use]
    pub const fn names_somebody(self) -> bool {
        match self {
            Self::Institution | Self::Mediator => true,
            Self::Channel
            | Self::Cause
            | Self::Sector
            | Self::Court
            | Self::Track
            | Self::Mode
            | Self::Origin
            | Self::PartyType
            | Self::Amount
            | Self::Refusal
            | Self::Termination
            | Self::Referral => false,
        }
    }
}

const fn measure(
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    meaning_zh: &'static str,
    meaning_en: &'static str,
) -> Measure {
    Measure { code, zh, en, meaning_zh, meaning_en }
}

/// Every measure. All dates are legal dates (Asia/Shanghai) of the event; figures stay in the month they happened in.
pub const MEASURES: [Measure; 14] = [
    measure(
        "M1",
        "受理申请",
        "applications received",
        "期内收到的申请，含法院委派、委托；委派、委托件另列。",
        "Applications received in the period, those brought by a court included and shown apart as well.",
    ),
    measure("M2", "受理", "accepted", "期内作出受理决定的案件。", "Cases accepted in the period."),
    measure(
        "M3",
        "办结",
        "ended",
        "期内调解协议生效或者终止调解的案件；移送其他中心（E12）不计；受理前撤回的计入并另列。",
        "Agreements that took effect and mediations terminated in the period; transfers to other centres (E12) are not counted; \
         applications withdrawn before acceptance are, and are shown apart.",
    ),
    measure(
        "M4",
        "成功",
        "settled",
        "期内生效的调解协议；当事人自行和解（E02）另列，不计入。",
        "Agreements that took effect in the period; parties who settled by themselves (E02) are shown apart and not counted.",
    ),
    measure(
        "M5",
        "成功率",
        "success rate",
        "M4/M3 与 M4/M2 分别列出，各注明分母。",
        "M4/M3 and M4/M2, both, each with its denominator named.",
    ),
    measure(
        "M6",
        "金额",
        "amounts",
        "请求金额、涉案金额按收到申请之日，达成金额按协议生效之日，分别合计（分）。",
        "Sums claimed and in dispute by the date of the application, sums settled by the date of effect, apart, in fen.",
    ),
    measure(
        "M7",
        "办理天数",
        "duration",
        "自受理之日至协议生效或者终止之日的自然日；另列扣除中止、鉴定期间的天数；平均数、中位数。",
        "Calendar days from acceptance to effect or termination; the same without the days in which the mediation period stood still; mean \
         and median.",
    ),
    measure(
        "M8",
        "在线办结率",
        "online share",
        "最后一次会议以视频、电话、非同步方式进行的办结案件/M3；在线成功/在线办结。",
        "Ended cases whose last session was held by video, telephone or in writing, out of M3; settled out of those.",
    ),
    measure(
        "M9",
        "司法确认",
        "judicial confirmations",
        "期内裁定确认调解协议有效的件数；占 M4 的比例。调解书、公证、支付令、仲裁不计入。",
        "Rulings of the period that confirm an agreement; out of M4. Court mediation papers, notarised instruments, payment orders and awards \
         are not among them.",
    ),
    measure(
        "M10",
        "履行",
        "performance",
        "期内到期的履行义务中按期履行、逾期履行、未履行的项数；已记录违约的另列。",
        "Obligations due in the period: performed on time, performed late, not performed; defaults on record are shown apart.",
    ),
    measure(
        "M11",
        "诉调对接",
        "court referrals",
        "期内收到的委派、委托；期内复函的件数及其中退回法院的比例。",
        "Referrals received in the period; reports sent in the period, and how many of those returned the dispute.",
    ),
    measure(
        "M12",
        "机构配合",
        "participation of institutions",
        "期内作出答复的被申请人：同意参加/（同意＋拒绝）；自通知之日至答复的天数；拒绝理由。",
        "Respondents that answered in the period: consents out of consents and refusals; days from notice to answer; grounds of refusal.",
    ),
    measure(
        "M13",
        "调解员",
        "mediators",
        "期内接受指派的人次、回避的人次；办结、成功按调解员分组。满意度未采集。",
        "Assignments accepted and recusals in the period; ended and settled by mediator. Satisfaction is not asked for.",
    ),
    measure(
        "M14",
        "小额快速、中立评估、无异议方案",
        "fast track, neutral evaluations, no-objection proposals",
        "按小额快速程序受理的案件及其 M3、M4：按程序（track）分组；出具的小额纠纷调解意见书，其中消费者接受的件数；出具的中立评估意见，以及各方均表示接受的件数；期间提出的无异议调解方案、提出异议的件数，以及期间因无异议生效的协议，其比率以提出的方案为分母。",
        "Cases accepted on the fast track, and their M3 and M4: by the dimension `track`; opinions issued, and how many of them the customers accepted; neutral evaluations delivered, and those along whose lines every party was ready to settle. No-objection proposals made and objected to in the period, and agreements that took effect in it because nobody objected, out of the proposals made.",
    ),
];
