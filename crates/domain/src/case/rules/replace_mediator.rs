//! 更换调解员 (SM2016 13): somebody leaves the panel and the choice opens again. What was done stays on record.

use crate::case::command::ReplaceMediator;
use crate::case::event::{Event, MediatorReplaced};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

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
    Ok(vec![Event::MediatorReplaced(MediatorReplaced { mediator, reason, wording })])
}
