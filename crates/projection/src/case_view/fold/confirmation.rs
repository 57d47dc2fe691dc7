//! The way to the court and back.

use super::Moment;
use crate::case_view::{CaseView, ConfirmationEntry, ConfirmationView, KeptMessageView, ObjectionView};
use chrono::NaiveDate;
use domain::case::{
    ConfirmationAbandoned, ConfirmationAccepted, ConfirmationApplicationSigned, ConfirmationDismissed,
    ConfirmationFiled, ConfirmationLapsed, ConfirmationNotAccepted, ConfirmationObjected,
    ConfirmationObjectionDecided, ConfirmationPrepared, ConfirmationReviewBegan, ConfirmationReviewExtended,
    ConfirmationStatus, ConfirmationSupplementAsked, ConfirmationSupplemented, ConfirmationWithdrawn,
    CourtMessageKept, SettlementConfirmed,
};
use domain::court_number::CourtCaseNumber;

/// Whoever was asked before keeps its record while the parties stay with the same court, and loses it when they turn to another. What
/// became of earlier applications stays on record.
pub(super) fn prepared(view: &mut CaseView, event: &ConfirmationPrepared, moment: &Moment<'_>) {
    let before = view.confirmation.take();
    let mut confirmation = ConfirmationView::prepared(event.court.clone(), event.basis, event.asked_by);
    if let Some(before) = before {
        if before.filed_with.as_ref() == Some(&event.court) {
            confirmation.filed_with = before.filed_with;
            confirmation.filed_on = before.filed_on;
        }
        confirmation.history = before.history;
        confirmation.kept = before.kept;
    }
    view.confirmation = Some(confirmation);
    enter(view, ConfirmationStatus::Preparing, None, (moment.on(), moment));
}

pub(super) fn signed(view: &mut CaseView, event: &ConfirmationApplicationSigned, moment: &Moment<'_>) {
    let parties = view.parties.len();
    let mut all = false;
    with(view, |confirmation| {
        confirmation.signed_by.push(event.party);
        all = confirmation.signed_by.len() >= parties;
    });
    if all {
        enter(view, ConfirmationStatus::JointlySigned, None, (moment.on(), moment));
    }
}

pub(super) fn abandoned(view: &mut CaseView, event: &ConfirmationAbandoned, moment: &Moment<'_>) {
    with(view, |confirmation| confirmation.abandoned_by = Some(event.party));
    enter(view, ConfirmationStatus::Abandoned, None, (moment.on(), moment));
}

/// Nobody need have asked for it: the time passes all the same.
pub(super) fn lapsed(view: &mut CaseView, event: &ConfirmationLapsed, moment: &Moment<'_>) {
    match &view.confirmation {
        Some(_) => enter(view, ConfirmationStatus::Lapsed, None, (event.due, moment)),
        None => view.confirmation_lapsed_on = Some(event.due),
    }
}

pub(super) fn filed(view: &mut CaseView, event: &ConfirmationFiled, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.filed_with = Some(event.court.clone());
        confirmation.filed_on = Some(event.filed_on);
        confirmation.papers = event.papers.clone();
        confirmation.green_channel = event.green_channel;
        confirmation.court_answers_by = Some(event.court_answers_by.clone());
    });
    enter(view, ConfirmationStatus::Filed, None, (event.filed_on, moment));
}

pub(super) fn accepted(view: &mut CaseView, event: &ConfirmationAccepted, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.court_case_no = Some(event.court_case_no.clone());
        confirmation.accepted_on = Some(event.accepted_on);
        confirmation.ruling_by = Some(event.ruling_by.clone());
        confirmation.expected_by = event.expected_by.clone();
    });
    enter(view, ConfirmationStatus::Accepted, Some(&event.court_case_no), (event.accepted_on, moment));
}

pub(super) fn not_accepted(view: &mut CaseView, event: &ConfirmationNotAccepted, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.not_accepted = Some(event.ground);
        confirmation.ruled_on = Some(event.decided_on);
    });
    enter(view, ConfirmationStatus::NotAccepted, None, (event.decided_on, moment));
}

pub(super) fn supplement_asked(
    view: &mut CaseView,
    event: &ConfirmationSupplementAsked,
    moment: &Moment<'_>,
) {
    with(view, |confirmation| {
        confirmation.missing = event.items.clone();
        confirmation.supply_by = Some(event.supply_by);
    });
    enter(view, ConfirmationStatus::SupplementRequested, None, (moment.on(), moment));
}

/// Back to where the court had asked from: under review or docketed once it has a number, else filed.
pub(super) fn supplemented(view: &mut CaseView, event: &ConfirmationSupplemented, moment: &Moment<'_>) {
    let mut back = ConfirmationStatus::Filed;
    with(view, |confirmation| {
        if confirmation.review_began_on.is_some() {
            back = ConfirmationStatus::UnderReview;
        } else if confirmation.accepted_on.is_some() {
            back = ConfirmationStatus::Accepted;
        }
        confirmation.missing.clear();
        confirmation.supply_by = None;
        confirmation.documents.extend(event.documents.iter().cloned());
    });
    enter(view, back, None, (moment.on(), moment));
}

pub(super) fn review_began(view: &mut CaseView, event: &ConfirmationReviewBegan, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.review_began_on = Some(event.on);
        confirmation.attend_on = event.attend_on;
    });
    enter(view, ConfirmationStatus::UnderReview, None, (event.on, moment));
}

pub(super) fn review_extended(view: &mut CaseView, event: &ConfirmationReviewExtended) {
    with(view, |confirmation| confirmation.expected_by = Some(event.expected_by.clone()));
}

pub(super) fn confirmed(view: &mut CaseView, event: &SettlementConfirmed, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.ruling_no = Some(event.ruling_no.clone());
        confirmation.ruled_on = Some(event.ruled_on);
        confirmation.served_on = Some(event.served_on);
        confirmation.party_objection_by = Some(event.party_objection_by.clone());
        confirmation.enforce_by = event.enforce_by.clone();
    });
    enter(view, ConfirmationStatus::Confirmed, Some(&event.ruling_no), (event.ruled_on, moment));
}

pub(super) fn dismissed(view: &mut CaseView, event: &ConfirmationDismissed, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.ruling_no = Some(event.ruling_no.clone());
        confirmation.ruled_on = Some(event.ruled_on);
        confirmation.dismissal = event.grounds.clone();
        confirmation.not_acceptable = event.not_acceptable;
    });
    enter(view, ConfirmationStatus::Dismissed, Some(&event.ruling_no), (event.ruled_on, moment));
}

pub(super) fn withdrawn(view: &mut CaseView, event: &ConfirmationWithdrawn, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.withdrawn_on = Some(event.on);
        confirmation.deemed_withdrawn = event.deemed;
    });
    let status =
        if event.deemed { ConfirmationStatus::DeemedWithdrawn } else { ConfirmationStatus::Withdrawn };
    enter(view, status, None, (event.on, moment));
}

pub(super) fn objected(view: &mut CaseView, event: &ConfirmationObjected, moment: &Moment<'_>) {
    with(view, |confirmation| {
        confirmation.objections.push(ObjectionView {
            objector: event.objector,
            lodged_on: event.lodged_on,
            lodge_by: event.lodge_by.clone(),
            by_leave: event.by_leave,
            outcome: None,
            ruling_no: None,
            ruled_on: None,
            change: None,
        });
    });
    enter(view, ConfirmationStatus::Objected, None, (event.lodged_on, moment));
}

pub(super) fn objection_decided(
    view: &mut CaseView,
    event: &ConfirmationObjectionDecided,
    moment: &Moment<'_>,
) {
    with(view, |confirmation| {
        if let Some(objection) = confirmation.objections.last_mut() {
            objection.outcome = Some(event.outcome);
            objection.ruling_no = Some(event.ruling_no.clone());
            objection.ruled_on = Some(event.ruled_on);
            objection.change = event.change.clone();
        }
    });
    enter(view, event.outcome.status(), Some(&event.ruling_no), (event.ruled_on, moment));
}

pub(super) fn kept(view: &mut CaseView, event: &CourtMessageKept, moment: &Moment<'_>) {
    let revision = moment.revision;
    with(view, |confirmation| {
        confirmation.kept.push(KeptMessageView {
            court: event.court.clone(),
            step: event.step,
            number: event.number.clone(),
            dated: event.dated,
            status: event.status,
            reason: event.reason,
            revision,
        });
    });
}

/// The application stands there from now on, and the history says since when.
fn enter(
    view: &mut CaseView,
    status: ConfirmationStatus,
    number: Option<&CourtCaseNumber>,
    (on, moment): (NaiveDate, &Moment<'_>),
) {
    let revision = moment.revision;
    with(view, |confirmation| {
        confirmation.status = status;
        let court = confirmation.court.clone();
        confirmation.history.push(ConfirmationEntry { status, court, number: number.cloned(), on, revision });
    });
}

fn with(view: &mut CaseView, change: impl FnOnce(&mut ConfirmationView)) {
    if let Some(confirmation) = &mut view.confirmation {
        change(confirmation);
    }
}
