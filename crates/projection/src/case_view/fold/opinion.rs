//! The mediator's opinion: issued, accepted or not.

use super::{Moment, settlement};
use crate::case_view::{AgreementView, CameAbout, CaseView, OpinionState, OpinionView, SilenceMeans};
use domain::case::{ExpiryOutcome, OpinionAccepted, OpinionDeclined, OpinionIssued, StageName};

/// A text on the table that was not signed is void.
pub(super) fn issued(view: &mut CaseView, event: &OpinionIssued, moment: &Moment<'_>) {
    view.stage = StageName::InMediation;
    settlement::set_aside(view);
    view.opinion = Some(OpinionView {
        version: event.version,
        opinion_no: event.opinion_no.clone(),
        terms: event.terms.clone(),
        settled_fen: event.settled_fen,
        ground: event.ground.clone(),
        bound: event.bound.clone(),
        salt: event.salt.clone(),
        hash: event.hash.clone(),
        issued_at: moment.at(),
        accept_by: event.accept_by.clone(),
        silence: SilenceMeans::NotAccepted,
        state: OpinionState::Open,
        accepted_by: Vec::new(),
        declined_by: None,
        reason: None,
    });
}

pub(super) fn accepted(view: &mut CaseView, event: &OpinionAccepted) {
    if let Some(opinion) = open(view) {
        opinion.accepted_by.push(event.party);
    }
}

pub(super) fn declined(view: &mut CaseView, event: &OpinionDeclined) {
    if let Some(opinion) = open(view) {
        opinion.state = OpinionState::Declined;
        opinion.declined_by = Some(event.party);
        opinion.reason = event.reason.clone();
    }
}

pub(super) fn lapsed(view: &mut CaseView, outcome: ExpiryOutcome) {
    if let Some(opinion) = open(view).filter(|_| outcome == ExpiryOutcome::OpinionLapsed) {
        opinion.state = OpinionState::Lapsed;
    }
}

/// Whoever issued it has left.
pub(super) fn void(view: &mut CaseView) {
    if let Some(opinion) = open(view) {
        opinion.state = OpinionState::Void;
    }
}

/// The opinion in the place of an agreement, once every customer has accepted it.
pub(super) fn in_force(view: &mut CaseView) -> bool {
    let Some(opinion) = open(view) else { return false };
    opinion.state = OpinionState::Accepted;
    let agreement = AgreementView::unsigned(
        CameAbout::Opinion,
        (opinion.version, &opinion.opinion_no, &opinion.hash),
        (&opinion.terms, opinion.settled_fen),
        &opinion.salt,
        Some(opinion.accept_by.clone()),
    );
    view.agreement = Some(agreement);
    true
}

fn open(view: &mut CaseView) -> Option<&mut OpinionView> {
    view.opinion.as_mut().filter(|opinion| opinion.state == OpinionState::Open)
}
