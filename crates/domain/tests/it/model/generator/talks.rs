//! Proposals and sealed bids under random hands.

use super::super::chance::Chance;
use super::arguments::any_party;
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::case::*;

/// What is ever bid, fen: numbers that nothing else holds.
pub(crate) const BIDS: [i64; 3] = [312_345_678, 412_345_678, 512_345_678];

/// Each side's bid of a round is fixed by the round, so that a reveal can match; now and then it does not.
fn amount(chance: &mut Chance, round: u32, payer: bool) -> i64 {
    if chance.percent(5) {
        return chance.one_of(&BIDS);
    }
    let index = usize::try_from(round).unwrap() + usize::from(payer);
    BIDS[index % BIDS.len()]
}

/// Something that belongs to the talks of a case in mediation.
pub(super) fn talking(chance: &mut Chance, assignment: &Assignment, at: DateTime<Utc>) -> Command {
    match chance.below(3) {
        0 => proposing(chance, &assignment.talks, at),
        _ => bidding(chance, &assignment.talks),
    }
}

fn proposing(chance: &mut Chance, talks: &Talks, at: DateTime<Utc>) -> Command {
    let open: Vec<u32> = talks.proposals.iter().map(|proposal| proposal.number).collect();
    let some = if open.is_empty() { 1 } else { chance.one_of(&open) };
    let party = any_party(chance);
    match chance.below(8) {
        0..4 => {
            AnswerProposal { proposal: some, accept: chance.percent(85), ..object_to_proposal(party) }.into()
        }
        4 => WithdrawProposal { proposal: some }.into(),
        _ => {
            let due_on = legal_date(at + TimeDelta::days(30));
            let body = TermBody::Payment { payer: BANK, payee: APPLICANT, amount: yuan(3_000), due_on };
            MakeProposal {
                by: chance.one_of(&[None, Some(APPLICANT), Some(BANK)]),
                replies_to: chance.percent(30).then_some(some),
                terms: vec![clause(body)],
                stands_days: chance.one_of(&[None, Some(1), Some(30), Some(0)]),
                ..make_proposal()
            }
            .into()
        }
    }
}

fn bidding(chance: &mut Chance, talks: &Talks) -> Command {
    let party = chance.one_of(&[APPLICANT, BANK]);
    let Some(round) = talks.rounds.last() else { return open_bidding().into() };
    let number = round.number;
    match &round.status {
        _ if chance.percent(5) => CloseBidding { round: number }.into(),
        BidStatus::Committing { .. } => bid(party, number, amount(chance, number, party == BANK)).into(),
        BidStatus::Revealing { .. } => reveal(party, number, amount(chance, number, party == BANK)).into(),
        BidStatus::Closed(_) => open_bidding().into(),
    }
}

/// Any of them, whether it fits or not.
pub(super) fn any_talk(chance: &mut Chance, at: DateTime<Utc>) -> Command {
    let party = chance.one_of(&[APPLICANT, BANK]);
    match chance.below(5) {
        0 => proposing(chance, &Talks::default(), at),
        1 => open_bidding().into(),
        2 => bid(party, 1, BIDS[0]).into(),
        3 => reveal(party, 1, BIDS[0]).into(),
        _ => CloseBidding { round: 1 }.into(),
    }
}
