//! 结束名单: the time is over, silence is no objection. Who is left in front is asked; if too few are left, the centre appoints.

use crate::case::command::CloseMediatorList;
use crate::case::event::{Event, MediatorListClosed};
use crate::case::guard::{involved, wrong_stage};
use crate::case::ranking::{Candidate, NotProposed};
use crate::case::rejection::Rejection;
use crate::case::rules::offer_mediator::{Asked, ask, out_of_reach};
use crate::case::selection::{MediatorList, placed};
use crate::case::stage::{Accepted, Case, Filed, Stage, StageName};
use crate::classification::AssignmentBasis;
use crate::ids::MediatorId;
use crate::occasion::Occasion;
use std::collections::BTreeMap;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CloseMediatorList,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    let list = accepted.selection.list.as_ref().ok_or(Rejection::ListNotOpen)?;
    if !list.answer_by.is_over(occasion.today()) {
        return Err(Rejection::ListStillOpen { due: list.answer_by.due_date });
    }
    closing(occasion, filed, accepted, list, command.mediators)
}

/// The result, and the offer that follows from it.
pub(super) fn closing(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    list: &MediatorList,
    now: Vec<Candidate>,
) -> Result<Vec<Event>, Rejection> {
    let order = placed(list, &unavailable(occasion, filed, accepted, list, &now));
    let left = order.iter().filter(|placed| placed.struck == 0 && placed.unavailable.is_empty());
    let mut chosen: Vec<MediatorId> = left.map(|placed| placed.mediator).collect();
    chosen.truncate(usize::from(list.needed));
    if chosen.len() < usize::from(list.needed) {
        chosen.clear();
    }
    let silent = filed.dossier.party_ids().into_iter().filter(|party| !list.answers.contains_key(party));
    let closed = MediatorListClosed { order, chosen: chosen.clone(), silent: silent.collect() };
    let mut events = vec![Event::MediatorListClosed(closed)];
    let facts_of = |id: &MediatorId| now.iter().find(|it| it.facts.id == *id).map(|it| it.facts.clone());
    let mut facts = chosen.iter().filter_map(facts_of);
    if let Some(presider) = facts.next() {
        events.push(ask(
            occasion,
            filed,
            accepted,
            Asked {
                presider,
                others: facts.collect(),
                number_agreed_by: vec![],
                basis: AssignmentBasis::List,
                assignment: None,
            },
        )?);
    }
    Ok(events)
}

/// Who stood on the list and can no longer be had, with every reason.
fn unavailable(
    occasion: &Occasion<'_>,
    filed: &Filed,
    accepted: &Accepted,
    list: &MediatorList,
    now: &[Candidate],
) -> BTreeMap<MediatorId, Vec<NotProposed>> {
    let reasons = |id: MediatorId| match now.iter().find(|candidate| candidate.facts.id == id) {
        Some(candidate) => out_of_reach(occasion, filed, accepted, candidate),
        None => vec![NotProposed::Inactive],
    };
    list.mediators.iter().map(|listed| (listed.mediator, reasons(listed.mediator))).collect()
}
