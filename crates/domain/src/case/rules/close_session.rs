//! 结束调解会议: with minutes, or a recording everybody accepted in their place (OM2021 22).

use crate::case::command::{CloseSession, NextStepPlan};
use crate::case::event::{Event, NextActor, NextStep, SessionClosed, SessionRecord};
use crate::case::guard::{all_consent, days_from_today, in_mediation, involved, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::{Case, Dossier};
use crate::classification::ConsentMatter;
use crate::deadline::Timer;
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
    match &command.record {
        SessionRecord::Minutes { .. } => {}
        SessionRecord::Recording { sha256 } => {
            sha256_hex(sha256)?;
            all_consent(&filed.dossier, ConsentMatter::RecordingAsMinutes)?;
        }
        SessionRecord::Exchange {} if session.exchange_by.is_none() => return Err(Rejection::NotAnExchange),
        SessionRecord::Exchange {} => {}
    }
    let next_step = command.next_step.map(|plan| next_step(occasion, &filed.dossier, plan)).transpose()?;
    Ok(vec![Event::SessionClosed(SessionClosed {
        session: command.session,
        closed_at: occasion.at,
        duration_s: held_s.saturating_add((occasion.at - opened_at).num_seconds().max(0)),
        record: command.record,
        result: command.result,
        next_step,
    })])
}

/// What comes next, with the day until which it is to be done.
fn next_step(occasion: &Occasion<'_>, dossier: &Dossier, plan: NextStepPlan) -> Result<NextStep, Rejection> {
    if let NextActor::Party(party) = plan.who
        && dossier.party(party).is_none()
    {
        return Err(Rejection::PartyUnknown { party });
    }
    let by = days_from_today(occasion, Timer::NextStep, plan.days)?;
    Ok(NextStep { what: plan.what, who: plan.who, by })
}
