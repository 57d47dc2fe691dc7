//! What stops the mediation, and what stops its clock. A mediation may stand still while its clock runs, and the other way round.

use crate::calendar::Period;
use crate::case::event::{AppraisalCommissioned, MediationSuspended};
use crate::case::stage::Accepted;
use crate::classification::SuspensionReason;
use crate::deadline::Deadline;
use crate::occasion::Occasion;
use chrono::NaiveDate;

/// A suspension that lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspended {
    /// Why.
    pub reason: SuspensionReason,
    /// Whether it stops the clock.
    pub clock_stops: bool,
}

/// What holds a mediation up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pause {
    /// The mediation stands still.
    pub suspended: Option<Suspended>,
    /// The appraisal that is waited for.
    pub appraisal: Option<u32>,
    /// How many appraisals there were.
    pub appraisals: u32,
    /// First day that does not count, legal date, while the clock stands.
    pub stopped_since: Option<NaiveDate>,
}

impl Pause {
    pub(super) fn suspend(&mut self, event: &MediationSuspended) {
        self.suspended = Some(Suspended { reason: event.reason, clock_stops: event.clock_stops });
        if event.clock_stops {
            self.stopped_since.get_or_insert(event.since);
        }
    }

    pub(super) fn commission(&mut self, event: &AppraisalCommissioned) {
        self.appraisal = Some(event.appraisal);
        self.appraisals = event.appraisal;
        self.stopped_since.get_or_insert(event.since);
    }
}

impl Accepted {
    /// Whether `day` lies after the mediation period; no day does while its clock stands.
    #[must_use]
    pub fn period_is_over(&self, day: NaiveDate) -> bool {
        self.pause.stopped_since.is_none() && self.mediate_by.is_over(day)
    }

    /// The clock runs on: the period is longer by the days that did not count, from the same start. Also how many those were.
    pub(super) fn run_on(&self, occasion: &Occasion<'_>) -> (u16, Option<Deadline>) {
        let Some(since) = self.pause.stopped_since else { return (0, None) };
        let paused = days_between(since, occasion.today());
        let present = &self.mediate_by;
        let length = match present.period {
            Period::CalendarDays(days) => days,
            Period::WorkingDays(_) | Period::Months(_) | Period::Years(_) => {
                days_between(present.legal_start_date, present.due_date)
            }
        };
        let period = Period::CalendarDays(length.saturating_add(paused));
        let start = present.legal_start_date;
        (paused, Some(occasion.rules.agreed_deadline(present.timer, period, start, occasion.holidays)))
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u16 {
    u16::try_from(to.signed_duration_since(from).num_days().max(0)).unwrap_or(u16::MAX)
}
