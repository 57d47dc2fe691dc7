//! 披露: a mediator tells what may touch fairness, before accepting or at work (OM2021 13; SZR 23), and stops until it is waived.

use crate::case::command::DiscloseConflict;
use crate::case::conflict::{ConflictFinding, Trigger, unwaived};
use crate::case::event::{AssignmentSuspended, Event, MediatorDisclosed};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DiscloseConflict,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let panel = panel_of(&filed.stage)?;
    let own = occasion.by.mediator.filter(|_| occasion.by.role == Role::Mediator);
    let seat = own.and_then(|own| panel.seat(own)).ok_or(Rejection::NotInvolved)?;
    if let Some(party) = command.about.filter(|party| filed.dossier.party(*party).is_none()) {
        return Err(Rejection::PartyUnknown { party });
    }
    let finding = ConflictFinding::new(command.ground, command.about, Trigger::Disclosed);
    if seat.disclosed.contains(&finding) {
        return Ok(vec![]);
    }
    let mediator = seat.mediator;
    let mut disclosed = seat.disclosed.clone();
    disclosed.push(finding);
    let DiscloseConflict { ground, about, wording } = command;
    let mut events = vec![Event::MediatorDisclosed(MediatorDisclosed { mediator, ground, about, wording })];
    let findings = unwaived(occasion, &filed.dossier, panel, &seat.facts, &disclosed);
    if !findings.is_empty() {
        let inactive = !seat.facts.may_serve(occasion.today());
        events.push(Event::AssignmentSuspended(AssignmentSuspended { mediator, findings, inactive }));
    }
    Ok(events)
}
