//! The agreement: drafted, signed, sealed, in force.

use super::{Moment, no_objection, opinion};
use crate::case_view::{
    AgreementAnswerView, AgreementReviewView, AgreementView, CameAbout, CaseView, ObligationView,
    SignatureView, WrittenDownView,
};
use domain::case::{
    AgreementAnswered, AgreementBecameEffective, AgreementDrafted, AgreementReviewed, AgreementSealed,
    AgreementSigned, AgreementWrittenDown, OralAgreementRecorded, RestEnded, StageName,
};

pub(super) fn drafted(view: &mut CaseView, event: &AgreementDrafted) {
    set_aside(view);
    view.stage = StageName::Signing;
    view.agreement = Some(AgreementView::unsigned(
        CameAbout::Agreement,
        (event.version, &event.agreement_no, &event.hash),
        (&event.terms, event.settled_fen),
        &event.salt,
        Some(event.sign_by.clone()),
    ));
}

/// The version on the table is none any more; it can still be compared.
pub(super) fn set_aside(view: &mut CaseView) {
    view.earlier_agreements.extend(view.agreement.take());
}

pub(super) fn answered(view: &mut CaseView, event: &AgreementAnswered, moment: &Moment<'_>) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.answers.push(AgreementAnswerView {
            party: event.party,
            answer: event.answer,
            reason: event.reason.clone(),
            answered_at: moment.at(),
        });
    }
}

pub(super) fn reviewed(view: &mut CaseView, event: &AgreementReviewed, moment: &Moment<'_>) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.reviews.push(AgreementReviewView {
            outcome: event.outcome,
            findings: event.findings.clone(),
            note: event.note.clone(),
            reviewed_at: moment.at(),
        });
    }
}

/// What was said; the moment of effect follows at once.
pub(super) fn spoken(view: &mut CaseView, event: &OralAgreementRecorded) {
    set_aside(view);
    view.stage = StageName::Signing;
    view.agreement = Some(AgreementView::unsigned(
        CameAbout::Oral,
        (event.version, &event.agreement_no, &event.hash),
        (&event.terms, event.settled_fen),
        &event.salt,
        None,
    ));
}

pub(super) fn written_down(view: &mut CaseView, event: &AgreementWrittenDown, moment: &Moment<'_>) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.written_down = Some(WrittenDownView {
            signed_by: event.signed_by.clone(),
            seal: event.seal.clone(),
            scan_sha256: event.scan_sha256.clone(),
            written_at: moment.at(),
        });
    }
}

pub(super) fn signed(view: &mut CaseView, event: &AgreementSigned) {
    if let Some(agreement) = signing(view, event.version) {
        agreement.signatures.push(SignatureView {
            signer: event.signer,
            representative: event.representative,
            method: event.method,
            special_authorisation: event.special_authorisation,
            scan_sha256: event.scan_sha256.clone(),
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
