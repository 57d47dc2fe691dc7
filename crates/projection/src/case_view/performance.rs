//! Obligations and what was done upon them.

use chrono::NaiveDate;
use domain::case::{FollowUpDates, Obligation, ObligationState, Performance, Standing, next_step_day};
use domain::classification::EnforcementTitle;
use domain::court_number::CourtCaseNumber;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// An obligation and how far it is performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationView {
    /// 1, 2, 3 … in the order of the terms.
    pub seq: u32,
    /// Who owes it.
    pub obligor: PartyId,
    /// Who it is owed to; unknown for conduct and in agreements of before.
    #[serde(default)]
    pub creditor: Option<PartyId>,
    /// Which clause it comes from.
    #[serde(default)]
    pub clause: Option<u32>,
    /// Last day, legal date.
    pub due_on: NaiveDate,
    /// What is owed.
    pub performance: Performance,
    /// Paid so far, fen.
    pub paid: Fen,
    /// Nothing is left to do.
    pub complete: bool,
    /// Some of it was performed after the last day.
    pub late: bool,
    /// 当场履行: done no later than the agreement took effect.
    #[serde(default)]
    pub immediate: bool,
    /// Legal date of the last performance.
    pub last_performed_on: Option<NaiveDate>,
    /// Legal date from which the limitation of the rest runs anew (LIM 14).
    #[serde(default)]
    pub limitation_interrupted_on: Option<NaiveDate>,
    /// Days on which the centre looks after it (T20); unknown in agreements of before.
    #[serde(default)]
    pub follow_up: Option<FollowUpDates>,
    /// What was recorded beside payments.
    #[serde(default)]
    pub standing: Standing,
}

impl ObligationView {
    /// An obligation as the agreement sets it, on the legal date on which it came into being.
    pub(crate) fn of(obligation: &Obligation, arose_on: NaiveDate) -> Self {
        Self {
            seq: obligation.seq,
            obligor: obligation.obligor,
            creditor: obligation.creditor,
            clause: obligation.clause,
            due_on: obligation.due_on,
            performance: obligation.performance,
            paid: obligation.paid,
            complete: obligation.complete,
            late: false,
            immediate: false,
            last_performed_on: None,
            limitation_interrupted_on: None,
            follow_up: obligation.follow_up.clone(),
            standing: Standing::at_first(obligation, arose_on),
        }
    }

    /// The obligation as the rules know it.
    fn obligation(&self) -> Obligation {
        Obligation {
            creditor: self.creditor,
            paid: self.paid,
            complete: self.complete,
            follow_up: self.follow_up.clone(),
            ..Obligation::new(self.seq, self.obligor, self.due_on, self.performance)
        }
    }

    /// Whether something is still expected.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !self.complete && self.standing.discharge.is_none()
    }

    /// Whether `party` is who it is owed to.
    pub(crate) fn is_owed_to(&self, party: PartyId) -> bool {
        self.obligation().is_owed_to(party)
    }

    /// The legal date on which the centre looks after it next (T20); `None` once nothing is expected or every step was taken.
    #[must_use]
    pub fn next_step_day(&self) -> Option<NaiveDate> {
        self.is_open().then(|| next_step_day(&self.obligation(), &self.standing)).flatten()
    }

    /// Where it stands on `today`.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> ObligationState {
        self.standing.state(&self.obligation(), today)
    }

    /// What is still owed, fen; `None` for conduct.
    #[must_use]
    pub fn outstanding(&self) -> Option<Fen> {
        self.obligation().outstanding()
    }
}

/// A court was asked to enforce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnforcementView {
    /// Who applied.
    pub party: PartyId,
    /// The number under which the court enforces.
    pub court_case_no: CourtCaseNumber,
    /// Legal date of the application.
    pub applied_on: NaiveDate,
    /// Which obligations.
    pub seqs: Vec<u32>,
    /// The paper it rests on.
    pub title: EnforcementTitle,
}

/// A party was asked how the agreement is performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpView {
    /// Who was asked.
    pub party: PartyId,
    /// Legal date.
    pub called_on: NaiveDate,
    /// From 1 to 5.
    pub satisfaction: Option<u8>,
    /// What the party said, sealed.
    pub remarks: Option<Personal<LongText>>,
    /// The party wants the centre to look after the performance no more.
    pub no_further: bool,
}
