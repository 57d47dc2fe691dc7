//! 不接受指派: the choice of a mediator opens again.

use crate::case::command::DeclineAssignment;
use crate::case::event::{AssignmentDeclined, Event};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::accept_assignment::asked;
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DeclineAssignment,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorOffered { accepted, .. } = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorOffered]));
    };
    let mediator = asked(occasion, &accepted.panel, command.mediator)?.mediator;
    let choose_by = Some(occasion.deadline(Timer::T04));
    Ok(vec![Event::AssignmentDeclined(AssignmentDeclined { mediator, reason: command.reason, choose_by })])
}
