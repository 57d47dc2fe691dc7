//! What follows an effective agreement: obligations performed, confirmation sought.

use crate::case::agreement::Agreement;
use crate::case::confirmation::Confirmation;
use crate::case::other_route::OtherRoutes;
use crate::case::performance::{FollowUpDates, Standing};
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::money::Fen;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Who it is owed to; unknown for conduct and in agreements of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creditor: Option<PartyId>,
    /// Which clause it comes from: 1, 2, 3 ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<u32>,
    /// So many missed instalments make the rest of the clause fall due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accelerates_after: Option<u8>,
    /// Days on which the centre looks after it (T20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpDates>,
}

impl Obligation {
    /// An obligation nobody has performed yet.
    #[must_use]
    pub const fn new(seq: u32, obligor: PartyId, due_on: NaiveDate, performance: Performance) -> Self {
        Self {
            seq,
            obligor,
            due_on,
            performance,
            paid: Fen::ZERO,
            complete: false,
            creditor: None,
            clause: None,
            accelerates_after: None,
            follow_up: None,
        }
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
    /// What was recorded of each beside its payments, by number.
    pub standings: BTreeMap<u32, Standing>,
    /// How often somebody was urged, asked about, or a court was asked to enforce.
    pub follow_ups: u32,
    /// Parties that want the centre to look after the performance no more.
    pub told_to_stop: BTreeSet<PartyId>,
    /// The way to the court.
    pub confirmation: Confirmation,
    /// Other ways to enforce it.
    pub other_routes: OtherRoutes,
}

impl Settlement {
    /// Whether nothing more is expected.
    #[must_use]
    pub fn performed(&self) -> bool {
        self.open().next().is_none()
    }
}
