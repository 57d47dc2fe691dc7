//! 不接收移送: the case stays; the owner may withdraw the offer or ask the federation.

use crate::case::command::DeclineTransfer;
use crate::case::event::{Event, TransferDeclined};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::case::transfer::offer_to;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DeclineTransfer,
) -> Result<Vec<Event>, Rejection> {
    let (_, transfer) = offer_to(occasion, case)?;
    Ok(vec![Event::TransferDeclined(TransferDeclined { by: transfer.to.clone(), wording: command.wording })])
}
