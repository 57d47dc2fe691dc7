//! 一方不参加共同申请: confirmation is applied for by both or not at all (CPL 205), so one party's word ends the preparation.

use crate::case::command::AbandonConfirmation;
use crate::case::confirmation::ConfirmationStatus;
use crate::case::event::{ConfirmationAbandoned, Event};
use crate::case::guard::{acting_for, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AbandonConfirmation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let status = effective(&filed.stage)?.confirmation.status;
    acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Confirm)?;
    if status != ConfirmationStatus::Preparing {
        return Err(Rejection::ConfirmationStep { status: status.code().to_owned() });
    }
    let AbandonConfirmation { party, reason } = command;
    Ok(vec![Event::ConfirmationAbandoned(ConfirmationAbandoned { party, reason })])
}
