//! How far another way to enforce the agreement has got (domain §3.3); a judicial confirmation knows nothing of it.

use crate::case::event::PaymentOrderEvent;
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use chrono::NaiveDate;

/// Where a payment order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentOrder {
    /// The court has not answered.
    Applied {
        /// Court code.
        court: String,
        /// Legal date.
        on: NaiveDate,
    },
    /// The court prepares it.
    Accepted {
        /// Legal date.
        on: NaiveDate,
    },
    /// The debtor has it.
    Issued {
        /// T15b.
        pay_or_object_by: Deadline,
    },
    /// It can be enforced.
    Effective,
    /// Refused, or spent by an objection.
    Ended,
}

/// What was recorded of other ways.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherRoutes {
    /// The payment order asked for last.
    pub payment_order: Option<PaymentOrder>,
    /// Whose debt it is about.
    pub order_debtor: Option<PartyId>,
    /// Whose debt a notarial instrument is about, if there is one.
    pub notarial: Option<PartyId>,
    /// The court issued its own mediation paper.
    pub court_paper: bool,
    /// An arbitral paper exists.
    pub arbitral: bool,
    /// Suits on the agreement.
    pub suits: Vec<CourtCaseNumber>,
}

impl OtherRoutes {
    pub(in crate::case) fn payment_order_went_on(&mut self, step: &PaymentOrderEvent) {
        self.payment_order = match step {
            PaymentOrderEvent::Applied { court, on, debtor, .. } => {
                self.order_debtor = Some(*debtor);
                Some(PaymentOrder::Applied { court: court.clone(), on: *on })
            }
            PaymentOrderEvent::Accepted { on, .. } => Some(PaymentOrder::Accepted { on: *on }),
            PaymentOrderEvent::Issued { pay_or_object_by, .. } => {
                Some(PaymentOrder::Issued { pay_or_object_by: pay_or_object_by.clone() })
            }
            PaymentOrderEvent::Refused { .. } | PaymentOrderEvent::Objected { substantive: true, .. } => {
                Some(PaymentOrder::Ended)
            }
            PaymentOrderEvent::Objected { substantive: false, .. } => self.payment_order.take(),
            PaymentOrderEvent::Effective { .. } => Some(PaymentOrder::Effective),
        };
    }
}
