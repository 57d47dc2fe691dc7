//! What follows an effective agreement: obligations performed, confirmation sought.

use crate::case::agreement::Agreement;
use crate::case::confirmation::{Confirmation, ConfirmationStatus};
use crate::case::other_route::{OtherRoutes, PaymentOrder};
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::money::Fen;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What has to be done under an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "amount", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Performance {
    /// Pay this much, fen.
    Money(Fen),
    /// Do what the clause says.
    Conduct,
}

/// One obligation (履行义务) and how far it is performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// 1, 2, 3 … in the order of the terms.
    pub seq: u32,
    /// Who owes it.
    pub obligor: PartyId,
    /// Last day, legal date.
    pub due_on: NaiveDate,
    /// What is owed.
    pub performance: Performance,
    /// Paid so far, fen.
    pub paid: Fen,
    /// Nothing is left to do.
    pub complete: bool,
}

impl Obligation {
    /// An obligation nobody has performed yet.
    #[must_use]
    pub const fn new(seq: u32, obligor: PartyId, due_on: NaiveDate, performance: Performance) -> Self {
        Self { seq, obligor, due_on, performance, paid: Fen::ZERO, complete: false }
    }

    /// What is still owed, fen; `None` for conduct.
    #[must_use]
    pub fn outstanding(&self) -> Option<Fen> {
        match self.performance {
            Performance::Money(amount) => amount.checked_sub(self.paid),
            Performance::Conduct => None,
        }
    }
}

/// An agreement in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The signed and sealed version.
    pub agreement: Agreement,
    /// Binding since, UTC.
    pub effective_at: DateTime<Utc>,
    /// The same as legal date.
    pub effective_on: NaiveDate,
    /// T10.
    pub confirm_by: Deadline,
    /// What has to be performed.
    pub obligations: Vec<Obligation>,
    /// The way to the court.
    pub confirmation: Confirmation,
    /// Other ways to enforce it.
    pub other_routes: OtherRoutes,
}

impl Settlement {
    /// Whether it can be enforced as it is: nobody sues or asks for an order on what a court, a notary or an arbitral body already made
    /// enforceable.
    #[must_use]
    pub fn is_enforceable(&self) -> bool {
        let status = self.confirmation.status;
        (status.was_confirmed() && status != ConfirmationStatus::Revoked)
            || self.other_routes.notarial
            || self.other_routes.court_paper
            || self.other_routes.arbitral
            || self.other_routes.payment_order == Some(PaymentOrder::Effective)
    }

    /// Whether everything is performed.
    #[must_use]
    pub fn performed(&self) -> bool {
        self.obligations.iter().all(|obligation| obligation.complete)
    }
}
