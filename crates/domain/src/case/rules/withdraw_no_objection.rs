//! 撤回无异议调解方案: by the mediator, until the last party's time to object is over; what silence has made an agreement stays one.

use crate::case::command::WithdrawNoObjection;
use crate::case::event::{Event, NoObjectionEnded};
use crate::case::guard::{mediating, who_mediated};
use crate::case::no_objection::NoObjection;
use crate::case::rejection::Rejection;
use crate::case::rules::serve_no_objection::open_version;
use crate::case::stage::{Case, Dossier};
use crate::classification::NoObjectionEnding;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WithdrawNoObjection,
) -> Result<Vec<Event>, Rejection> {
    let filed = who_mediated(occasion, case)?;
    let (_, assignment) = mediating(&filed.stage)?;
    let open = open_version(assignment, command.version)?;
    still_open(occasion, &filed.dossier, open)?;
    let (version, cause) = (command.version, NoObjectionEnding::Withdrawn);
    Ok(vec![Event::NoObjectionEnded(NoObjectionEnded { version, cause, party: None })])
}

/// Somebody may still object, or was not served.
pub(super) fn still_open(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    open: &NoObjection,
) -> Result<(), Rejection> {
    match open.last_over(&dossier.party_ids(), occasion.today()) {
        Some(last) => Err(Rejection::DeadlinePassed { timer: last.timer, due: last.due_date }),
        None => Ok(()),
    }
}
