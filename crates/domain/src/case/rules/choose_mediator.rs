//! 选定调解员 (OM2021 10): a party names whom it wants, or leaves it to the centre. Whom all name is asked at once.

use crate::case::command::ChooseMediator;
use crate::case::event::{Event, MediatorChoice, MediatorChosen};
use crate::case::guard::{involved, wrong_stage};
use crate::case::ranking::Candidate;
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::offer_mediator::{Asked, ask, each_once, open_to};
use crate::case::stage::{Accepted, Case, Filed, Stage, StageName};
use crate::classification::{AssignmentBasis, AuthorityScope};
use crate::deadline::Timer;
use crate::ids::{MediatorId, PartyId};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ChooseMediator,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    let ChooseMediator { party, representative, mediators } = command;
    let by = binding(occasion, &filed.dossier, party, representative, AuthorityScope::Consent)?;
    let representative = by.map(|it| it.id);
    in_time(occasion, accepted)?;
    let ids: Vec<MediatorId> = mediators.iter().map(|candidate| candidate.facts.id).collect();
    let choice = if ids.is_empty() {
        if accepted.selection.left_to_centre.contains(&party) {
            return Ok(vec![]);
        }
        MediatorChoice::LeftToCentre {}
    } else {
        if accepted.selection.named.get(&party) == Some(&ids) {
            return Ok(vec![]);
        }
        may_be_named(occasion, filed, accepted, &mediators)?;
        MediatorChoice::Named { mediators: ids.clone() }
    };
    let chosen = Event::MediatorChosen(MediatorChosen { party, representative, choice });
    let mut facts = mediators.into_iter().map(|candidate| candidate.facts);
    let Some(presider) = facts.next().filter(|_| completes(filed, accepted, party, &ids)) else {
        return Ok(vec![chosen]);
    };
    let by_all = filed.dossier.party_ids();
    let usual = ids.len() == usize::from(occasion.rules.mediators_of(accepted.track));
    let offer = ask(
        occasion,
        filed,
        accepted,
        Asked {
            presider,
            others: facts.collect(),
            number_agreed_by: if usual { vec![] } else { by_all },
            basis: AssignmentBasis::JointChoice,
            assignment: None,
        },
    )?;
    Ok(vec![chosen, offer])
}

/// A choice made after its time would surprise a centre that may appoint by then.
pub(super) fn in_time(occasion: &Occasion<'_>, accepted: &Accepted) -> Result<(), Rejection> {
    match &accepted.choose_by {
        Some(by) if by.is_over(occasion.today()) => {
            Err(Rejection::DeadlinePassed { timer: Timer::T04, due: by.due_date })
        }
        Some(_) | None => Ok(()),
    }
}

/// Judged when named, so that a party hears at once that it must name somebody else.
fn may_be_named(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    mediators: &[Candidate],
) -> Result<(), Rejection> {
    each_once(mediators.iter().map(|candidate| candidate.facts.id))?;
    let most = usize::from(occasion.rules.max_mediators);
    if mediators.len() > most || mediators.len().is_multiple_of(2) {
        let needed = u32::from(occasion.rules.mediators_of(accepted.track));
        return Err(Rejection::NumberOfMediators { needed });
    }
    mediators.iter().try_for_each(|candidate| open_to(occasion, filed, accepted, candidate).map(|_| ()))
}

/// Everybody else has named the same.
fn completes(filed: &Filed, accepted: &Accepted, party: PartyId, ids: &[MediatorId]) -> bool {
    let mut others = filed.dossier.parties.iter().filter(|other| other.id != party);
    others.all(|other| accepted.selection.named.get(&other.id).is_some_and(|named| named == ids))
}
