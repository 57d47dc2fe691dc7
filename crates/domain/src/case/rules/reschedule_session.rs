//! 改期: a planned or adjourned session gets another time, judged like the first one, with the notice counted anew.

use crate::calendar::legal_date;
use crate::case::command::RescheduleSession;
use crate::case::event::{Event, SessionRescheduled};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::rules::schedule_session::Plan;
use crate::case::session::SessionStatus;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RescheduleSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (accepted, assignment) = in_mediation(&filed.stage)?;
    match session_of(assignment, command.session)?.status {
        SessionStatus::Scheduled | SessionStatus::Adjourned => {}
        SessionStatus::Cancelled
        | SessionStatus::Missed
        | SessionStatus::Open(_)
        | SessionStatus::Closed(_) => {
            return Err(Rejection::SessionNotScheduled);
        }
    }
    let plan = Plan {
        starts_at: command.starts_at,
        planned_minutes: command.planned_minutes,
        mode: command.mode,
        notice_waived_by: &command.notice_waived_by,
        reservation: command.reservation.as_ref(),
    };
    let notice = plan.judge(occasion, filed, accepted)?;
    let kept = legal_date(command.starts_at) >= notice.due_date;
    Ok(vec![Event::SessionRescheduled(SessionRescheduled {
        session: command.session,
        starts_at: command.starts_at,
        planned_minutes: command.planned_minutes,
        mode: command.mode,
        venue: command.venue,
        notice_waived_by: if kept { vec![] } else { command.notice_waived_by },
        notice,
        reason: command.reason,
        reservation: command.reservation,
    })])
}
