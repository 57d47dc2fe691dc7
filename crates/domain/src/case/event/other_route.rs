//! Other ways to make an agreement enforceable (domain §3.3), recorded apart: none of them is a judicial confirmation, and none is ever
//! counted as one.

use crate::case::event::DocumentRef;
use crate::classification::{ArbitralPaperKind, PaymentOrderRefusal};
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::personal::personal_fields;
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 赋强公证: a notary gave the agreement the force of an enforceable instrument (NE2018 3-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotarialInstrumentRecorded {
    /// The notary's office.
    pub notary: ShortText,
    /// Number of the instrument.
    pub number: ShortText,
    /// Legal date.
    pub issued_on: NaiveDate,
    /// Who owes and consents to enforcement.
    pub debtor: PartyId,
    /// The debtor's written consent to enforcement.
    pub consent: DocumentRef,
}

/// 支付令: one step on the way to a payment order (CPL 225-228).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentOrderStepRecorded {
    /// What happened.
    pub step: PaymentOrderEvent,
}

/// What happens on the way to a payment order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentOrderEvent {
    /// 申请.
    Applied {
        /// Court code.
        court: String,
        /// Who owes.
        debtor: PartyId,
        /// Legal date.
        on: NaiveDate,
        /// T15: the court says whether it takes the application.
        answer_by: Deadline,
    },
    /// 受理.
    Accepted {
        /// The court's number.
        number: CourtCaseNumber,
        /// Legal date.
        on: NaiveDate,
        /// T15a: the court issues the order.
        issue_by: Deadline,
    },
    /// 不予受理、裁定驳回.
    Refused {
        /// Why.
        ground: PaymentOrderRefusal,
        /// Legal date.
        on: NaiveDate,
    },
    /// 发出并送达.
    Issued {
        /// Legal date of service on the debtor.
        served_on: NaiveDate,
        /// T15b: the debtor pays or objects.
        pay_or_object_by: Deadline,
    },
    /// 异议: a substantive one ends the order; pleading inability or asking for time does not (CPLI 436).
    Objected {
        /// It disputes the debt.
        substantive: bool,
        /// Legal date.
        on: NaiveDate,
        /// The order is spent and the matter goes on as a suit, to which the applicant has not objected.
        becomes_suit: bool,
    },
    /// 支付令生效: the time passed without an objection that counts.
    Effective {
        /// Legal date.
        on: NaiveDate,
    },
}

impl PaymentOrderEvent {
    /// The time it sets.
    #[must_use]
    pub const fn deadline(&self) -> Option<&Deadline> {
        match self {
            Self::Applied { answer_by: deadline, .. }
            | Self::Accepted { issue_by: deadline, .. }
            | Self::Issued { pay_or_object_by: deadline, .. } => Some(deadline),
            Self::Refused { .. } | Self::Objected { .. } | Self::Effective { .. } => None,
        }
    }
}

/// 法院调解书: for an assigned dispute a pre-filing mediation paper 诉前调书, for an entrusted suit the court's own (CPL 100).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtMediationPaperRecorded {
    /// The court's number.
    pub number: CourtCaseNumber,
    /// Legal date.
    pub issued_on: NaiveDate,
    /// Legal date on which the last party signed for it; it is in force from then.
    pub served_on: NaiveDate,
}

/// 仲裁裁决书、调解书 on the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArbitralPaperRecorded {
    /// Award or mediation paper.
    pub kind: ArbitralPaperKind,
    /// The arbitration commission.
    pub commission: ShortText,
    /// Number of the paper.
    pub number: ShortText,
    /// Legal date.
    pub issued_on: NaiveDate,
    /// The agreement to arbitrate.
    pub arbitration_agreement: DocumentRef,
}

/// 就调解协议起诉 (PML 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuitRecorded {
    /// Who sued.
    pub claimant: PartyId,
    /// The court's number.
    pub number: CourtCaseNumber,
    /// Legal date of docketing.
    pub docketed_on: NaiveDate,
}

personal_fields! {
    NotarialInstrumentRecorded { consent }
    PaymentOrderStepRecorded {}
    CourtMediationPaperRecorded {}
    ArbitralPaperRecorded { arbitration_agreement }
    SuitRecorded {}
}
