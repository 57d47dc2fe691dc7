//! What an event makes of the panel: seats change, nothing is judged.

use crate::case::conflict::{ConflictFinding, Trigger};
use crate::case::event::{
    AssignmentResumed, AssignmentSuspended, ConflictScanRepeated, ConflictWaived, MediatorDisclosed,
    RecusalDecided, RecusalRequested,
};
use crate::case::panel::{Panel, PendingRecusal, Suspension, Waiver};

pub(super) fn disclosed(panel: &mut Panel, event: &MediatorDisclosed) {
    if let Some(seat) = panel.seat_mut(event.mediator) {
        seat.disclosed.push(ConflictFinding::new(event.ground, event.about, Trigger::Disclosed));
    }
}

pub(super) fn waived(panel: &mut Panel, event: &ConflictWaived) {
    let ConflictWaived { mediator, ground, about, by, form: _ } = *event;
    panel.waivers.insert(Waiver { mediator, ground, about, by });
}

pub(super) fn scanned(panel: &mut Panel, event: &ConflictScanRepeated) {
    if let Some(seat) = panel.seat_mut(event.mediator) {
        seat.facts = event.facts.clone();
    }
}

pub(super) fn suspended(panel: &mut Panel, event: &AssignmentSuspended) {
    if let Some(seat) = panel.seat_mut(event.mediator) {
        seat.suspended = Some(Suspension { findings: event.findings.clone(), inactive: event.inactive });
    }
}

pub(super) fn resumed(panel: &mut Panel, event: &AssignmentResumed) {
    if let Some(seat) = panel.seat_mut(event.mediator) {
        seat.suspended = None;
    }
}

pub(super) fn recusal_requested(panel: &mut Panel, event: &RecusalRequested) {
    panel.recusals.push(PendingRecusal { mediator: event.mediator, decide_by: event.decide_by.clone() });
}

pub(super) fn recusal_decided(panel: &mut Panel, event: &RecusalDecided) {
    panel.recusals.retain(|pending| pending.mediator != event.mediator);
    panel.granted_on_request.extend(event.on_request_of);
}
