//! Suspensions and appraisals.

use super::Moment;
use crate::case_view::{AppraisalView, CaseView, PauseView};
use domain::case::{AppraisalCommissioned, AppraisalReceived, MediationSuspended};

pub(super) fn suspended(view: &mut CaseView, event: &MediationSuspended) {
    view.suspensions.push(PauseView {
        reason: event.reason,
        wording: event.wording.clone(),
        agreed_by: event.agreed_by.clone(),
        clock_stops: event.clock_stops,
        since: event.since,
        resumed_on: None,
    });
}

pub(super) fn resumed(view: &mut CaseView, moment: &Moment<'_>) {
    if let Some(last) = view.suspensions.last_mut() {
        last.resumed_on = Some(moment.on());
    }
}

pub(super) fn commissioned(view: &mut CaseView, event: &AppraisalCommissioned) {
    view.appraisals.push(AppraisalView {
        appraisal: event.appraisal,
        appraiser: event.appraiser.clone(),
        question: event.question.clone(),
        since: event.since,
        received_on: None,
        document: None,
    });
}

pub(super) fn received(view: &mut CaseView, event: &AppraisalReceived, moment: &Moment<'_>) {
    if let Some(it) = view.appraisals.iter_mut().find(|it| it.appraisal == event.appraisal) {
        it.received_on = Some(moment.on());
        it.document = event.document.clone();
    }
}
