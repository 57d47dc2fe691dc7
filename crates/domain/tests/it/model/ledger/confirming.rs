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
        } else {
            assert!(self.at_court, "{place}: a court's step on nothing");
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
