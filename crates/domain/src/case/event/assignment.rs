//! What happens between the choice of a mediator and the end of the work: disclosure, waiver, suspension, recusal, replacement.

use crate::case::conflict::ConflictFinding;
use crate::classification::{DeclarationForm, RecusalGround, ReplaceReason};
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};
use crate::mediator::MediatorFacts;
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use serde::{Deserialize, Serialize};

/// 披露 (OM2021 13; SZR 23), before accepting or at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorDisclosed {
    /// Who.
    pub mediator: MediatorId,
    /// Which ground it would be.
    pub ground: RecusalGround,
    /// In relation to which party; absent where it concerns the matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PartyId>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
}

/// 豁免 (SM2016 15; OM2021 13): one party's; only all of them together lift a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictWaived {
    /// For whom.
    pub mediator: MediatorId,
    /// Which ground, R3 or R6.
    pub ground: RecusalGround,
    /// In relation to which party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PartyId>,
    /// By whom.
    pub by: PartyId,
    /// In which form.
    pub form: DeclarationForm,
}

/// 重新核查利益冲突: what the roster says of a mediator has changed; the case knows it from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictScanRepeated {
    /// Of whom.
    pub mediator: MediatorId,
    /// What the roster says now.
    pub facts: MediatorFacts,
}

/// 暂停履职: the mediator neither acts nor reads from here on, until the reason has gone or somebody else sits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentSuspended {
    /// Who.
    pub mediator: MediatorId,
    /// What bars, waived findings left out.
    pub findings: Vec<ConflictFinding>,
    /// Off the roster, suspended on it, or past the term.
    #[serde(default)]
    pub inactive: bool,
}

/// 恢复履职: nothing bars any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentResumed {
    /// Who.
    pub mediator: MediatorId,
}

/// 申请回避 (SM2016 15), by a party or by the mediator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalRequested {
    /// Of whom.
    pub mediator: MediatorId,
    /// By which party; absent: by the mediator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartyId>,
    /// On which ground.
    pub ground: RecusalGround,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
    /// T08.
    pub decide_by: Deadline,
}

/// 回避决定, by the director, or by rule where the request is binding (SZR 23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalDecided {
    /// Of whom.
    pub mediator: MediatorId,
    /// Whether the mediator steps aside.
    pub granted: bool,
    /// Why; absent when it followed by rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
    /// The party whose request was granted without judging its grounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_request_of: Option<PartyId>,
    /// Decided after T08 had passed.
    pub late: bool,
}

/// 更换调解员 (SM2016 13): the choice opens again; sessions and consents stay, an agreement not in force is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorReplaced {
    /// Who leaves.
    pub mediator: MediatorId,
    /// Why, as a code.
    pub reason: ReplaceReason,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
    /// T04: until when the parties may choose again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose_by: Option<Deadline>,
}

personal_fields! {
    MediatorDisclosed { wording }
    ConflictWaived {}
    ConflictScanRepeated {}
    AssignmentSuspended {}
    AssignmentResumed {}
    RecusalRequested { wording }
    RecusalDecided { reason }
    MediatorReplaced { wording }
}
