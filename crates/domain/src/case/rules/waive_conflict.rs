//! 豁免: every party for itself; the last of them lifts the suspension (SM2016 15; OM2021 13). Only R3 and R6 can be waived.

use crate::case::command::WaiveConflict;
use crate::case::conflict::{Effect, rescan};
use crate::case::event::{ConflictWaived, Event};
use crate::case::guard::{acting_for, choosing_or_mediating, involved};
use crate::case::panel::Waiver;
use crate::case::rejection::Rejection;
use crate::case::seating;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WaiveConflict,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let accepted = choosing_or_mediating(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.by, AuthorityScope::Consent)?;
    if let Some(party) = command.about.filter(|party| filed.dossier.party(*party).is_none()) {
        return Err(Rejection::PartyUnknown { party });
    }
    match Effect::of(command.ground) {
        Effect::Barred => return Err(Rejection::GroundNotWaivable { ground: command.ground }),
        Effect::NeedsWaiver => {}
    }
    let WaiveConflict { by, mediator, ground, about, form } = command;
    if accepted.panel.waivers.contains(&Waiver { mediator, ground, about, by }) {
        return Ok(vec![]);
    }
    let waiver = ConflictWaived { mediator, ground, about, by, form };
    let mut after = accepted.clone();
    seating::waived(&mut after.panel, &waiver);
    let mut events = vec![Event::ConflictWaived(waiver)];
    events.extend(rescan(occasion, &filed.dossier, &after, None));
    Ok(events)
}
