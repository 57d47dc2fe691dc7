//! 申请回避 (SM2016 15): by a party or by the mediator. A consumer's first request is granted as it stands where the rules say so (SZR 23);
//! every other is for the director, within T08.

use crate::case::command::RequestRecusal;
use crate::case::event::{Event, RecusalDecided, RecusalRequested};
use crate::case::guard::{acting_for, involved, panel_of};
use crate::case::panel::Panel;
use crate::case::rejection::Rejection;
use crate::case::rules::replace_mediator::replaced;
use crate::case::stage::{Case, Dossier, PartyKind};
use crate::classification::{AuthorityScope, ReplaceReason};
use crate::deadline::Timer;
use crate::ids::PartyId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RequestRecusal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let panel = panel_of(&filed.stage)?;
    let RequestRecusal { mediator, by, ground, wording } = command;
    match by {
        Some(party) => drop(acting_for(occasion, &filed.dossier, party, AuthorityScope::Attend)?),
        None => {
            let own = occasion.by.role == Role::Mediator && occasion.by.mediator == Some(mediator);
            if !own {
                return Err(Rejection::NothingGiven);
            }
        }
    }
    if panel.seat(mediator).is_none() {
        return Err(Rejection::MediatorNotOnPanel);
    }
    if panel.recusals.iter().any(|pending| pending.mediator == mediator) {
        return Err(Rejection::RecusalPending);
    }
    let decide_by = occasion.deadline(Timer::T08);
    let mut events =
        vec![Event::RecusalRequested(RecusalRequested { mediator, by, ground, wording, decide_by })];
    if let Some(party) = by.filter(|party| binding(occasion, &filed.dossier, panel, *party)) {
        events.push(Event::RecusalDecided(RecusalDecided {
            mediator,
            granted: true,
            reason: None,
            on_request_of: Some(party),
            late: false,
        }));
        events.push(replaced(occasion, mediator, ReplaceReason::Recused, None));
    }
    Ok(events)
}

/// A consumer's request suffices, as often as the rules say.
fn binding(occasion: &Occasion<'_>, dossier: &Dossier, panel: &Panel, party: PartyId) -> bool {
    let consumer = dossier.party(party).is_some_and(|party| party.kind == PartyKind::Person);
    let used = panel.granted_on_request.iter().filter(|by| **by == party).count();
    consumer
        && occasion.rules.recusal_on_request_is_binding
        && used < usize::from(occasion.rules.binding_recusals_per_party)
}
