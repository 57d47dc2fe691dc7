//! 拒绝或退出调解: a party may refuse or leave at any time before the agreement is effective (PML 17, 23).

use crate::case::command::RefuseMediation;
use crate::case::event::{Event, MediationRefused, MediationTerminated};
use crate::case::guard::{acting_for, involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::stage::{Case, Side};
use crate::classification::{RefusalReason, Remedy, RespondentDuty, Termination};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RefuseMediation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let Some(accepted) = filed.stage.accepted().filter(|_| LIVE.contains(&filed.stage.name())) else {
        return Err(wrong_stage(&filed.stage, LIVE));
    };
    let party = acting_for(occasion, &filed.dossier, command.party)?;
    let bound = party.side == Side::Respondent && accepted.respondent_duty != RespondentDuty::Free;
    if bound && matches!(command.reason, None | Some(RefusalReason::None)) {
        return Err(Rejection::ReasonRequired { duty: accepted.respondent_duty });
    }
    Ok(vec![
        Event::MediationRefused(MediationRefused {
            party: command.party,
            reason: command.reason,
            wording: command.wording,
            reportable: bound,
        }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::PartyRefuses,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ])
}
