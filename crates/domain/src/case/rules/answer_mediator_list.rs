//! 划除与排序: one party's, once. The last answer closes the list.

use crate::case::command::AnswerMediatorList;
use crate::case::event::{Event, MediatorListAnswered};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::close_mediator_list::closing;
use crate::case::rules::offer_mediator::each_once;
use crate::case::selection::MediatorList;
use crate::case::stage::{Case, Stage, StageName};
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::ids::MediatorId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerMediatorList,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Stage::MediatorSelection(accepted) = &filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::MediatorSelection]));
    };
    let AnswerMediatorList { party, representative, struck, ranked, mediators } = command;
    let by = binding(occasion, &filed.dossier, party, representative, AuthorityScope::Consent)?;
    let list = accepted.selection.list.as_ref().ok_or(Rejection::ListNotOpen)?;
    let answered = MediatorListAnswered { party, representative: by.map(|it| it.id), struck, ranked };
    if let Some(before) = list.answers.get(&party) {
        let same = before.struck == answered.struck && before.ranked == answered.ranked;
        return if same { Ok(vec![]) } else { Err(Rejection::ListAlreadyAnswered) };
    }
    if list.answer_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::T04, due: list.answer_by.due_date });
    }
    valid(list, &answered.struck, &answered.ranked)?;
    let mut list = list.clone();
    list.answers.insert(party, answered.clone());
    let mut events = vec![Event::MediatorListAnswered(answered)];
    if filed.dossier.parties.iter().all(|party| list.answers.contains_key(&party.id)) {
        events.extend(closing(occasion, filed, accepted, &list, mediators)?);
    }
    Ok(events)
}

/// Names of the list, each once, not more struck than may be.
fn valid(list: &MediatorList, struck: &[MediatorId], ranked: &[MediatorId]) -> Result<(), Rejection> {
    if struck.len() > list.strikes as usize {
        return Err(Rejection::TooManyStrikes { limit: list.strikes });
    }
    let named = || struck.iter().chain(ranked).copied();
    each_once(named())?;
    let known = |id: MediatorId| list.mediators.iter().any(|listed| listed.mediator == id);
    if named().all(known) { Ok(()) } else { Err(Rejection::NotOnList) }
}
