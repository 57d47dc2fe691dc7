//! T20 跟进履行: what the centre does about an obligation before and after its last day, by itself (PML 31).
//!
//! The days ride with the obligation. Each step is taken once; of steps that are late only what still makes sense is taken: nobody is
//! reminded of a day that is over, and of two calls that were missed one is made.

use crate::case::performance::Standing;
use crate::case::settlement::Obligation;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A step of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FollowUpStep {
    /// 到期提醒: the obligor is reminded.
    Reminder,
    /// 逾期: not reported performed; the obligor is to be urged.
    Overdue,
    /// 回访: the parties are to be called.
    Callback,
}

/// Steps owed about an open obligation by the legal date `today`, with the days on which they were owed, in their order.
#[must_use]
pub fn steps_owed(
    obligation: &Obligation,
    standing: &Standing,
    today: NaiveDate,
) -> Vec<(FollowUpStep, NaiveDate)> {
    let Some(dates) = &obligation.follow_up else { return vec![] };
    let reminder = to_remind(standing).then_some(dates.remind_on).filter(|_| today <= obligation.due_on);
    let overdue = (!standing.noted_overdue).then_some(dates.overdue_on);
    let call = calls_to_come(&dates.call_on, standing).filter(|day| *day <= today).max();
    let steps = [
        (FollowUpStep::Reminder, reminder),
        (FollowUpStep::Overdue, overdue),
        (FollowUpStep::Callback, call),
    ];
    let owed =
        |(step, day): (FollowUpStep, Option<NaiveDate>)| Some((step, day.filter(|day| *day <= today)?));
    steps.into_iter().filter_map(owed).collect()
}

/// The legal date on which something is owed next about an open obligation; `None` when every step was taken.
#[must_use]
pub fn next_step_day(obligation: &Obligation, standing: &Standing) -> Option<NaiveDate> {
    let dates = obligation.follow_up.as_ref()?;
    let reminder = to_remind(standing).then_some(dates.remind_on);
    let overdue = (!standing.noted_overdue).then_some(dates.overdue_on);
    let call = calls_to_come(&dates.call_on, standing).min();
    [reminder, overdue, call].into_iter().flatten().min()
}

const fn to_remind(standing: &Standing) -> bool {
    !standing.reminded && !standing.noted_overdue
}

fn calls_to_come<'a>(call_on: &'a [NaiveDate], standing: &Standing) -> impl Iterator<Item = NaiveDate> + 'a {
    let made = standing.called_for;
    call_on.iter().copied().filter(move |day| made.is_none_or(|made| *day > made))
}

impl Standing {
    /// What is known of an obligation on the legal date `arose_on` on which it came into being. When its reminder would be due by then it
    /// falls away: whoever has just signed is not reminded of it.
    #[must_use]
    pub fn at_first(obligation: &Obligation, arose_on: NaiveDate) -> Self {
        let too_late = obligation.follow_up.as_ref().is_some_and(|dates| dates.remind_on <= arose_on);
        Self { reminded: too_late, ..Self::default() }
    }

    /// Records a step.
    pub fn took(&mut self, step: FollowUpStep, on_day: NaiveDate) {
        match step {
            FollowUpStep::Reminder => self.reminded = true,
            FollowUpStep::Overdue => self.noted_overdue = true,
            FollowUpStep::Callback => (self.called_for, self.call_since) = (Some(on_day), Some(on_day)),
        }
    }

    /// Somebody was called on a legal date: what was to be called about until then is done.
    pub fn called(&mut self, called_on: NaiveDate) {
        self.call_since = self.call_since.filter(|since| *since > called_on);
    }
}
