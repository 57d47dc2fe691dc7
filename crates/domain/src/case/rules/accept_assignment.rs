//! 接受指派: the mediator declares what may touch fairness (OM2021 13); the scan runs again.

use crate::case::command::AcceptAssignment;
use crate::case::conflict::Effect;
use crate::case::event::{AssignmentAccepted, Event};
use crate::case::guard::{involved, wrong_stage};
use crate::case::panel::{Panel, Seat};
use crate::case::rejection::Rejection;
use crate::case::rules::offer_mediator::{free_of_conflict, not_waived};
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::ids::MediatorId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AcceptAssignment,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorOffered { accepted, .. } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorOffered]));
    };
    let seat = asked(occasion, &accepted.panel, command.mediator.id)?;
    if seat.accepted {
        return Ok(vec![]);
    }
    free_of_conflict(occasion, &filed.dossier, &accepted.panel, &command.mediator)?;
    nothing_bars(occasion, &filed.dossier, &accepted.panel, &command)?;
    Ok(vec![Event::AssignmentAccepted(AssignmentAccepted {
        mediator: seat.mediator,
        disclosed: command.disclosed,
        disclosure: command.disclosure,
        account: Some(occasion.by.user.clone()),
    })])
}

/// What is disclosed on accepting either bars, or was waived by every party before.
fn nothing_bars(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    panel: &Panel,
    command: &AcceptAssignment,
) -> Result<(), Rejection> {
    let of = |effect| {
        let disclosed = command.disclosed.iter().copied();
        disclosed.filter(move |ground| Effect::of(*ground) == effect)
    };
    let grounds: Vec<_> = of(Effect::Barred).collect();
    if !grounds.is_empty() {
        return Err(Rejection::DisclosureBars { grounds });
    }
    if !occasion.rules.other_relation_needs_waiver {
        return Ok(());
    }
    for ground in of(Effect::NeedsWaiver) {
        let parties = not_waived(dossier, panel, &command.mediator, ground);
        if !parties.is_empty() {
            return Err(Rejection::WaiverMissing { ground, parties });
        }
    }
    Ok(())
}

/// Only a mediator who was asked answers.
pub(super) fn asked<'a>(
    occasion: &Occasion<'_>,
    panel: &'a Panel,
    answering: MediatorId,
) -> Result<&'a Seat, Rejection> {
    let by = occasion.by;
    let own = by.role == Role::Mediator && by.mediator == Some(answering);
    panel.seat(answering).filter(|_| own).ok_or(Rejection::NotInvolved)
}
