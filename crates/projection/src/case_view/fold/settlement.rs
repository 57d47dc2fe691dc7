//! The agreement: drafted, signed, sealed, in force.

use super::{no_objection, opinion};
use crate::case_view::{AgreementView, CameAbout, CaseView, ObligationView, SignatureView};
use domain::case::{
    AgreementBecameEffective, AgreementDrafted, AgreementSealed, AgreementSigned, RestEnded, StageName,
    settled_claims,
};

pub(super) fn drafted(view: &mut CaseView, event: &AgreementDrafted) {
    view.stage = StageName::Signing;
    view.agreement = Some(AgreementView {
        version: event.version,
        agreement_no: event.agreement_no.clone(),
        came_about: CameAbout::Agreement,
        hash: event.hash.clone(),
        terms: event.terms.clone(),
        settles: settled_claims(&event.terms),
        rest_ended: Vec::new(),
        salt: event.salt.clone(),
        settled_fen: event.settled_fen,
        sign_by: event.sign_by.clone(),
        signatures: Vec::new(),
        seal: None,
        sealed_at: None,
        regimes: Vec::new(),
        effective_at: None,
        effective_on: None,
        confirm_by: None,
    });
}

pub(super) fn signed(view: &mut CaseView, event: &AgreementSigned) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.signatures.push(SignatureView {
            signer: event.signer,
            representative: event.representative,
            method: event.method,
            special_authorisation: event.special_authorisation,
            signed_at: event.signed_at,
        });
    }
}

pub(super) fn sealed(view: &mut CaseView, event: &AgreementSealed) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.seal = Some(event.seal.clone());
        agreement.sealed_at = Some(event.sealed_at);
    }
}

pub(super) fn effective(view: &mut CaseView, event: &AgreementBecameEffective) {
    // Nobody signs what silence or a customer's word brings into force.
    if view.stage == StageName::InMediation && !no_objection::agreed(view, event) && !opinion::in_force(view)
    {
        return;
    }
    view.stage = StageName::Effective;
    if let Some(agreement) = &mut view.agreement {
        agreement.regimes = event.regimes.clone();
        agreement.effective_at = Some(event.effective_at);
        agreement.effective_on = Some(event.effective_on);
        agreement.confirm_by = Some(event.confirm_by.clone());
    }
    view.obligations =
        event.obligations.iter().map(|it| ObligationView::of(it, event.effective_on)).collect();
}

pub(super) fn rest_ended(view: &mut CaseView, event: &RestEnded) {
    if let Some(agreement) = &mut view.agreement {
        agreement.rest_ended.clone_from(&event.claims);
    }
}

/// The version on the table, if it is this one.
fn signing(view: &mut CaseView, version: u32) -> Option<&mut AgreementView> {
    view.agreement.as_mut().filter(|agreement| agreement.version == version)
}
