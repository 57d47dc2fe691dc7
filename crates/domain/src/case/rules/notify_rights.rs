//! 告知权利义务: rules, effect of an agreement and the way to the court are told before the first session (SM2016 14).

use crate::case::command::NotifyRights;
use crate::case::event::{Event, RightsNotified};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: NotifyRights,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    if assignment.rights_notified {
        return Ok(vec![]);
    }
    let parties = filed.dossier.party_ids();
    Ok(vec![Event::RightsNotified(RightsNotified { notice: command.notice, parties })])
}
