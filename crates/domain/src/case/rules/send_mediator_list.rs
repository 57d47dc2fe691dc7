//! 送交候选名单: the parties strike and rank; each may strike so many that enough are left whatever they do.

use crate::case::command::SendMediatorList;
use crate::case::event::{Event, Listed, MediatorListSent};
use crate::case::guard::{involved, wrong_stage};
use crate::case::ranking::Candidate;
use crate::case::rejection::Rejection;
use crate::case::rules::offer_mediator::{each_once, open_to};
use crate::case::stage::{Case, Stage, StageName};
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SendMediatorList,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    if accepted.selection.list.is_some() {
        return Err(Rejection::ListAlreadySent);
    }
    let mediators = command.mediators;
    let needed = occasion.rules.mediators_of(accepted.track);
    let parties = u32::try_from(filed.dossier.parties.len()).unwrap_or(u32::MAX).max(1);
    let size = u32::try_from(mediators.len()).unwrap_or(u32::MAX);
    // Each party may strike at least one: otherwise a list would be an appointment.
    let least = u32::from(needed).saturating_add(parties);
    let most = u32::from(occasion.rules.max_mediator_list).max(least);
    if !(least..=most).contains(&size) {
        return Err(Rejection::ListSize { least, most });
    }
    each_once(mediators.iter().map(|candidate| candidate.facts.id))?;
    for candidate in &mediators {
        open_to(occasion, filed, accepted, candidate)?;
    }
    Ok(vec![Event::MediatorListSent(MediatorListSent {
        mediators: mediators.iter().map(listed).collect(),
        needed,
        strikes: size.saturating_sub(u32::from(needed)).checked_div(parties).unwrap_or(0),
        answer_by: occasion.deadline(Timer::T04),
    })])
}

const fn listed(candidate: &Candidate) -> Listed {
    Listed { mediator: candidate.facts.id, waiting_since: candidate.waiting_since, load: candidate.load }
}
