//! Who is asked, who mediates, who is barred and who leaves.

use super::{Moment, selection};
use crate::case_view::{
    CaseView, DisclosureView, MediatorOfferView, OfferAnswer, RecusalView, SeatView, SuspensionView,
    WaiverView,
};
use domain::case::{
    AssignmentAccepted, AssignmentDeclined, AssignmentResumed, AssignmentSuspended, ConflictFinding,
    ConflictScanRepeated, ConflictWaived, MediatorDisclosed, MediatorOffered, MediatorReplaced,
    RecusalDecided, RecusalRequested, StageName,
};
use domain::identity::Uscc;
use domain::ids::MediatorId;

pub(super) fn offered(view: &mut CaseView, event: &MediatorOffered, moment: &Moment<'_>) {
    view.stage = StageName::MediatorOffered;
    view.mediator = Some(event.mediator);
    let presider = (event.mediator, event.home.clone(), &event.scan);
    let others = event.co_mediators.iter().map(|other| {
        let home = other.facts.home.as_ref().map(|home| home.legal_person.clone());
        (other.mediator, home, &other.scan)
    });
    let all: Vec<(MediatorId, Option<Uscc>, &Vec<ConflictFinding>)> =
        std::iter::once(presider).chain(others).collect();
    view.panel = all.iter().map(|(mediator, ..)| seat(view, event, *mediator)).collect();
    for (mediator, home, scan) in all {
        let stays = view.panel.iter().any(|seat| seat.mediator == mediator && seat.accepted);
        view.mediator_history.push(MediatorOfferView {
            mediator,
            home,
            chosen_by_parties: event.chosen_by_parties,
            scan: scan.clone(),
            offered_at: moment.at(),
            answer: if stays { OfferAnswer::Accepted } else { OfferAnswer::Offered },
            answered_at: stays.then(|| moment.at()),
            reason: None,
            disclosed: Vec::new(),
            disclosure: None,
            left_because: None,
            left_at: None,
        });
    }
}

/// A seat of the new panel. Who sat on the one before, took the case and did not leave need not accept again.
fn seat(view: &CaseView, event: &MediatorOffered, mediator: MediatorId) -> SeatView {
    let before = view.staying.iter().find(|seat| seat.mediator == mediator);
    let own = event.facts.iter().chain(event.co_mediators.iter().map(|other| &other.facts));
    let term = own.filter(|facts| facts.id == mediator).map(|facts| facts.term).next();
    SeatView {
        mediator,
        term: term.unwrap_or_default(),
        presides: mediator == event.mediator,
        accepted: before.is_some(),
        disclosed: before.map_or_else(Vec::new, |seat| seat.disclosed.clone()),
        suspended: None,
    }
}

pub(super) fn assigned(view: &mut CaseView, event: &AssignmentAccepted, moment: &Moment<'_>) {
    if let Some(seat) = seat_of(view, event.mediator) {
        seat.accepted = true;
    }
    if view.panel.iter().all(|seat| seat.accepted) {
        view.stage = StageName::InMediation;
    }
    if let Some(offer) = open_offer(view, event.mediator) {
        offer.answer = OfferAnswer::Accepted;
        offer.answered_at = Some(moment.at());
        offer.disclosed = event.disclosed.clone();
        offer.disclosure = event.disclosure.clone();
    }
}

pub(super) fn declined(view: &mut CaseView, event: &AssignmentDeclined, moment: &Moment<'_>) {
    if let Some(offer) = open_offer(view, event.mediator) {
        offer.answer = OfferAnswer::Declined;
        offer.answered_at = Some(moment.at());
        offer.reason = Some(event.reason);
    }
    selection::reopen(view);
    vacate(view, event.mediator);
}

pub(super) fn disclosed(view: &mut CaseView, event: &MediatorDisclosed, moment: &Moment<'_>) {
    let MediatorDisclosed { mediator, ground, about, wording } = event.clone();
    if let Some(seat) = seat_of(view, mediator) {
        seat.disclosed.push(DisclosureView { ground, about, wording, disclosed_at: moment.at() });
    }
}

pub(super) fn waived(view: &mut CaseView, event: &ConflictWaived, moment: &Moment<'_>) {
    let ConflictWaived { mediator, ground, about, by, form } = *event;
    view.waivers.push(WaiverView { mediator, ground, about, by, form, waived_at: moment.at() });
}

/// The facts a scan ran on are the case's own affair, but for the term; what follows from it is an event of its own.
pub(super) fn scanned(view: &mut CaseView, event: &ConflictScanRepeated) {
    if let Some(seat) = seat_of(view, event.mediator) {
        seat.term = event.facts.term;
    }
}

pub(super) fn suspended(view: &mut CaseView, event: &AssignmentSuspended, moment: &Moment<'_>) {
    if let Some(seat) = seat_of(view, event.mediator) {
        seat.suspended = Some(SuspensionView {
            findings: event.findings.clone(),
            inactive: event.inactive,
            suspended_at: moment.at(),
        });
    }
}

pub(super) fn resumed(view: &mut CaseView, event: &AssignmentResumed) {
    if let Some(seat) = seat_of(view, event.mediator) {
        seat.suspended = None;
    }
}

pub(super) fn recusal_requested(view: &mut CaseView, event: &RecusalRequested, moment: &Moment<'_>) {
    view.recusals.push(RecusalView {
        mediator: event.mediator,
        by: event.by,
        ground: event.ground,
        wording: event.wording.clone(),
        requested_at: moment.at(),
        decide_by: event.decide_by.clone(),
        granted: None,
        reason: None,
        decided_at: None,
    });
}

pub(super) fn recusal_decided(view: &mut CaseView, event: &RecusalDecided, moment: &Moment<'_>) {
    let mut recusals = view.recusals.iter_mut();
    if let Some(recusal) = recusals.rfind(|it| it.mediator == event.mediator && it.granted.is_none()) {
        recusal.granted = Some(event.granted);
        recusal.reason = event.reason.clone();
        recusal.decided_at = Some(moment.at());
    }
}

/// Sessions stay on record; the rights are told anew by whoever comes next, and a draft not in force is void.
pub(super) fn replaced(view: &mut CaseView, event: &MediatorReplaced, moment: &Moment<'_>) {
    let mut history = view.mediator_history.iter_mut();
    if let Some(offer) = history.rfind(|offer| offer.mediator == event.mediator) {
        offer.answer = OfferAnswer::Replaced;
        offer.left_because = Some(event.reason);
        offer.left_at = Some(moment.at());
    }
    selection::reopen(view);
    view.rights_notified = None;
    view.agreement = None;
    vacate(view, event.mediator);
}

/// The case ended while somebody was still asked: nobody mediated it.
pub(super) fn lapse_offer(view: &mut CaseView) {
    let mut lapsed = false;
    for offer in view.mediator_history.iter_mut().filter(|offer| offer.answer == OfferAnswer::Offered) {
        offer.answer = OfferAnswer::Lapsed;
        lapsed = true;
    }
    if lapsed {
        view.mediator = None;
        view.panel.clear();
    }
}

fn vacate(view: &mut CaseView, gone: MediatorId) {
    view.stage = StageName::MediatorSelection;
    view.mediator = None;
    let left = std::mem::take(&mut view.panel);
    let stays = |seat: &SeatView| seat.accepted && seat.suspended.is_none() && seat.mediator != gone;
    view.staying = left.into_iter().filter(stays).collect();
    for offer in view.mediator_history.iter_mut().filter(|offer| offer.answer == OfferAnswer::Offered) {
        offer.answer = OfferAnswer::Lapsed;
    }
}

fn seat_of(view: &mut CaseView, mediator: MediatorId) -> Option<&mut SeatView> {
    view.panel.iter_mut().find(|seat| seat.mediator == mediator)
}

fn open_offer(view: &mut CaseView, mediator: MediatorId) -> Option<&mut MediatorOfferView> {
    let mut offers = view.mediator_history.iter_mut();
    offers.rfind(|offer| offer.mediator == mediator && offer.answer == OfferAnswer::Offered)
}
