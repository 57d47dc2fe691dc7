//! Judicial confirmation: applied for by everybody and in time, and one step of the court after the other.

use super::Ledger;
use chrono::NaiveDate;
use domain::case::*;

impl Ledger {
    pub(super) fn confirmation(&mut self, place: &str, today: NaiveDate, event: &Event) {
        let in_time = Some(today) <= self.confirm_by;
        if let Event::ConfirmationPrepared(_) = event {
            assert!(in_time && !self.at_court, "{place}: prepared too late or twice");
            self.applied.clear();
        } else if let Event::ConfirmationApplicationSigned(signed) = event {
            assert!(in_time && self.applied.insert(signed.party), "{place}: signed late or twice");
        } else if let Event::ConfirmationFiled(filed) = event {
            assert!(in_time && filed.filed_on == today, "{place}: filed after T10");
            assert_eq!(self.applied, self.parties, "{place}: filed without everybody");
            (self.at_court, self.under_review) = (true, false);
        } else if let Event::ConfirmationAbandoned(_) = event {
            assert!(!self.at_court && self.applied != self.parties, "{place}: given up by one alone");
        } else if let Event::ConfirmationLapsed(_) = event {
            assert!(!in_time && !self.at_court, "{place}: lapsed in time or at court");
        } else if let Event::CourtMessageKept(_) = event {
            // It changes nothing, which the state is compared for.
        } else if let Event::ConfirmationObjected(objected) = event {
            assert!(self.confirmed && !self.objected, "{place}: an objection to no ruling");
            assert!(objected.by_leave || objected.lodged_on <= objected.lodge_by.due_date, "{place}: late");
            (self.at_court, self.objected) = (true, true);
        } else if let Event::ConfirmationObjectionDecided(decided) = event {
            assert!(std::mem::replace(&mut self.objected, false), "{place}: decided on nothing");
            (self.at_court, self.confirmed) = (false, decided.outcome != ObjectionOutcome::Revoked);
        } else {
            assert!(self.at_court && !self.objected, "{place}: a court's step on nothing");
            self.confirmed |= matches!(event, Event::SettlementConfirmed(_));
            if let Event::ConfirmationAccepted(_) = event {
                assert!(!self.under_review, "{place}: accepted twice");
                self.under_review = true;
            }
            let ruling = matches!(event, Event::SettlementConfirmed(_) | Event::ConfirmationDismissed(_));
            assert!(!ruling || self.under_review, "{place}: ruled on before it was accepted");
            let over = matches!(event, Event::ConfirmationNotAccepted(_) | Event::ConfirmationWithdrawn(_));
            self.at_court = !(ruling || over);
        }
    }
}

/// A court hears of a ruling again long after the case was closed.
pub(super) fn is_after_all(event: &Event) -> bool {
    matches!(
        event,
        Event::CourtMessageKept(_) | Event::ConfirmationObjected(_) | Event::ConfirmationObjectionDecided(_)
    )
}
