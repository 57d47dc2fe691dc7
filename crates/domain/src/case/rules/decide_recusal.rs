//! 回避决定 (SM2016 15): the director decides, within T08, with a reason.

use crate::case::command::DecideRecusal;
use crate::case::event::{Event, MediatorReplaced, RecusalDecided};
use crate::case::guard::{involved, panel_of};
use crate::case::rejection::Rejection;
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
        let reason = ReplaceReason::Recused;
        events.push(Event::MediatorReplaced(MediatorReplaced { mediator, reason, wording: None }));
    }
    Ok(events)
}
