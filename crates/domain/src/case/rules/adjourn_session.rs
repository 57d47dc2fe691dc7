//! 休会: a session that goes on is interrupted; its time counts, and another time is found for the rest.

use crate::case::command::AdjournSession;
use crate::case::event::{Event, SessionAdjourned};
use crate::case::guard::{in_mediation, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AdjournSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    let SessionStatus::Open(opened_at) = session.status else {
        return Err(Rejection::SessionNotOpen);
    };
    if session.exchange_by.is_some() {
        return Err(Rejection::ExchangeHasNoHour);
    }
    Ok(vec![Event::SessionAdjourned(SessionAdjourned {
        session: command.session,
        adjourned_at: occasion.at,
        held_s: (occasion.at - opened_at).num_seconds().max(0),
        reason: command.reason,
    })])
}
