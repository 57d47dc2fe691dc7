//! 履行台账: what was recorded of an obligation beside its payments, and where it stands on a day (domain §2.5).

use crate::case::event::{
    AgreementBecameEffective, EnforcementRecorded, FollowUpFellDue, FollowUpRecorded, ObligationDefaulted,
    ObligationPerformed, ObligationWaived, PerformanceUrged, ReceiptConfirmed,
};
use crate::case::settlement::{Obligation, Performance, Settlement};
use crate::ids::PartyId;
use crate::money::Fen;
use crate::rule_set::FollowUp;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days on which the centre looks after an obligation (T20), legal dates. They are dates for its own work and roll over no rest day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpDates {
    /// The obligor is reminded.
    pub remind_on: NaiveDate,
    /// From this day on it is overdue unless reported performed.
    pub overdue_on: NaiveDate,
    /// The parties are called.
    pub call_on: Vec<NaiveDate>,
}

impl FollowUpDates {
    /// The days around the last day of an obligation, by the numbers of a rule set.
    #[must_use]
    pub fn of(due_on: NaiveDate, rules: &FollowUp) -> Self {
        let after = |days: u16| due_on.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
        Self {
            remind_on: due_on
                .checked_sub_days(Days::new(u64::from(rules.remind_days_before)))
                .unwrap_or(NaiveDate::MIN),
            overdue_on: after(rules.overdue_days_after),
            call_on: rules.callback_days_after.iter().copied().map(after).collect(),
        }
    }
}

/// Where an obligation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ObligationState {
    /// 未到期: its last day is yet to come.
    Pending,
    /// 到期: today is its last day.
    Due,
    /// 部分履行: some was paid, and its last day is not over.
    PartiallyPerformed,
    /// 已履行.
    Performed,
    /// 逾期: its last day is over.
    Overdue,
    /// 已督促: overdue, and the obligor was urged.
    Urged,
    /// 违约: recorded as not performed.
    Defaulted,
    /// 免除: the creditor gave it up.
    Waived,
    /// 被取代: another obligation stands in its place.
    Superseded,
}

/// Why nothing more is expected under an obligation, though it was not performed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Discharge {
    /// The creditor gave it up.
    Waived {},
    /// Another one stands in its place.
    Superseded {
        /// The number of that one.
        by: u32,
    },
}

/// What was recorded of an obligation beside its payments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The creditor has confirmed what was reported so far.
    pub receipt_confirmed: bool,
    /// Legal date on which the obligor was last urged.
    pub urged_on: Option<NaiveDate>,
    /// Legal date on which it was recorded as defaulted.
    pub defaulted_on: Option<NaiveDate>,
    /// Why nothing more is expected.
    pub discharge: Option<Discharge>,
    /// The obligor was reminded of its last day, or it arose too late for that.
    #[serde(default)]
    pub reminded: bool,
    /// That its last day is over was noted.
    #[serde(default)]
    pub noted_overdue: bool,
    /// The last day of T20 on which the parties were to be called that has come.
    #[serde(default)]
    pub called_for: Option<NaiveDate>,
    /// The parties are to be called since that day; none once they were.
    #[serde(default)]
    pub call_since: Option<NaiveDate>,
}

/// What is known of obligations on the day an agreement takes effect, by number.
pub(super) fn standings_at_first(event: &AgreementBecameEffective) -> BTreeMap<u32, Standing> {
    let first = |it: &Obligation| (it.seq, Standing::at_first(it, event.effective_on));
    event.obligations.iter().map(first).collect()
}

impl Standing {
    /// Whether something is still expected under `obligation`.
    #[must_use]
    pub const fn is_open(&self, obligation: &Obligation) -> bool {
        !obligation.complete && self.discharge.is_none()
    }

    /// Where `obligation` stands on `today`.
    #[must_use]
    pub fn state(&self, obligation: &Obligation, today: NaiveDate) -> ObligationState {
        match self.discharge {
            Some(Discharge::Waived {}) => return ObligationState::Waived,
            Some(Discharge::Superseded { .. }) => return ObligationState::Superseded,
            None => {}
        }
        if obligation.complete {
            ObligationState::Performed
        } else if self.defaulted_on.is_some() {
            ObligationState::Defaulted
        } else if today > obligation.due_on && self.urged_on.is_some() {
            ObligationState::Urged
        } else if today > obligation.due_on {
            ObligationState::Overdue
        } else if obligation.paid > Fen::ZERO {
            ObligationState::PartiallyPerformed
        } else if today == obligation.due_on {
            ObligationState::Due
        } else {
            ObligationState::Pending
        }
    }
}

impl Obligation {
    /// Whether `party` is who it is owed to. Agreements of before name no creditor: any party but the obligor then.
    #[must_use]
    pub fn is_owed_to(&self, party: PartyId) -> bool {
        self.creditor.map_or(self.obligor != party, |creditor| creditor == party)
    }
}

impl Settlement {
    /// What was recorded of an obligation.
    #[must_use]
    pub fn standing(&self, seq: u32) -> Standing {
        self.standings.get(&seq).cloned().unwrap_or_default()
    }

    /// Obligations under which something is still expected, in order.
    pub fn open(&self) -> impl Iterator<Item = &Obligation> {
        self.obligations.iter().filter(|it| self.standing(it.seq).is_open(it))
    }

    /// Of those, whose creditor has not told the centre to look after it no more.
    pub fn looked_after(&self) -> impl Iterator<Item = &Obligation> {
        let stopped = |it: &&Obligation| self.told_to_stop.iter().any(|party| it.is_owed_to(*party));
        self.open().filter(move |it| !stopped(it))
    }

    /// An obligation by its number.
    #[must_use]
    pub fn obligation(&self, seq: u32) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.seq == seq)
    }

    pub(super) fn performed_by(&mut self, event: &ObligationPerformed) {
        self.standings.entry(event.seq).or_default().receipt_confirmed = false;
        let Some(obligation) = self.obligations.iter_mut().find(|it| it.seq == event.seq) else { return };
        if let (Performance::Money(_), Some(amount)) = (obligation.performance, event.amount) {
            obligation.paid = obligation.paid.checked_add(amount).unwrap_or(Fen::MAX);
        }
        obligation.complete = event.complete;
    }

    pub(super) fn received(&mut self, event: &ReceiptConfirmed) {
        self.standings.entry(event.seq).or_default().receipt_confirmed = true;
    }

    pub(super) fn urged(&mut self, event: &PerformanceUrged) {
        self.standings.entry(event.seq).or_default().urged_on = Some(event.urged_on);
        self.follow_ups = self.follow_ups.saturating_add(1);
    }

    pub(super) fn defaulted(&mut self, event: &ObligationDefaulted) {
        self.standings.entry(event.seq).or_default().defaulted_on = Some(event.defaulted_on);
        let Some(acceleration) = &event.acceleration else { return };
        let by = acceleration.obligation.seq;
        for seq in &acceleration.supersedes {
            self.standings.entry(*seq).or_default().discharge = Some(Discharge::Superseded { by });
        }
        let first = Standing::at_first(&acceleration.obligation, event.defaulted_on);
        self.standings.insert(by, first);
        self.obligations.push(acceleration.obligation.clone());
    }

    pub(super) fn waived(&mut self, event: &ObligationWaived) {
        self.standings.entry(event.seq).or_default().discharge = Some(Discharge::Waived {});
    }

    pub(super) fn enforced(&mut self, _: &EnforcementRecorded) {
        self.follow_ups = self.follow_ups.saturating_add(1);
    }

    pub(super) fn followed_up(&mut self, event: &FollowUpRecorded) {
        self.follow_ups = self.follow_ups.saturating_add(1);
        self.standings.values_mut().for_each(|it| it.called(event.called_on));
        if event.no_further {
            self.told_to_stop.insert(event.party);
        }
    }

    pub(super) fn fell_due(&mut self, event: &FollowUpFellDue) {
        self.standings.entry(event.seq).or_default().took(event.step, event.on_day);
    }
}
