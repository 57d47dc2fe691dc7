//! What institutions asked their head offices for.

use super::Moment;
use crate::case_view::{AuthorityAnswerView, AuthorityRequestView, CaseView};
use domain::case::{AuthorityAnswered, AuthorityRequested};

pub(super) fn requested(view: &mut CaseView, event: &AuthorityRequested, moment: &Moment<'_>) {
    view.authority_requests.push(AuthorityRequestView {
        request: event.request,
        party: event.party,
        representative: event.representative,
        ceiling: event.ceiling,
        terms: event.terms.clone(),
        requested_at: moment.at(),
        answer_by: event.answer_by.clone(),
        answer: None,
    });
}

pub(super) fn answered(view: &mut CaseView, event: &AuthorityAnswered, moment: &Moment<'_>) {
    if let Some(it) = view.authority_requests.iter_mut().find(|it| it.request == event.request) {
        it.answer = Some(AuthorityAnswerView {
            ceiling: event.ceiling,
            reason: event.reason.clone(),
            answered_at: moment.at(),
            late: event.late,
        });
    }
}
