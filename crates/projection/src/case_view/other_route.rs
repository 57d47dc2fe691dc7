//! Other ways to enforce the agreement, apart from its confirmation.

use chrono::NaiveDate;
use domain::case::{DocumentRef, PaymentOrderEvent};
use domain::classification::ArbitralPaperKind;
use domain::court_number::CourtCaseNumber;
use domain::ids::PartyId;
use domain::text::ShortText;
use serde::{Deserialize, Serialize};

/// One entry, in the order they were recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "route", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OtherRouteView {
    /// 赋强公证.
    NotarialInstrument {
        /// The notary's office.
        notary: ShortText,
        /// Number of the instrument.
        number: ShortText,
        /// Legal date.
        issued_on: NaiveDate,
        /// Who consents to enforcement.
        debtor: PartyId,
        /// The written consent; its title is sealed.
        consent: DocumentRef,
    },
    /// 支付令.
    PaymentOrder {
        /// What happened.
        step: PaymentOrderEvent,
    },
    /// 法院调解书.
    CourtMediationPaper {
        /// The court's number.
        number: CourtCaseNumber,
        /// Legal date.
        issued_on: NaiveDate,
        /// In force since, legal date.
        served_on: NaiveDate,
    },
    /// 仲裁文书.
    ArbitralPaper {
        /// Award or mediation paper.
        kind: ArbitralPaperKind,
        /// The arbitration commission.
        commission: ShortText,
        /// Number of the paper.
        number: ShortText,
        /// Legal date.
        issued_on: NaiveDate,
    },
    /// 就协议起诉.
    Suit {
        /// Who sued.
        claimant: PartyId,
        /// The court's number.
        number: CourtCaseNumber,
        /// Legal date.
        docketed_on: NaiveDate,
    },
}
