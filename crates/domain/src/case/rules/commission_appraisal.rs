//! 委托鉴定、评估: with everybody's agreement; its time is not counted in the mediation period (OM2021 26).

use crate::case::command::CommissionAppraisal;
use crate::case::event::{AppraisalCommissioned, Event};
use crate::case::guard::{in_mediation, involved, unanimous};
use crate::case::rejection::Rejection;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CommissionAppraisal,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, _) = in_mediation(&filed.stage)?;
    if let Some(appraisal) = accepted.pause.appraisal {
        return Err(Rejection::AppraisalPending { appraisal });
    }
    if accepted.period_is_over(occasion.today()) {
        let (timer, due) = (accepted.mediate_by.timer, accepted.mediate_by.due_date);
        return Err(Rejection::DeadlinePassed { timer, due });
    }
    unanimous(&filed.dossier, &command.agreed_by)?;
    Ok(vec![Event::AppraisalCommissioned(AppraisalCommissioned {
        appraisal: accepted.pause.appraisals.saturating_add(1),
        appraiser: command.appraiser,
        question: command.question,
        agreed_by: filed.dossier.party_ids(),
        since: occasion.today(),
    })])
}
