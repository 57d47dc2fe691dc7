//! The way to the court and back.

use crate::case::confirmation::{ConfirmationStatus, CourtStepKind, KeptReason, ObjectionOutcome};
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
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
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
    /// One party was said to live or sit outside the province (LVL2021).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside_province: bool,
    /// The dispute was said to be foreign, or with Hong Kong, Macau or Taiwan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cross_border: bool,
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
    /// T12: the outer limit of the review.
    pub ruling_by: Deadline,
    /// T12a: when the review is expected to end (JC2011 5); absent in histories older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Deadline>,
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
    /// Why; empty when the court should not have taken it.
    pub grounds: Vec<DismissalGround>,
    /// Legal date of the ruling.
    pub ruled_on: NaiveDate,
    /// Why it should not have been taken, when that was found after the acceptance (CPLI 355).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_acceptable: Option<NonAcceptanceGround>,
}

/// 撤回或按撤回处理.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationWithdrawn {
    /// True when the court treats it as withdrawn (CPLI 357).
    pub deemed: bool,
    /// Legal date.
    pub on: NaiveDate,
}

/// 司法确认申请未成: 一方不参加共同申请.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationAbandoned {
    /// Which party will not join, or no longer wants it.
    pub party: PartyId,
    /// Why, if it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// 逾期未申请司法确认.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationLapsed {
    /// Last day of T10, legal date.
    pub due: NaiveDate,
    /// How far the application had come.
    pub was: ConfirmationStatus,
}

/// 法院通知双方到场，开始审查.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationReviewBegan {
    /// Legal date.
    pub on: NaiveDate,
    /// When both are to attend, legal date, if the court called them to a hearing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attend_on: Option<NaiveDate>,
}

/// 经批准延长审查期限.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationReviewExtended {
    /// Legal date of the president's approval.
    pub on: NaiveDate,
    /// T12b: when the review is expected to end now.
    pub expected_by: Deadline,
}

/// Who objects to a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Objector {
    /// 当事人.
    Party {
        /// Which.
        party: PartyId,
    },
    /// 利害关系人; its name stays in the court's file.
    ThirdParty {
        /// When it knew or should have known of the harm to its rights, legal date.
        knew_on: NaiveDate,
    },
}

/// 对确认裁定提出异议.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationObjected {
    /// By whom.
    pub objector: Objector,
    /// Legal date on which the court received it.
    pub lodged_on: NaiveDate,
    /// T13 for a party, T13a for a third party.
    pub lodge_by: Deadline,
    /// The court took it after that day, for a reason it accepted (CPL 86).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_leave: bool,
}

/// 对异议作出裁定.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationObjectionDecided {
    /// What came of it.
    pub outcome: ObjectionOutcome,
    /// Number of the ruling on it.
    pub ruling_no: CourtCaseNumber,
    /// Legal date of the ruling.
    pub ruled_on: NaiveDate,
    /// What the new ruling says, where it changes the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Personal<LongText>>,
}

/// 法院来文留存: a message of a court that changes nothing, because it came twice, out of order, or about an application that had ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtMessageKept {
    /// Code of the court it came from.
    pub court: String,
    /// What it tells of.
    pub step: CourtStepKind,
    /// The number in it, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<CourtCaseNumber>,
    /// The date in it, legal date.
    pub dated: NaiveDate,
    /// Its grounds by their codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<String>,
    /// Where the application stood.
    pub status: ConfirmationStatus,
    /// Why it changed nothing.
    pub reason: KeptReason,
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
    ConfirmationAbandoned { reason }
    ConfirmationLapsed {}
    ConfirmationReviewBegan {}
    ConfirmationReviewExtended {}
    ConfirmationObjected {}
    ConfirmationObjectionDecided { change }
    CourtMessageKept {}
}
