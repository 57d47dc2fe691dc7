//! 取消排期: a planned session does not take place.

use crate::case::command::CancelSession;
use crate::case::event::{Event, SessionCancelled};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Assignment, Case};
use crate::ids::SessionId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CancelSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    match session_of(assignment, command.session)?.status {
        SessionStatus::Scheduled | SessionStatus::Adjourned => {}
        SessionStatus::Cancelled
        | SessionStatus::Missed
        | SessionStatus::Open(_)
        | SessionStatus::Closed(_) => {
            return Err(Rejection::SessionNotScheduled);
        }
    }
    Ok(vec![Event::SessionCancelled(SessionCancelled { session: command.session, reason: command.reason })])
}

/// A session of the case.
pub(super) fn session_of(assignment: &Assignment, id: SessionId) -> Result<&Session, Rejection> {
    assignment.sessions.iter().find(|session| session.id == id).ok_or(Rejection::SessionUnknown)
}
