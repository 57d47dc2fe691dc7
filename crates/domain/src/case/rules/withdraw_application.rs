//! 撤回申请: by an applicant, before an agreement is effective (E02).

use crate::case::command::WithdrawApplication;
use crate::case::event::{ApplicationWithdrawn, Event, MediationTerminated};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Side, StageName};
use crate::classification::{AuthorityScope, Remedy, Termination};
use crate::occasion::Occasion;

/// Stages before an agreement is effective.
const OPEN: &[StageName] = &[
    StageName::Submitted,
    StageName::Supplementing,
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
    StageName::Signing,
];

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: WithdrawApplication,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !OPEN.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, OPEN));
    }
    // Giving the claim up is beyond an agent's ordinary authority (CPL 62).
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Settle)?;
    if party.side != Side::Applicant {
        return Err(Rejection::NotActingFor { party: party.id });
    }
    Ok(vec![
        Event::ApplicationWithdrawn(ApplicationWithdrawn {
            party: command.party,
            self_settled: command.self_settled,
            reason: command.reason,
        }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::Withdrawn,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ])
}
