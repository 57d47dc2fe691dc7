//! Cases like this one, and what the centre decided about them.

use super::Moment;
use crate::case_view::{CaseView, SimilarCaseView};
use domain::case::{ApplicationJoined, SimilarCasesFound, SimilarityDecided, StageName};

pub(super) fn found(view: &mut CaseView, event: &SimilarCasesFound) {
    for found in &event.candidates {
        if view.similar.iter().all(|known| known.found.case != found.case) {
            let found = found.clone();
            view.similar.push(SimilarCaseView { found, relation: None, reason: None, decided_at: None });
        }
    }
    view.similar_unlisted = event.more;
}

pub(super) fn decided(view: &mut CaseView, event: &SimilarityDecided, moment: &Moment<'_>) {
    for known in view.similar.iter_mut().filter(|it| event.others.contains(&it.found.case)) {
        known.relation = Some(event.relation);
        known.reason = event.reason.clone();
        known.decided_at = Some(moment.at());
    }
}

pub(super) fn joined(view: &mut CaseView, event: &ApplicationJoined) {
    view.stage = StageName::NotAccepted;
    view.joined_into = Some(event.into);
    view.transfer = None;
}
