//! 书面异议: within the party's own time, with or without a reason; the mediation has failed then (E11).

use crate::case::command::ObjectToProposal;
use crate::case::event::{Event, MediationTerminated, NoObjectionObjected};
use crate::case::guard::{acting_for, involved, mediating};
use crate::case::rejection::Rejection;
use crate::case::rules::serve_no_objection::open_version;
use crate::case::stage::Case;
use crate::classification::{AuthorityScope, Remedy, Termination};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: ObjectToProposal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    // Nobody loses his time to object because the mediation stands still.
    let (_, assignment) = mediating(&filed.stage)?;
    let ObjectToProposal { version, party, reason } = command;
    // To object gives nothing away.
    acting_for(occasion, &filed.dossier, party, AuthorityScope::Attend)?;
    let open = open_version(assignment, version)?;
    if let Some(own) = open.served.get(&party).filter(|own| own.is_over(occasion.today())) {
        return Err(Rejection::DeadlinePassed { timer: own.timer, due: own.due_date });
    }
    Ok(vec![
        Event::NoObjectionObjected(NoObjectionObjected { version, party, reason }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::ProposalObjected,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ])
}
