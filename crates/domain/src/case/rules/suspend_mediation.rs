//! 中止调解: nothing goes on until it is resumed; the clock stops only by everybody's agreement (domain §1.11).

use crate::case::command::SuspendMediation;
use crate::case::event::{Event, MediationSuspended};
use crate::case::guard::{in_mediation, involved, unanimous};
use crate::case::rejection::Rejection;
use crate::case::session::Session;
use crate::case::stage::Case;
use crate::classification::SuspensionReason;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SuspendMediation,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    if accepted.period_is_over(occasion.today()) {
        let (timer, due) = (accepted.mediate_by.timer, accepted.mediate_by.due_date);
        return Err(Rejection::DeadlinePassed { timer, due });
    }
    let everybody = unanimous(&filed.dossier, &command.agreed_by);
    if command.reason == SuspensionReason::PartiesAsk {
        everybody.clone()?;
    }
    Ok(vec![Event::MediationSuspended(MediationSuspended {
        reason: command.reason,
        wording: command.wording,
        agreed_by: command.agreed_by,
        clock_stops: everybody.is_ok(),
        since: occasion.today(),
    })])
}
