//! The fast track, and requests for authority, under random hands.

use super::super::chance::Chance;
use super::arguments::any_party;
use crate::story::commands::*;
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::legal_date;
use domain::case::*;

/// What the bank may have signed.
pub(super) fn memoranda(chance: &mut Chance) -> Vec<BoundBy> {
    let ceiling = chance.one_of(&[yuan(10_000), yuan(500_000), yuan(1)]);
    if chance.percent(40) { vec![BoundBy { ceiling, ..memorandum() }] } else { vec![] }
}

/// The answer to an opinion that waits, or an opinion where one can be said.
pub(super) fn opining(
    chance: &mut Chance,
    accepted: &Accepted,
    talks: &Talks,
    at: DateTime<Utc>,
) -> Option<Command> {
    match &talks.opinion {
        Some(opinion) if chance.percent(60) => Some(answer(chance, opinion.version)),
        None if accepted.fast_track.is_some() && chance.percent(20) => Some(opinion(chance, at)),
        Some(_) | None => None,
    }
}

/// The bank's people ask their head office, or it answers.
pub(super) fn authorising(chance: &mut Chance) -> Command {
    let request = u32::try_from(chance.below(4)).unwrap();
    if chance.percent(50) {
        return RequestAuthority { party: any_party(chance), ..request_authority() }.into();
    }
    let ceiling = chance.percent(70).then(|| yuan(5_500));
    AnswerAuthority { request, ceiling, ..answer_authority() }.into()
}

pub(super) fn answer(chance: &mut Chance, version: u32) -> Command {
    let party = any_party(chance);
    if chance.percent(70) {
        AcceptOpinion { version, party, ..accept_opinion() }.into()
    } else {
        DeclineOpinion { version, party, ..decline_opinion() }.into()
    }
}

pub(super) fn opinion(chance: &mut Chance, at: DateTime<Utc>) -> Command {
    let due_on = legal_date(at + TimeDelta::days(30)).to_string();
    let sum = chance.one_of(&[1, 3_000, 10_001]);
    IssueOpinion { terms: vec![clause(payment(sum, &due_on))], ..issue_opinion() }.into()
}
