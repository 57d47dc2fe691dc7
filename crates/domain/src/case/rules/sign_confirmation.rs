//! 签署司法确认申请书: both sides apply together (CPL 205; CPLI 351).

use crate::case::command::SignConfirmation;
use crate::case::confirmation::ConfirmationStatus;
use crate::case::event::{ConfirmationApplicationSigned, Event};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::prepare_confirmation::{effective, in_time};
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SignConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    let (party, named) = (command.party, command.representative);
    let by = binding(occasion, &filed.dossier, party, named, AuthorityScope::Confirm)?;
    let confirmation = &settlement.confirmation;
    if confirmation.status != ConfirmationStatus::Preparing {
        return Err(Rejection::ConfirmationStep { status: confirmation.status.code().to_owned() });
    }
    in_time(occasion, settlement)?;
    if confirmation.signed_by.contains(&command.party) {
        return Err(Rejection::AlreadySigned);
    }
    Ok(vec![Event::ConfirmationApplicationSigned(ConfirmationApplicationSigned {
        party,
        representative: by.map(|it| it.id),
    })])
}
