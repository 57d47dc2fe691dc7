//! 笔录更正: after closing nothing is overwritten; a correction stands beside the minutes, with its reason, and signatures begin anew.

use crate::case::command::RecordCorrection;
use crate::case::event::{CorrectionRecorded, Event};
use crate::case::guard::{at_work, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::rules::sign_minutes::with_minutes;
use crate::case::stage::Case;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordCorrection,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let minutes = &with_minutes(session_of(assignment, command.session)?)?.minutes;
    match command.answers {
        Some(request) if !minutes.open_requests.contains(&request) => {
            return Err(Rejection::CorrectionNotRequested { request });
        }
        None if command.text.is_none() => return Err(Rejection::NothingGiven),
        Some(_) | None => {}
    }
    let version = minutes.version();
    Ok(vec![Event::CorrectionRecorded(CorrectionRecorded {
        session: command.session,
        version: if command.text.is_some() { version.saturating_add(1) } else { version },
        answers: command.answers,
        text: command.text,
        reason: command.reason,
    })])
}
