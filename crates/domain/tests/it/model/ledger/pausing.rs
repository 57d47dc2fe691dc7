//! No clock is lost: a period that stood is longer by exactly the days it stood, and by none otherwise.

use super::Ledger;
use chrono::NaiveDate;
use domain::case::*;
use domain::deadline::Deadline;

/// What holds a mediation up, from events alone.
#[derive(Default)]
pub(super) struct PauseLedger {
    suspended: Option<bool>,
    appraisal: Option<u32>,
    since: Option<NaiveDate>,
}

impl PauseLedger {
    pub(super) const fn clock_stands(&self) -> bool {
        self.since.is_some()
    }

    pub(super) const fn stands_still(&self) -> bool {
        self.suspended.is_some()
    }
}

impl Ledger {
    pub(super) fn pausing(&mut self, place: &str, today: NaiveDate, event: &Event) {
        if let Event::MediationSuspended(suspended) = event {
            assert!(self.live.is_empty() && self.pause.suspended.is_none(), "{place}: suspended twice");
            let all = self.parties.iter().all(|party| suspended.agreed_by.contains(party));
            assert_eq!(suspended.clock_stops, all, "{place}: stopped against somebody's will, or not at all");
            self.pause.suspended = Some(suspended.clock_stops);
            if suspended.clock_stops {
                self.pause.since.get_or_insert(today);
            }
        }
        if let Event::AppraisalCommissioned(asked) = event {
            assert!(self.pause.appraisal.is_none(), "{place}: two appraisals at once");
            assert!(
                self.parties.iter().all(|party| asked.agreed_by.contains(party)),
                "{place}: against a will"
            );
            self.pause.appraisal = Some(asked.appraisal);
            self.pause.since.get_or_insert(today);
        }
        if let Event::MediationResumed(resumed) = event {
            let stopped = self.pause.suspended.take();
            assert!(stopped.is_some(), "{place}: nothing was suspended");
            let runs = stopped == Some(true) && self.pause.appraisal.is_none();
            self.runs_on(place, today, runs, resumed.paused_days, resumed.mediate_by.as_ref());
        }
        if let Event::AppraisalReceived(received) = event {
            assert_eq!(self.pause.appraisal.take(), Some(received.appraisal), "{place}: not waited for");
            let runs = self.pause.suspended != Some(true);
            self.runs_on(place, today, runs, received.paused_days, received.mediate_by.as_ref());
        }
    }

    fn runs_on(&mut self, place: &str, today: NaiveDate, runs: bool, days: u16, new: Option<&Deadline>) {
        assert_eq!(new.is_some(), runs, "{place}: the clock runs or not");
        let Some(new) = new else { return };
        let since = self.pause.since.take().expect("the clock stood");
        assert_eq!(i64::from(days), (today - since).num_days(), "{place}: other days than it stood");
        let before = self.mediate_by.expect("a period");
        let longer = (new.due_date - before).num_days();
        // A last day that is a rest day rolls over, before and after.
        assert!(
            (longer - i64::from(days)).abs() <= 12,
            "{place}: {before} became {} for {days}",
            new.due_date
        );
        self.mediate_by = Some(new.due_date);
    }
}
