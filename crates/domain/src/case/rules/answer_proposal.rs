//! 答复调解方案: while it stands, by those it was made to; an objection says why. Silence is no answer.

use crate::case::command::AnswerProposal;
use crate::case::event::{Event, ProposalAnswered};
use crate::case::guard::{acting_for, in_mediation, involved};
use crate::case::proposal::ProposalStatus;
use crate::case::rejection::Rejection;
use crate::case::rules::make_proposal::{addressed, open_proposal};
use crate::case::stage::Case;
use crate::classification::{AuthorityScope, ProposalAnswer};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerProposal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    // To accept is to settle (CPL 62); to object gives nothing away.
    let matter = if command.accept { AuthorityScope::Settle } else { AuthorityScope::Attend };
    let party = acting_for(occasion, &filed.dossier, command.party, matter)?.id;
    let proposal = open_proposal(&assignment.talks, occasion.today(), command.proposal)?;
    addressed(proposal, party)?;
    let accepted = matches!(&proposal.status, ProposalStatus::Open(accepted) if accepted.contains(&party));
    let answer = if command.accept { ProposalAnswer::Accept } else { ProposalAnswer::Object };
    match answer {
        ProposalAnswer::Accept if accepted => return Ok(vec![]),
        ProposalAnswer::Object if command.reason.is_none() => return Err(Rejection::ObjectionReasonMissing),
        ProposalAnswer::Accept | ProposalAnswer::Object | ProposalAnswer::Counter => {}
    }
    Ok(vec![Event::ProposalAnswered(ProposalAnswered {
        proposal: command.proposal,
        party,
        answer,
        reason: command.reason,
    })])
}
