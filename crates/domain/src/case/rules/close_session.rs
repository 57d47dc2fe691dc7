//! 结束调解会议: with minutes, or a recording everybody accepted in their place (OM2021 22).

use crate::case::command::CloseSession;
use crate::case::event::{Event, SessionClosed, SessionRecord};
use crate::case::guard::{all_consent, in_mediation, involved, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::Case;
use crate::classification::ConsentMatter;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: CloseSession,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    let (SessionStatus::Open(opened_at), held_s) = (session.status, session.held_s) else {
        return Err(Rejection::SessionNotOpen);
    };
    if let SessionRecord::Recording { sha256 } = &command.record {
        sha256_hex(sha256)?;
        all_consent(&filed.dossier, ConsentMatter::RecordingAsMinutes)?;
    }
    Ok(vec![Event::SessionClosed(SessionClosed {
        session: command.session,
        closed_at: occasion.at,
        duration_s: held_s.saturating_add((occasion.at - opened_at).num_seconds().max(0)),
        record: command.record,
        result: command.result,
    })])
}
