//! Asked about a mediation that is to stand still, or whose clock is.

use crate::case::event::DocumentRef;
use crate::classification::SuspensionReason;
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// 中止调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspendMediation {
    /// Why.
    pub reason: SuspensionReason,
    /// In words.
    pub wording: Option<Personal<ShortText>>,
    /// Who agreed; the clock stops only if everybody did.
    pub agreed_by: Vec<PartyId>,
}

/// 恢复调解.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeMediation {
    /// What was waited for.
    pub wording: Option<Personal<ShortText>>,
}

/// 委托鉴定、评估.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionAppraisal {
    /// Who appraises.
    pub appraiser: ShortText,
    /// What is asked.
    pub question: Personal<LongText>,
    /// Who agreed; all parties must.
    pub agreed_by: Vec<PartyId>,
}

/// 收到鉴定、评估意见.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveAppraisal {
    /// Which.
    pub appraisal: u32,
    /// The opinion; nothing when it was given up.
    pub document: Option<DocumentRef>,
}
