//! What persons had corrected: once by each request, and with a word about the agreement only where somebody signed one.

use domain::case::{Event, PartyDataCorrected};
use domain::ids::DataRequestId;
use std::collections::BTreeSet;

/// Which requests took effect.
#[derive(Default)]
pub(super) struct CorrectionLedger(BTreeSet<DataRequestId>);

impl CorrectionLedger {
    pub(super) fn enter(&mut self, place: &str, corrected: &PartyDataCorrected, signed: bool) {
        assert!(self.0.insert(corrected.request), "{place}: corrected twice by one request");
        assert!(signed || !corrected.agreement_stands, "{place}: stands and was never signed");
    }
}

/// What does not end with the case: a person's right to have the own data corrected, and to complain of the mediator and be answered;
/// the time in which the file is to be archived; and a court's right to ask.
pub(super) fn is_always(event: &Event) -> bool {
    matches!(
        event,
        Event::PartyDataCorrected(_)
            | Event::ComplaintFiled(_)
            | Event::ComplaintDecided(_)
            | Event::DeadlineWarned(_)
            | Event::DeadlineExpired(_)
            | Event::DeadlineEscalated(_)
            | Event::DeadlineRecomputed(_)
            | Event::CourtInquiryReceived(_)
            | Event::CourtInquiryAnswered(_)
    )
}
