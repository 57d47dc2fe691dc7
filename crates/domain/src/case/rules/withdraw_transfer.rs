//! 撤回移送: the owner keeps the case after all, whatever was answered.

use crate::case::command::WithdrawTransfer;
use crate::case::event::{Event, TransferWithdrawn};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::case::transfer::own_offer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    _command: WithdrawTransfer,
) -> Result<Vec<Event>, Rejection> {
    let (filed, _) = own_offer(occasion, case)?;
    Ok(vec![Event::TransferWithdrawn(TransferWithdrawn { by: filed.dossier.centre.clone() })])
}
