//! 联合会决定移送争议: the federation says whose the case is; it sees no party.

use crate::case::command::DecideTransfer;
use crate::case::event::{Event, TransferDecided};
use crate::case::rejection::Rejection;
use crate::case::rules::accept_transfer::moved;
use crate::case::stage::Case;
use crate::case::transfer::{TransferStep, fits, movable};
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DecideTransfer,
) -> Result<Vec<Event>, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    let disputed = filed.dossier.transfer.as_ref().filter(|transfer| transfer.step == TransferStep::Disputed);
    let Some(transfer) = disputed.filter(|_| occasion.by.role == Role::Federation) else {
        return Err(Rejection::NotInvolved);
    };
    let moves = command.handover.is_some();
    let mut events = vec![Event::TransferDecided(TransferDecided { moves, wording: command.wording })];
    if let Some(handover) = command.handover {
        movable(filed)?;
        fits(filed, transfer, &handover)?;
        events.push(moved(filed, handover));
    }
    Ok(events)
}
