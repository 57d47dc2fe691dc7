//! 提出调解方案: by a party or the mediator, to some or all others, until a day that is told (domain §6.3).

use crate::calendar::Period;
use crate::case::command::MakeProposal;
use crate::case::event::{Event, ProposalAnswered, ProposalMade};
use crate::case::guard::{acting_for, in_mediation, involved, some_and_at_most};
use crate::case::proposal::{Proposal, ProposalStatus, Proposer};
use crate::case::rejection::Rejection;
use crate::case::rules::clarity::all_clear;
use crate::case::stage::{Assignment, Case, Dossier};
use crate::case::talks::Talks;
use crate::case::term::Term;
use crate::classification::{AuthorityScope, ProposalAnswer};
use crate::deadline::{Deadline, Timer};
use crate::ids::PartyId;
use crate::occasion::{Occasion, Role};
use chrono::NaiveDate;

/// The longest a proposal stands, calendar days.
const LONGEST: u16 = 90;
/// How many proposals may be open at once.
const MOST_OPEN: u32 = 20;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: MakeProposal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let by = proposer(occasion, &filed.dossier, assignment, command.by)?;
    let to = addressees(&filed.dossier, by, command.to)?;
    some_and_at_most(&command.terms, 100)?;
    all_clear(&filed.dossier, occasion.today(), &command.terms)?;
    let talks = &assignment.talks;
    let open = talks.proposals.iter().filter(|it| it.is_open(occasion.today())).count();
    if open >= MOST_OPEN as usize {
        return Err(Rejection::TooMany { limit: MOST_OPEN });
    }
    let answered =
        command.replies_to.map(|number| countered(talks, occasion.today(), by, number)).transpose()?;
    let made = ProposalMade {
        proposal: u32::try_from(talks.proposals.len()).unwrap_or(u32::MAX).saturating_add(1),
        by,
        to,
        replies_to: command.replies_to,
        terms: command.terms.into_iter().map(|proposed| proposed.term).collect::<Vec<Term>>(),
        answer_by: answer_by(occasion, command.stands_days)?,
    };
    Ok(answered.map(Event::ProposalAnswered).into_iter().chain([Event::ProposalMade(made)]).collect())
}

fn proposer(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    assignment: &Assignment,
    party: Option<PartyId>,
) -> Result<Proposer, Rejection> {
    match (occasion.by.role, party) {
        (Role::Mediator, None) => Ok(Proposer::Mediator(assignment.mediator)),
        (_, Some(party)) => acting_for(occasion, dossier, party, AuthorityScope::Settle)
            .map(|party| Proposer::Party(party.id)),
        (_, None) => Err(Rejection::NothingGiven),
    }
}

/// Everybody else, or those named; nobody proposes to oneself.
fn addressees(dossier: &Dossier, by: Proposer, named: Vec<PartyId>) -> Result<Vec<PartyId>, Rejection> {
    if let Some(party) = named.iter().copied().find(|party| dossier.party(*party).is_none()) {
        return Err(Rejection::PartyUnknown { party });
    }
    if let Some(party) = named.iter().copied().find(|party| Proposer::Party(*party) == by) {
        return Err(Rejection::ProposalNotAddressed { party });
    }
    let others = dossier.party_ids().into_iter().filter(|party| Proposer::Party(*party) != by);
    Ok(others.filter(|party| named.is_empty() || named.contains(party)).collect())
}

fn answer_by(occasion: &Occasion<'_>, days: Option<u16>) -> Result<Deadline, Rejection> {
    match days {
        None => Ok(occasion.deadline(Timer::Offer)),
        Some(days @ 1..=LONGEST) => Ok(occasion.rules.agreed_deadline(
            Timer::Offer,
            Period::CalendarDays(days),
            occasion.today(),
            occasion.holidays,
        )),
        Some(_) => Err(Rejection::ProposalStandsTooLong { longest: u32::from(LONGEST) }),
    }
}

/// The answer that a counter-proposal is.
fn countered(
    talks: &Talks,
    today: NaiveDate,
    by: Proposer,
    number: u32,
) -> Result<ProposalAnswered, Rejection> {
    let proposal = open_proposal(talks, today, number)?;
    let Proposer::Party(party) = by else {
        return Err(Rejection::ProposalOfMediator);
    };
    addressed(proposal, party)?;
    Ok(ProposalAnswered { proposal: number, party, answer: ProposalAnswer::Counter, reason: None })
}

/// A proposal that can be answered today.
pub(super) fn open_proposal(talks: &Talks, today: NaiveDate, number: u32) -> Result<&Proposal, Rejection> {
    let proposal = talks.proposal(number).ok_or(Rejection::ProposalUnknown { proposal: number })?;
    if !matches!(proposal.status, ProposalStatus::Open(_)) {
        let status = proposal.status.code().to_owned();
        return Err(Rejection::ProposalNotOpen { proposal: number, status });
    }
    if proposal.answer_by.is_over(today) {
        return Err(Rejection::ProposalExpired { proposal: number, due: proposal.answer_by.due_date });
    }
    Ok(proposal)
}

/// It was made to this party.
pub(super) fn addressed(proposal: &Proposal, party: PartyId) -> Result<(), Rejection> {
    if proposal.to.contains(&party) { Ok(()) } else { Err(Rejection::ProposalNotAddressed { party }) }
}
