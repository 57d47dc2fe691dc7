//! The way to the court and back.

use crate::case_view::{CaseView, ConfirmationView};
use domain::case::{
    ConfirmationAccepted, ConfirmationApplicationSigned, ConfirmationDismissed, ConfirmationFiled,
    ConfirmationNotAccepted, ConfirmationPrepared, ConfirmationStatus, ConfirmationSupplementAsked,
    ConfirmationSupplemented, ConfirmationWithdrawn, SettlementConfirmed,
};

/// Whoever was asked before keeps its record while the parties stay with the same court, and loses it when they turn to another.
pub(super) fn prepared(view: &mut CaseView, event: &ConfirmationPrepared) {
    let before = view.confirmation.take();
    let mut confirmation = ConfirmationView::prepared(event.court.clone(), event.basis, event.asked_by);
    if let Some(before) = before.filter(|before| before.filed_with.as_ref() == Some(&event.court)) {
        confirmation.filed_with = before.filed_with;
        confirmation.filed_on = before.filed_on;
    }
    view.confirmation = Some(confirmation);
}

pub(super) fn signed(view: &mut CaseView, event: &ConfirmationApplicationSigned) {
    let parties = view.parties.len();
    with(view, |confirmation| {
        confirmation.signed_by.push(event.party);
        if confirmation.signed_by.len() >= parties {
            confirmation.status = ConfirmationStatus::JointlySigned;
        }
    });
}

pub(super) fn filed(view: &mut CaseView, event: &ConfirmationFiled) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::Filed;
        confirmation.filed_with = Some(event.court.clone());
        confirmation.filed_on = Some(event.filed_on);
        confirmation.papers = event.papers.clone();
        confirmation.green_channel = event.green_channel;
        confirmation.court_answers_by = Some(event.court_answers_by.clone());
    });
}

pub(super) fn accepted(view: &mut CaseView, event: &ConfirmationAccepted) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::UnderReview;
        confirmation.court_case_no = Some(event.court_case_no.clone());
        confirmation.accepted_on = Some(event.accepted_on);
        confirmation.ruling_by = Some(event.ruling_by.clone());
    });
}

pub(super) fn not_accepted(view: &mut CaseView, event: &ConfirmationNotAccepted) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::NotAccepted;
        confirmation.not_accepted = Some(event.ground);
        confirmation.ruled_on = Some(event.decided_on);
    });
}

pub(super) fn supplement_asked(view: &mut CaseView, event: &ConfirmationSupplementAsked) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::SupplementRequested;
        confirmation.missing = event.items.clone();
        confirmation.supply_by = Some(event.supply_by);
    });
}

/// Back to where the court had asked from: under review once it has a number, else filed.
pub(super) fn supplemented(view: &mut CaseView, event: &ConfirmationSupplemented) {
    with(view, |confirmation| {
        confirmation.status = if confirmation.accepted_on.is_some() {
            ConfirmationStatus::UnderReview
        } else {
            ConfirmationStatus::Filed
        };
        confirmation.missing.clear();
        confirmation.supply_by = None;
        confirmation.documents.extend(event.documents.iter().cloned());
    });
}

pub(super) fn confirmed(view: &mut CaseView, event: &SettlementConfirmed) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::Confirmed;
        confirmation.ruling_no = Some(event.ruling_no.clone());
        confirmation.ruled_on = Some(event.ruled_on);
        confirmation.served_on = Some(event.served_on);
        confirmation.party_objection_by = Some(event.party_objection_by.clone());
        confirmation.enforce_by = event.enforce_by.clone();
    });
}

pub(super) fn dismissed(view: &mut CaseView, event: &ConfirmationDismissed) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::Dismissed;
        confirmation.ruling_no = Some(event.ruling_no.clone());
        confirmation.ruled_on = Some(event.ruled_on);
        confirmation.dismissal = event.grounds.clone();
    });
}

pub(super) fn withdrawn(view: &mut CaseView, event: &ConfirmationWithdrawn) {
    with(view, |confirmation| {
        confirmation.status = ConfirmationStatus::Withdrawn;
        confirmation.withdrawn_on = Some(event.on);
        confirmation.deemed_withdrawn = event.deemed;
    });
}

fn with(view: &mut CaseView, change: impl FnOnce(&mut ConfirmationView)) {
    if let Some(confirmation) = &mut view.confirmation {
        change(confirmation);
    }
}
