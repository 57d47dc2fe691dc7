//! 回避决定 (SM2016 15): the director decides, within T08, with a reason.

use crate::case::command::DecideRecusal;
use crate::case::event::{Event, RecusalDecided};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
use crate::case::rules::replace_mediator::replaced;
use crate::case::stage::Case;
use crate::classification::ReplaceReason;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DecideRecusal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let panel = panel_of(&filed.stage)?;
    let DecideRecusal { mediator, granted, reason } = command;
    let pending = panel.recusals.iter().find(|pending| pending.mediator == mediator);
    let pending = pending.ok_or(Rejection::RecusalNotRequested)?;
    let late = pending.decide_by.is_over(occasion.today());
    let mut events = vec![Event::RecusalDecided(RecusalDecided {
        mediator,
        granted,
        reason: Some(reason),
        on_request_of: None,
        late,
    })];
    if granted {
        events.push(replaced(occasion, mediator, ReplaceReason::Recused, None));
    }
    Ok(events)
}
