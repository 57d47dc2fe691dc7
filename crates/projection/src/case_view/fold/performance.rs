//! What is done upon an agreement in force.

use crate::case_view::{CaseView, EnforcementView, FollowUpView, ObligationView};
use domain::case::{
    Discharge, EnforcementRecorded, FollowUpFellDue, FollowUpRecorded, ObligationDefaulted,
    ObligationPerformed, ObligationWaived, Performance, PerformanceUrged, ReceiptConfirmed,
};
use domain::money::Fen;

fn with(view: &mut CaseView, seq: u32, change: impl FnOnce(&mut ObligationView)) {
    if let Some(obligation) = view.obligations.iter_mut().find(|obligation| obligation.seq == seq) {
        change(obligation);
    }
}

pub(super) fn performed(view: &mut CaseView, event: &ObligationPerformed) {
    with(view, event.seq, |it| {
        if let (Performance::Money(_), Some(amount)) = (it.performance, event.amount) {
            it.paid = it.paid.checked_add(amount).unwrap_or(Fen::MAX);
        }
        it.complete = event.complete;
        it.late |= event.late;
        it.immediate |= event.immediate;
        it.last_performed_on = it.last_performed_on.max(Some(event.performed_on));
        it.limitation_interrupted_on = it.limitation_interrupted_on.max(event.limitation_interrupted_on);
        it.standing.receipt_confirmed = false;
    });
}

pub(super) fn received(view: &mut CaseView, event: &ReceiptConfirmed) {
    with(view, event.seq, |it| it.standing.receipt_confirmed = true);
}

pub(super) fn urged(view: &mut CaseView, event: &PerformanceUrged) {
    with(view, event.seq, |it| it.standing.urged_on = Some(event.urged_on));
}

pub(super) fn defaulted(view: &mut CaseView, event: &ObligationDefaulted) {
    with(view, event.seq, |it| it.standing.defaulted_on = Some(event.defaulted_on));
    let Some(acceleration) = &event.acceleration else { return };
    let by = acceleration.obligation.seq;
    for seq in &acceleration.supersedes {
        with(view, *seq, |it| it.standing.discharge = Some(Discharge::Superseded { by }));
    }
    view.obligations.push(ObligationView::of(&acceleration.obligation, event.defaulted_on));
}

pub(super) fn waived(view: &mut CaseView, event: &ObligationWaived) {
    with(view, event.seq, |it| it.standing.discharge = Some(Discharge::Waived {}));
}

pub(super) fn enforced(view: &mut CaseView, event: &EnforcementRecorded) {
    view.enforcements.push(EnforcementView {
        party: event.party,
        court_case_no: event.court_case_no.clone(),
        applied_on: event.applied_on,
        seqs: event.seqs.clone(),
        title: event.title,
    });
}

pub(super) fn fell_due(view: &mut CaseView, event: &FollowUpFellDue) {
    with(view, event.seq, |it| it.standing.took(event.step, event.on_day));
}

pub(super) fn followed_up(view: &mut CaseView, event: &FollowUpRecorded) {
    view.obligations.iter_mut().for_each(|it| it.standing.called(event.called_on));
    view.follow_ups.push(FollowUpView {
        party: event.party,
        called_on: event.called_on,
        satisfaction: event.satisfaction,
        remarks: event.remarks.clone(),
        no_further: event.no_further,
    });
}
