//! The commands by which a mediator is chosen.

use super::*;
use domain::ids::{MediatorId, PartyId};
use domain::mediator::MediatorFacts;

/// The mediators beside [`MEDIATOR`] who have nothing to do with the bank either.
pub(crate) const FREE: [MediatorId; 4] = [
    MediatorId(Uuid::from_u128(0xD1)),
    MediatorId(Uuid::from_u128(0xD2)),
    MediatorId(Uuid::from_u128(0xD3)),
    MediatorId(Uuid::from_u128(0xD4)),
];

/// Somebody on the roster with one open case, waiting since September.
pub(crate) fn candidate(facts: MediatorFacts) -> Candidate {
    Candidate {
        facts,
        expertise: vec![Business::RmbSavings],
        languages: vec![Language::Cantonese],
        load_cap: Some(4),
        load: 1,
        waiting_since: day("2026-09-01"),
    }
}
pub(crate) fn free(ids: &[MediatorId]) -> Vec<Candidate> {
    ids.iter().map(|id| candidate(MediatorFacts::new(*id))).collect()
}
/// Four names without any tie.
pub(crate) fn list_of_four() -> Vec<Candidate> {
    free(&[MEDIATOR, FREE[0], FREE[1], FREE[2]])
}
/// A party wants the mediator of the stories.
pub(crate) fn choose_mediator(party: PartyId) -> ChooseMediator {
    ChooseMediator { party, representative: None, mediators: free(&[MEDIATOR]) }
}
pub(crate) fn leave_to_centre(party: PartyId) -> ChooseMediator {
    ChooseMediator { mediators: vec![], ..choose_mediator(party) }
}
pub(crate) fn send_mediator_list() -> SendMediatorList {
    SendMediatorList { mediators: list_of_four() }
}
/// A party strikes and ranks; the roster still says what it said.
pub(crate) fn answer_list(
    party: PartyId,
    struck: &[MediatorId],
    ranked: &[MediatorId],
) -> AnswerMediatorList {
    let (struck, ranked) = (struck.to_vec(), ranked.to_vec());
    AnswerMediatorList { party, representative: None, struck, ranked, mediators: list_of_four() }
}
pub(crate) fn close_mediator_list() -> CloseMediatorList {
    CloseMediatorList { mediators: list_of_four() }
}
