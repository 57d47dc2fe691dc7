//! The clock is heard once: each warning, each end of a period, each rung of the ladder at most once, none before its day.

use super::Ledger;
use chrono::NaiveDate;
use domain::case::*;
use domain::deadline::Timer;
use std::collections::BTreeSet;

/// What the clock brought.
#[derive(Default)]
pub(super) struct TimeLedger {
    warned: BTreeSet<(Timer, NaiveDate, u16)>,
    expired: BTreeSet<(Timer, NaiveDate)>,
    escalated: BTreeSet<(Timer, NaiveDate)>,
}

impl Ledger {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "an account of the clock alone; the other events have theirs"
    )]
    pub(super) fn time(&mut self, place: &str, today: NaiveDate, event: &Event) {
        let time = &mut self.time;
        match event {
            Event::DeadlineWarned(it) => {
                assert!(today <= it.due_date, "{place}: warned of what is over");
                let left = (it.due_date - today).num_days();
                assert!(left <= i64::from(it.days_before), "{place}: warned too early");
                // The court gave the matter back, and the same thirty days run on: of T10 those concerned are warned anew.
                let news =
                    time.warned.insert((it.timer, it.due_date, it.days_before)) || it.timer == Timer::T10;
                assert!(news, "{place}: warned of {:?} twice", it.timer);
            }
            Event::DeadlineExpired(it) => {
                assert!(today > it.due_date, "{place}: over before its last day was");
                // The court gave the matter back, and the same thirty days run on: T10 may end more than once.
                // A proposal withdrawn and made again on one day may end on one day again.
                let again = matches!(it.timer, Timer::T10 | Timer::T07);
                let news = time.expired.insert((it.timer, it.due_date)) || again;
                assert!(news, "{place}: over twice");
                let stood = self.pause.clock_stands() && MEDIATION_PERIOD.contains(&it.timer);
                assert!(!stood, "{place}: over while its clock stood");
            }
            Event::DeadlineEscalated(it) => {
                assert!(time.expired.contains(&(it.timer, it.due_date)), "{place}: nobody was asked first");
                assert!(time.escalated.insert((it.timer, it.due_date)), "{place}: escalated twice");
            }
            Event::DeadlineRecomputed(it) => {
                assert!(it.former_due_date >= today, "{place}: what is over was touched");
                if MEDIATION_PERIOD.contains(&it.deadline.timer)
                    && self.mediate_by == Some(it.former_due_date)
                {
                    self.mediate_by = Some(it.deadline.due_date);
                }
                if self.supply_by.is_some_and(|(due, _)| due == it.former_due_date)
                    && it.deadline.timer == Timer::T02
                {
                    self.supply_by = self.supply_by.map(|(_, extended)| (it.deadline.due_date, extended));
                }
                if it.deadline.timer == Timer::T07 {
                    self.silence.restated(it.former_due_date, it.deadline.due_date);
                }
                if it.deadline.timer == Timer::T10 && self.confirm_by == Some(it.former_due_date) {
                    self.confirm_by = Some(it.deadline.due_date);
                }
            }
            _ => {}
        }
    }
}
