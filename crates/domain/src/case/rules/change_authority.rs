//! 变更代理权限: wider, narrower, longer, shorter; from now on, what was done before stands (CC 173).

use crate::case::command::ChangeAuthority;
use crate::case::event::{AuthorityChanged, Event};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::{LIVE, may_appoint, well_formed};
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ChangeAuthority,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let unknown = Rejection::RepresentativeUnknown { representative: command.representative };
    let representative = filed.dossier.representative(command.representative).ok_or(unknown)?;
    may_appoint(occasion, &filed.dossier, representative.party)?;
    well_formed(&command.authority)?;
    if representative.authority == command.authority {
        return Ok(vec![]);
    }
    Ok(vec![Event::AuthorityChanged(AuthorityChanged {
        representative: command.representative,
        authority: command.authority,
    })])
}
