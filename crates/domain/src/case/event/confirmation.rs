//! The way to the court and back.

use crate::case::event::DocumentRef;
use crate::case::event::MissingItem;
use crate::classification::ConfirmationPaper;
use crate::classification::CourtBasis;
use crate::classification::DismissalGround;
use crate::classification::NonAcceptanceGround;
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::ids::RepresentativeId;
use crate::personal::personal_fields;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 准备司法确认.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationPrepared {
    /// Court code.
    pub court: String,
    /// Why this court.
    pub basis: CourtBasis,
    /// Who asked for it.
    pub asked_by: PartyId,
}

/// 签署司法确认申请书.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationApplicationSigned {
    /// Who.
    pub party: PartyId,
    /// Who signed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
}

/// 提交司法确认申请.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationFiled {
    /// Court code.
    pub court: String,
    /// Legal date.
    pub filed_on: NaiveDate,
    /// The package.
    pub papers: Vec<ConfirmationPaper>,
    /// Through the green channel 绿色通道.
    pub green_channel: bool,
    /// T11: the court decides on acceptance.
    pub court_answers_by: Deadline,
}

/// 法院受理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationAccepted {
    /// The court's number.
    pub court_case_no: CourtCaseNumber,
    /// Legal date.
    pub accepted_on: NaiveDate,
    /// T12.
    pub ruling_by: Deadline,
}

/// 法院不予受理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationNotAccepted {
    /// Why.
    pub ground: NonAcceptanceGround,
    /// Legal date.
    pub decided_on: NaiveDate,
}

/// 法院要求补充材料.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationSupplementAsked {
    /// What.
    pub items: Vec<MissingItem>,
    /// By when, as the court set it; legal date.
    pub supply_by: NaiveDate,
}

/// 补充材料已提交法院.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationSupplemented {
    /// What.
    pub documents: Vec<DocumentRef>,
}

/// 裁定协议有效.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementConfirmed {
    /// Number of the ruling.
    pub ruling_no: CourtCaseNumber,
    /// Legal date of the ruling.
    pub ruled_on: NaiveDate,
    /// Legal date of service on the parties.
    pub served_on: NaiveDate,
    /// T13: a party may object until then (CPLI 372).
    pub party_objection_by: Deadline,
    /// T14: enforcement may be applied for until then; absent when nothing is left to perform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enforce_by: Option<Deadline>,
}

/// 裁定驳回申请.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationDismissed {
    /// Number of the ruling.
    pub ruling_no: CourtCaseNumber,
    /// Why.
    pub grounds: Vec<DismissalGround>,
    /// Legal date of the ruling.
    pub ruled_on: NaiveDate,
}

/// 撤回或按撤回处理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationWithdrawn {
    /// True when the court treats it as withdrawn (CPLI 357).
    pub deemed: bool,
    /// Legal date.
    pub on: NaiveDate,
}

personal_fields! {
    ConfirmationPrepared {}
    ConfirmationApplicationSigned {}
    ConfirmationFiled {}
    ConfirmationAccepted {}
    ConfirmationNotAccepted {}
    ConfirmationSupplementAsked { items }
    ConfirmationSupplemented { documents }
    SettlementConfirmed {}
    ConfirmationDismissed {}
    ConfirmationWithdrawn {}
}
