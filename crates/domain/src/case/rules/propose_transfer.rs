//! 提出移送: the owner offers a case to another centre (domain §1.11).

use crate::case::command::ProposeTransfer;
use crate::case::event::{Event, TransferProposed};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::case::transfer::movable;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ProposeTransfer,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    movable(filed)?;
    if filed.dossier.transfer.is_some() {
        return Err(Rejection::TransferOpen);
    }
    if command.to == filed.dossier.centre {
        return Err(Rejection::TransferToOwner);
    }
    Ok(vec![Event::TransferProposed(TransferProposed {
        from: filed.dossier.centre.clone(),
        to: command.to,
        reason: command.reason,
        wording: command.wording,
    })])
}
