//! 更换调解员 (SM2016 13): somebody leaves the panel and the choice opens again. What was done stays on record.

use crate::case::command::ReplaceMediator;
use crate::case::event::{Event, MediatorReplaced};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::classification::ReplaceReason;
use crate::deadline::Timer;
use crate::ids::MediatorId;
use crate::occasion::Occasion;
use crate::personal::Personal;
use crate::text::LongText;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ReplaceMediator,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let panel = panel_of(&filed.stage)?;
    if panel.seat(command.mediator).is_none() {
        return Err(Rejection::MediatorNotOnPanel);
    }
    let ReplaceMediator { mediator, reason, wording } = command;
    Ok(vec![replaced(occasion, mediator, reason, wording)])
}

/// Somebody leaves; the parties have T04 to choose again.
pub(super) fn replaced(
    occasion: &Occasion<'_>,
    mediator: MediatorId,
    reason: ReplaceReason,
    wording: Option<Personal<LongText>>,
) -> Event {
    let choose_by = Some(occasion.deadline(Timer::T04));
    Event::MediatorReplaced(MediatorReplaced { mediator, reason, wording, choose_by })
}
