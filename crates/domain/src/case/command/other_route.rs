//! Another way to make the agreement enforceable than judicial confirmation.

use crate::case::event::DocumentRef;
use crate::classification::{ArbitralPaperKind, PaymentOrderRefusal};
use crate::court_number::CourtCaseNumber;
use crate::ids::PartyId;
use crate::text::ShortText;
use chrono::NaiveDate;

/// 记录其他执行途径.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordOtherRoute {
    /// Which, and how far it is.
    pub route: OtherRoute,
}

/// One of the other ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherRoute {
    /// 赋强公证.
    NotarialInstrument {
        /// The notary's office.
        notary: ShortText,
        /// Number of the instrument.
        number: ShortText,
        /// Legal date.
        issued_on: NaiveDate,
        /// Who owes.
        debtor: PartyId,
        /// The debtor's written consent to enforcement.
        consent: Option<DocumentRef>,
    },
    /// 支付令.
    PaymentOrder(PaymentOrderStep),
    /// 法院调解书.
    CourtMediationPaper {
        /// The court's number.
        number: CourtCaseNumber,
        /// Legal date.
        issued_on: NaiveDate,
        /// Legal date on which the last party signed for it.
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
        /// The agreement to arbitrate.
        arbitration_agreement: Option<DocumentRef>,
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

/// A step of a payment order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentOrderStep {
    /// 申请.
    Apply {
        /// Court code.
        court: String,
        /// Who owes.
        debtor: PartyId,
        /// Legal date.
        on: NaiveDate,
        /// Creditor and debtor owe each other nothing else, and the order can be served (CPL 225).
        conditions_met: bool,
    },
    /// 受理.
    Accept {
        /// The court's number.
        number: CourtCaseNumber,
        /// Legal date.
        on: NaiveDate,
    },
    /// 不予受理、驳回.
    Refuse {
        /// Why.
        ground: PaymentOrderRefusal,
        /// Legal date.
        on: NaiveDate,
    },
    /// 发出并送达.
    Issue {
        /// Legal date of service.
        served_on: NaiveDate,
    },
    /// 异议.
    Object {
        /// It disputes the debt.
        substantive: bool,
        /// Legal date.
        on: NaiveDate,
        /// The applicant does not want a suit.
        applicant_objects_to_suit: bool,
    },
    /// 生效.
    TakeEffect {
        /// Legal date.
        on: NaiveDate,
    },
}
