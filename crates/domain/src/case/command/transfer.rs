//! What can be asked about moving a case to another centre.

use crate::centre::CentreFacts;
use crate::classification::{ServiceMethod, TransferReason};
use crate::ids::CentreId;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// 提出移送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeTransfer {
    /// Who should have it.
    pub to: CentreId,
    /// Why.
    pub reason: TransferReason,
    /// In words.
    pub wording: Personal<LongText>,
}

/// What goes over with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The owner as configured today.
    pub from: CentreFacts,
    /// The new owner as configured today.
    pub to: CentreFacts,
    /// Number reserved at the new centre, for a case that has one.
    pub case_no: Option<ShortText>,
    /// How the applicant is told.
    pub notice: ServiceMethod,
}

/// 接收移送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptTransfer {
    /// What goes over.
    pub handover: Handover,
}

/// 不接收移送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineTransfer {
    /// Why.
    pub wording: Personal<LongText>,
}

/// 撤回移送.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawTransfer;

/// 提请联合会决定.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeTransfer {
    /// Why.
    pub wording: Personal<LongText>,
}

/// 联合会决定移送争议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideTransfer {
    /// What goes over; `None`: the case stays.
    pub handover: Option<Handover>,
    /// Why.
    pub wording: Personal<LongText>,
}
