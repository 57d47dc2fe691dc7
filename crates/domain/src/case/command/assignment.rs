//! Disclosure, waiver, scan, recusal, replacement.

use crate::classification::{DeclarationForm, RecusalGround, ReplaceReason};
use crate::ids::{MediatorId, PartyId};
use crate::mediator::MediatorFacts;
use crate::personal::Personal;
use crate::text::LongText;

/// 披露, by the mediator who was asked or is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscloseConflict {
    /// Which ground it would be.
    pub ground: RecusalGround,
    /// In relation to which party.
    pub about: Option<PartyId>,
    /// In words.
    pub wording: Option<Personal<LongText>>,
}

/// 豁免, by one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiveConflict {
    /// By whom.
    pub by: PartyId,
    /// For whom.
    pub mediator: MediatorId,
    /// Which ground, R3 or R6.
    pub ground: RecusalGround,
    /// In relation to which party.
    pub about: Option<PartyId>,
    /// In which form.
    pub form: DeclarationForm,
}

/// 重新核查利益冲突, asked by the house whenever a mediator's entry changes, and by staff at will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanConflicts {
    /// The roster's facts as they stand now.
    pub mediator: MediatorFacts,
}

/// 申请回避.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecusal {
    /// Of whom.
    pub mediator: MediatorId,
    /// By which party; absent: by the mediator.
    pub by: Option<PartyId>,
    /// On which ground.
    pub ground: RecusalGround,
    /// In words.
    pub wording: Option<Personal<LongText>>,
}

/// 回避决定.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideRecusal {
    /// Of whom.
    pub mediator: MediatorId,
    /// Whether the mediator steps aside.
    pub granted: bool,
    /// Why.
    pub reason: Personal<LongText>,
}

/// 更换调解员.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplaceMediator {
    /// Who leaves.
    pub mediator: MediatorId,
    /// Why, as a code.
    pub reason: ReplaceReason,
    /// Why, in words.
    pub wording: Option<Personal<LongText>>,
}
