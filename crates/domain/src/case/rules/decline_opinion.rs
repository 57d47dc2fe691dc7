//! 不接受意见书: one customer's no ends the mediation; the opinion was advice, and the parties are as far apart as before (E05).

use crate::case::command::DeclineOpinion;
use crate::case::event::{Event, MediationTerminated, OpinionDeclined};
use crate::case::guard::{acting_for, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::accept_opinion::{addressed, open_opinion};
use crate::case::stage::Case;
use crate::classification::{AuthorityScope, Remedy, Termination};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DeclineOpinion,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let opinion = open_opinion(occasion, filed, command.version)?;
    addressed(&filed.dossier, command.party)?;
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Settle)?.id;
    let (version, reason) = (opinion.version, command.reason);
    Ok(vec![
        Event::OpinionDeclined(OpinionDeclined { version, party, reason }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::TooFarApart,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ])
}
