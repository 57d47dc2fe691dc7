//! 解除委托: by the party at any time, or by the agent who lays it down (CC 173).

use crate::case::command::RevokeRepresentative;
use crate::case::event::{Event, RepresentativeRevoked};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::appoint_representative::{LIVE, may_appoint};
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RevokeRepresentative,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let unknown = Rejection::RepresentativeUnknown { representative: command.representative };
    let representative = filed.dossier.representative(command.representative).ok_or(unknown)?;
    if !representative.is(occasion.by) {
        may_appoint(occasion, &filed.dossier, representative.party)?;
    }
    Ok(vec![Event::RepresentativeRevoked(RepresentativeRevoked {
        representative: command.representative,
        party: representative.party,
        reason: command.reason,
    })])
}
