//! 移送: one centre offers a case, another takes it; the federation decides when they differ.

use crate::centre::CentreFacts;
use crate::classification::{ServiceMethod, TransferReason};
use crate::ids::CentreId;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// 提出移送. The case stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferProposed {
    /// The owner.
    pub from: CentreId,
    /// Who should have it.
    pub to: CentreId,
    /// Why.
    pub reason: TransferReason,
    /// In words.
    pub wording: Personal<LongText>,
}

/// 不接收.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferDeclined {
    /// Who declined.
    pub by: CentreId,
    /// Why.
    pub wording: Personal<LongText>,
}

/// 撤回移送.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferWithdrawn {
    /// The owner.
    pub by: CentreId,
}

/// 提请联合会决定.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferDisputed {
    /// Why the owner does not accept the answer.
    pub wording: Personal<LongText>,
}

/// 联合会决定.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferDecided {
    /// Whether the case goes over.
    pub moves: bool,
    /// Why.
    pub wording: Personal<LongText>,
}

/// 移送. The case has a new owner from this event on; periods and history go with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTransferred {
    /// The owner before; it stays a participating organisation (CPLI 352).
    pub from: CentreFacts,
    /// The owner from now on.
    pub to: CentreFacts,
    /// Its number at the new centre, when it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_no: Option<ShortText>,
    /// Its number before, kept as an alias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_no: Option<ShortText>,
    /// How the applicant was told.
    pub notice: ServiceMethod,
}

personal_fields! {
    TransferProposed { wording }
    TransferDeclined { wording }
    TransferWithdrawn {}
    TransferDisputed { wording }
    TransferDecided { wording }
    CaseTransferred {}
}
