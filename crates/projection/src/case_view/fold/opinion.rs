//! The mediator's opinion: issued, accepted or not.

use super::Moment;
use crate::case_view::{AgreementView, CameAbout, CaseView, OpinionState, OpinionView, SilenceMeans};
use domain::case::{
    ExpiryOutcome, OpinionAccepted, OpinionDeclined, OpinionIssued, StageName, settled_claims,
};

/// A text on the table that was not signed is void.
pub(super) fn issued(view: &mut CaseView, event: &OpinionIssued, moment: &Moment<'_>) {
    view.stage = StageName::InMediation;
    view.agreement = None;
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
    let agreement = AgreementView {
        version: opinion.version,
        agreement_no: opinion.opinion_no.clone(),
        came_about: CameAbout::Opinion,
        hash: opinion.hash.clone(),
        terms: opinion.terms.clone(),
        settles: settled_claims(&opinion.terms),
        rest_ended: Vec::new(),
        salt: opinion.salt.clone(),
        settled_fen: opinion.settled_fen,
        sign_by: opinion.accept_by.clone(),
        signatures: Vec::new(),
        seal: None,
        sealed_at: None,
        regimes: Vec::new(),
        effective_at: None,
        effective_on: None,
        confirm_by: None,
    };
    view.agreement = Some(agreement);
    true
}

fn open(view: &mut CaseView) -> Option<&mut OpinionView> {
    view.opinion.as_mut().filter(|opinion| opinion.state == OpinionState::Open)
}
