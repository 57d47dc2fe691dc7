//! What each ground of a refused acceptance means: which requirement it fails, and what the applicant can do instead.

use super::{AcceptanceCheck, Exclusion, Remedy};

impl Exclusion {
    /// The requirements of acceptance one of which is not met where this ground is (domain §1.3).
    #[must_use]
    pub const fn failed(self) -> &'static [AcceptanceCheck] {
        match self {
            Self::NotFinancial => &[AcceptanceCheck::FinancialDispute],
            Self::NotIdentifiable => &[AcceptanceCheck::RespondentIdentified, AcceptanceCheck::ClaimConcrete],
            Self::NoAuthority => &[AcceptanceCheck::Standing],
            Self::OtherCentre => &[AcceptanceCheck::Jurisdiction],
            Self::AlreadyJudged
            | Self::BeforeCourt
            | Self::BeforeArbitration
            | Self::AlreadySettled
            | Self::Petition
            | Self::SuspectedCrime
            | Self::StatusOrTitle
            | Self::PartyRefuses
            | Self::NoPriorComplaint => &[AcceptanceCheck::NoExclusion],
        }
    }

    /// The other ways that are open where this ground is (CRL 39; PML 26): no way that the ground itself closes.
    #[must_use]
    pub const fn remedies(self) -> &'static [Remedy] {
        match self {
            Self::NotFinancial => &[Remedy::Negotiate, Remedy::Arbitrate, Remedy::Sue],
            Self::AlreadyJudged | Self::BeforeCourt | Self::StatusOrTitle => &[Remedy::Sue],
            Self::BeforeArbitration => &[Remedy::Arbitrate],
            Self::AlreadySettled | Self::NotIdentifiable | Self::PartyRefuses | Self::NoAuthority => {
                Remedy::ALL
            }
            Self::Petition => &[Remedy::Regulator],
            Self::SuspectedCrime => &[Remedy::Regulator, Remedy::Sue],
            Self::NoPriorComplaint => &[Remedy::Negotiate, Remedy::Regulator],
            Self::OtherCentre => &[Remedy::Negotiate],
        }
    }

    /// What the applicant is told, in Chinese.
    #[must_use]
    pub const fn advice_zh(self) -> &'static str {
        match self {
            Self::NotFinancial => {
                "争议不属金融产品或服务纠纷，可以与对方协商，依仲裁协议申请仲裁或者向法院起诉。"
            }
            Self::AlreadyJudged => "请向作出裁判的法院申请执行；对裁判不服的，可以依法申请再审。",
            Self::BeforeCourt => "请在诉讼中主张权利；法院可以委托本中心调解。",
            Self::BeforeArbitration => "请在仲裁程序中主张权利；双方可以请仲裁庭主持调解。",
            Self::AlreadySettled => "请依约履行；有新的事实可以重新申请，也可以投诉、申请仲裁或者起诉。",
            Self::NotIdentifiable => "补充被申请人的名称和联系方式、具体请求和证据后，可以重新申请。",
            Self::Petition => "举报、要求处罚机构或者人员的，请向金融管理部门提出。",
            Self::SuspectedCrime => {
                "涉嫌犯罪的请向公安机关报案；不法代理可以向金融管理部门举报，民事请求可以向法院提出。"
            }
            Self::StatusOrTitle => "身份关系、物权或者知识产权的确认，请向法院起诉。",
            Self::PartyRefuses => "双方愿意时可以重新申请；也可以协商、投诉、依仲裁协议申请仲裁或者起诉。",
            Self::NoAuthority => "提交授权委托书，或者由监护人代为申请后，可以重新申请。",
            Self::NoPriorComplaint => {
                "请先向该机构投诉；到期未答复或者对答复不满意的，可以重新申请或者向金融管理部门投诉。"
            }
            Self::OtherCentre => "请向有管辖权的调解中心申请，本中心可以移送。",
        }
    }

    /// The same in English.
    #[must_use]
    pub const fn advice_en(self) -> &'static str {
        match self {
            Self::NotFinancial => {
                "The dispute is not about a financial product or service: negotiate, arbitrate under an arbitration agreement, or sue."
            }
            Self::AlreadyJudged => {
                "Ask the court that judged to enforce; whoever disagrees may apply for a retrial as the law allows."
            }
            Self::BeforeCourt => {
                "Assert your right in the suit; the court may entrust the mediation to this centre."
            }
            Self::BeforeArbitration => {
                "Assert your right in the arbitration; the tribunal may mediate when both sides ask."
            }
            Self::AlreadySettled => {
                "Perform what was settled; apply again with new facts, complain, arbitrate, or sue."
            }
            Self::NotIdentifiable => {
                "Apply again with the respondent's name and contact, a concrete claim and evidence."
            }
            Self::Petition => "Whoever wants an institution or its staff punished turns to the regulator.",
            Self::SuspectedCrime => {
                "Report a crime to the police and an unlawful agent to the regulator; a civil claim goes to the court."
            }
            Self::StatusOrTitle => "Status, property and intellectual property are declared by a court: sue.",
            Self::PartyRefuses => "Apply again when both sides wish, negotiate, complain, arbitrate, or sue.",
            Self::NoAuthority => "Apply again with a written authority, or through the guardian.",
            Self::NoPriorComplaint => {
                "Complain to the institution first; without an answer in time, or with one you do not accept, apply again or complain to the regulator."
            }
            Self::OtherCentre => {
                "Apply to the centre that has jurisdiction; this centre may transfer the case."
            }
        }
    }
}
