//! What is told to the parties at each ending: what they can do now.

use super::Termination;

impl Termination {
    /// What the parties are told they can do now, in Chinese (PML 26; CRL 39).
    #[must_use]
    pub const fn advice_zh(self) -> &'static str {
        match self {
            Self::AgreementReached => {
                "请按协议履行；可自协议生效之日起三十日内共同申请司法确认，也可申请公证或支付令。"
            }
            Self::Withdrawn => "自行和解的请依约履行；未解决的可以重新申请调解，或者向法院起诉。",
            Self::PartyRefuses => {
                "可以与机构协商、向金融管理部门投诉、依仲裁协议申请仲裁或者向法院起诉；双方愿意时可重新申请调解。"
            }
            Self::Unreachable => {
                "可以提供新的联系方式重新申请，或者向金融管理部门投诉、申请仲裁、向法院起诉。"
            }
            Self::TooFarApart => "可以申请记载无争议事实以减少后续举证，并依法申请仲裁或者向法院起诉。",
            Self::PeriodExpired => "双方愿意时可重新申请调解；也可以申请仲裁或者向法院起诉，并注意诉讼时效。",
            Self::RefusedToSign => "未签署的协议不生效；可以依法申请仲裁或者向法院起诉。",
            Self::BadFaith => "有新的事实可以重新申请；也可以向金融管理部门投诉、申请仲裁或者向法院起诉。",
            Self::Collusion => "有关情况将依法报告；对认定不服的，可以向金融管理部门反映或者向法院起诉。",
            Self::Litigation => "请在诉讼或者仲裁程序中主张权利；法院可以委托本中心继续调解。",
            Self::ProposalObjected => "异议使方案不生效；可以继续协商，或者申请仲裁、向法院起诉。",
            Self::Transferred => "案件由接收的中心继续调解，原有期限继续计算，请与该中心联系。",
            Self::OtherReason => "可以与机构协商、向金融管理部门投诉、依仲裁协议申请仲裁或者向法院起诉。",
        }
    }

    /// The same in English.
    #[must_use]
    pub const fn advice_en(self) -> &'static str {
        match self {
            Self::AgreementReached => {
                "Perform the agreement; within thirty days of its effect all parties may apply for judicial confirmation, and a notary or a payment order are open too."
            }
            Self::Withdrawn => {
                "Perform what you settled by yourselves; for anything unsettled apply again, or sue."
            }
            Self::PartyRefuses => {
                "Negotiate, complain to the regulator, arbitrate under an arbitration agreement, or sue; apply again when both sides wish."
            }
            Self::Unreachable => {
                "Apply again with another way to reach the respondent, complain to the regulator, arbitrate, or sue."
            }
            Self::TooFarApart => {
                "Ask for a record of the undisputed facts, which saves proof later, then arbitrate or sue."
            }
            Self::PeriodExpired => {
                "Apply again when both sides wish, arbitrate, or sue; mind the limitation of action."
            }
            Self::RefusedToSign => "An unsigned agreement has no effect; arbitrate or sue.",
            Self::BadFaith => "Apply again with new facts, complain to the regulator, arbitrate, or sue.",
            Self::Collusion => {
                "The matter is reported as the law asks; whoever disagrees may turn to the regulator or sue."
            }
            Self::Litigation => {
                "Assert your right in the suit or arbitration; the court may entrust the mediation to this centre."
            }
            Self::ProposalObjected => {
                "The objection keeps the proposal from taking effect; negotiate on, arbitrate, or sue."
            }
            Self::Transferred => {
                "The receiving centre goes on with the mediation on the same clock; turn to it."
            }
            Self::OtherReason => {
                "Negotiate, complain to the regulator, arbitrate under an arbitration agreement, or sue."
            }
        }
    }
}
