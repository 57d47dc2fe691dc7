//! How the parties come to a mediator.

use super::super::chance::Chance;
use super::arguments::{any_mediator, any_party, roster};
use crate::story::commands::*;
use domain::case::*;
use domain::ids::MediatorId;

/// A choice, a list, an answer to it or its end.
pub(super) fn selecting(chance: &mut Chance, selection: &Selection) -> Command {
    let party = any_party(chance);
    let Some(list) = &selection.list else {
        return match chance.below(8) {
            0..3 => leave_to_centre(party).into(),
            3..6 => ChooseMediator { mediators: some(chance, 1), ..choose_mediator(party) }.into(),
            6 => SendMediatorList { mediators: some(chance, 4) }.into(),
            _ => SendMediatorList { mediators: unrelated() }.into(),
        };
    };
    let names: Vec<MediatorId> = list.mediators.iter().map(|listed| listed.mediator).collect();
    let now = || names.iter().map(|id| candidate(super::facts_of(*id))).collect();
    match chance.below(6) {
        0 => CloseMediatorList { mediators: now() }.into(),
        1 => choose_mediator(party).into(),
        _ => {
            let struck = chance.some_of(&names, 20);
            let mut ranked = chance.some_of(&names, 60);
            ranked.retain(|id| !struck.contains(id));
            AnswerMediatorList { party, representative: None, struck, ranked, mediators: now() }.into()
        }
    }
}

/// Those of the roster whom every case could have.
fn unrelated() -> Vec<Candidate> {
    [0, 1, 4, 7].map(|at| candidate(roster()[at].clone())).to_vec()
}

fn some(chance: &mut Chance, number: usize) -> Vec<Candidate> {
    (0..number).map(|_| candidate(any_mediator(chance))).collect()
}
