//! 撤回调解方案: by whoever made it, until everybody has accepted.

use crate::case::command::WithdrawProposal;
use crate::case::event::{Event, ProposalWithdrawn};
use crate::case::guard::{acting_for, in_mediation, involved};
use crate::case::proposal::{ProposalStatus, Proposer};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WithdrawProposal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let number = command.proposal;
    let proposal =
        assignment.talks.proposal(number).ok_or(Rejection::ProposalUnknown { proposal: number })?;
    match proposal.by {
        Proposer::Party(party) => {
            acting_for(occasion, &filed.dossier, party, AuthorityScope::Settle).map(|_| ())?
        }
        Proposer::Mediator(_) if occasion.by.role == Role::Mediator => {}
        Proposer::Mediator(_) => return Err(Rejection::ProposalOfMediator),
    }
    match &proposal.status {
        ProposalStatus::Withdrawn => Ok(vec![]),
        ProposalStatus::Open(_) => Ok(vec![Event::ProposalWithdrawn(ProposalWithdrawn { proposal: number })]),
        status @ (ProposalStatus::Accepted | ProposalStatus::Declined) => {
            Err(Rejection::ProposalNotOpen { proposal: number, status: status.code().to_owned() })
        }
    }
}
