//! The periods of a case in its document: kept by the rules' own list, so that both always say the same.

use super::CaseView;
use domain::case::{Event, Facts, run_clocks};

/// Brings the periods up to date; the rest of the document has seen `event` already.
pub(super) fn follow(view: &mut CaseView, event: &Event) {
    let confirm_by = view.agreement.as_ref().and_then(|agreement| agreement.confirm_by.clone());
    let facts = Facts { performed: view.performed(), confirm_by };
    run_clocks(&mut view.deadlines, &mut view.firings, event, &facts);
}

/// Puts a date that was computed anew wherever the document keeps the former one.
pub(super) fn restate(view: &mut CaseView, event: &domain::case::DeadlineRecomputed) {
    let replace = |kept: &mut domain::deadline::Deadline| {
        if kept.timer == event.deadline.timer && kept.due_date == event.former_due_date {
            *kept = event.deadline.clone();
        }
    };
    view.complaint_answer_by.iter_mut().for_each(replace);
    view.court_inquiries.iter_mut().for_each(|it| replace(&mut it.answer_by));
    let served = view.no_objection.iter_mut().flat_map(|it| it.served.iter_mut());
    served.for_each(|it| replace(&mut it.object_by));
    if let Some(agreement) = &mut view.agreement {
        agreement.confirm_by.iter_mut().for_each(replace);
    }
    if let Some(confirmation) = &mut view.confirmation {
        let kept = [
            &mut confirmation.court_answers_by,
            &mut confirmation.ruling_by,
            &mut confirmation.expected_by,
            &mut confirmation.party_objection_by,
            &mut confirmation.enforce_by,
        ];
        kept.into_iter().flatten().for_each(replace);
    }
}
