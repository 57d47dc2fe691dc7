//! 接受指派: the mediator declares what may touch fairness (OM2021 13); the scan runs again.

use crate::case::command::AcceptAssignment;
use crate::case::conflict::bars;
use crate::case::event::{AssignmentAccepted, Event};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::offer_mediator::free_of_conflict;
use crate::case::stage::{Case, Stage, StageName};
use crate::ids::MediatorId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AcceptAssignment,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorOffered { mediator, .. } = filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorOffered]));
    };
    asked(occasion, mediator, command.mediator.id)?;
    free_of_conflict(occasion, &filed.dossier, &command.mediator)?;
    let grounds: Vec<_> = command.disclosed.iter().copied().filter(|ground| bars(*ground)).collect();
    if !grounds.is_empty() {
        return Err(Rejection::DisclosureBars { grounds });
    }
    Ok(vec![Event::AssignmentAccepted(AssignmentAccepted {
        mediator,
        disclosed: command.disclosed,
        disclosure: command.disclosure,
    })])
}

/// Only the mediator who was asked answers.
pub(super) fn asked(
    occasion: &Occasion<'_>,
    asked: MediatorId,
    answering: MediatorId,
) -> Result<(), Rejection> {
    let by = occasion.by;
    let own = by.role == Role::Mediator && by.mediator == Some(asked) && answering == asked;
    if own { Ok(()) } else { Err(Rejection::NotInvolved) }
}
