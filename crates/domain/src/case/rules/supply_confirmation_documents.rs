//! 向法院补充材料: what the court asked for goes to it; not doing so counts as withdrawal (CPLI 357).

use crate::case::command::SupplyConfirmationDocuments;
use crate::case::confirmation::ConfirmationStatus;
use crate::case::event::{ConfirmationSupplemented, Event};
use crate::case::guard::{acting_for_any, involved, sha256_hex, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SupplyConfirmationDocuments,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let status = effective(&filed.stage)?.confirmation.status;
    acting_for_any(occasion, &filed.dossier, command.party, AuthorityScope::Confirm)?;
    if status != ConfirmationStatus::SupplementRequested {
        return Err(Rejection::ConfirmationStep { status: status.code().to_owned() });
    }
    some_and_at_most(&command.documents, 100)?;
    command.documents.iter().try_for_each(|document| sha256_hex(&document.sha256))?;
    Ok(vec![Event::ConfirmationSupplemented(ConfirmationSupplemented { documents: command.documents })])
}
