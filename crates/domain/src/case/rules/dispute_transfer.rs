//! 提请联合会决定: the owner does not accept a refusal.

use crate::case::command::DisputeTransfer;
use crate::case::event::{Event, TransferDisputed};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::case::transfer::{TransferStep, own_offer};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DisputeTransfer,
) -> Result<Vec<Event>, Rejection> {
    let (_, transfer) = own_offer(occasion, case)?;
    if transfer.step != TransferStep::Declined {
        return Err(Rejection::TransferNotDeclined);
    }
    Ok(vec![Event::TransferDisputed(TransferDisputed { wording: command.wording })])
}
