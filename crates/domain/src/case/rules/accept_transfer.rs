//! 接收移送: with this event the case has its new owner; periods, history and number alias go with it (domain §1.11).

use crate::case::command::{AcceptTransfer, Handover};
use crate::case::event::{CaseTransferred, Event};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Filed};
use crate::case::transfer::{fits, movable, number, offer_to};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AcceptTransfer,
) -> Result<Vec<Event>, Rejection> {
    let (filed, transfer) = offer_to(occasion, case)?;
    movable(filed)?;
    fits(filed, transfer, &command.handover)?;
    Ok(vec![moved(filed, command.handover)])
}

/// The change of owner.
pub(super) fn moved(filed: &Filed, handover: Handover) -> Event {
    Event::CaseTransferred(CaseTransferred {
        from: handover.from,
        to: handover.to,
        case_no: handover.case_no,
        former_no: number(&filed.stage).cloned(),
        notice: handover.notice,
    })
}
