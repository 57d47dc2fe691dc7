//! 申请补正笔录: a party that finds the minutes wrong says what should stand instead; it is kept whether followed or not.

use crate::case::command::RequestCorrection;
use crate::case::event::{CorrectionRequested, Event};
use crate::case::guard::{acting_for, at_work, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::rules::sign_minutes::with_minutes;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

/// The most requests of one session.
const MOST: u32 = 50;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RequestCorrection,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let session = with_minutes(session_of(assignment, command.session)?)?;
    let party = acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Attend)?;
    if session.minutes.requests >= MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::CorrectionRequested(CorrectionRequested {
        session: command.session,
        request: session.minutes.requests.saturating_add(1),
        party: party.id,
        text: command.text,
    })])
}
