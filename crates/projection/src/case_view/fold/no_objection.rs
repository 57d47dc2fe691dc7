//! What a proposal leaves in the document that becomes an agreement when nobody objects.

use super::Moment;
use crate::case_view::{
    AgreementView, CameAbout, CaseView, NoObjectionServiceView, NoObjectionState, NoObjectionView,
    ObjectionToProposalView,
};
use domain::case::{
    AgreementBecameEffective, NoObjectionEnded, NoObjectionObjected, NoObjectionProposed, NoObjectionServed,
};

pub(super) fn proposed(view: &mut CaseView, event: &NoObjectionProposed) {
    view.no_objection = Some(NoObjectionView {
        version: event.version,
        agreement_no: event.agreement_no.clone(),
        terms: event.terms.clone(),
        settled_fen: event.settled_fen,
        salt: event.salt.clone(),
        hash: event.hash.clone(),
        proposed_on: event.proposed_on,
        served: Vec::new(),
        state: NoObjectionState::Open,
        objection: None,
        cause: None,
    });
}

pub(super) fn served(view: &mut CaseView, event: &NoObjectionServed) {
    let Some(open) = open(view, event.version) else { return };
    open.served.push(NoObjectionServiceView {
        party: event.party,
        method: event.method,
        served_on: event.served_on,
        object_by: event.object_by.clone(),
    });
}

pub(super) fn objected(view: &mut CaseView, event: &NoObjectionObjected, moment: &Moment<'_>) {
    let Some(open) = open(view, event.version) else { return };
    open.state = NoObjectionState::Objected;
    open.objection = Some(ObjectionToProposalView {
        party: event.party,
        reason: event.reason.clone(),
        objected_at: moment.at(),
    });
}

pub(super) fn ended(view: &mut CaseView, event: &NoObjectionEnded) {
    let Some(open) = open(view, event.version) else { return };
    open.state = NoObjectionState::Ended;
    open.cause = Some(event.cause);
}

/// Whoever mediated is gone, or the mediation is over: nothing comes of it any more.
pub(super) fn lapse(view: &mut CaseView) {
    if let Some(open) = view.no_objection.as_mut().filter(|it| it.is_open()) {
        open.state = NoObjectionState::Ended;
    }
}

/// The text nobody objected to is the agreement; false where there was no such text.
pub(super) fn agreed(view: &mut CaseView, event: &AgreementBecameEffective) -> bool {
    let Some(open) = open(view, event.version) else { return false };
    let last = open.served.iter().map(|it| &it.object_by).max_by_key(|it| it.due_date);
    let Some(sign_by) = last.cloned() else { return false };
    open.state = NoObjectionState::Agreed;
    let agreement = AgreementView::unsigned(
        CameAbout::Silence,
        (open.version, &open.agreement_no, &open.hash),
        (&open.terms, open.settled_fen),
        &open.salt,
        Some(sign_by),
    );
    view.agreement = Some(agreement);
    true
}

fn open(view: &mut CaseView, version: u32) -> Option<&mut NoObjectionView> {
    view.no_objection.as_mut().filter(|it| it.version == version && it.is_open())
}
