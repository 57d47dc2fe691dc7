//! 笔录核对、签名: everybody reads the present version, then signs it or says why not; both are kept.

use crate::case::agreement::Signer;
use crate::case::command::SignMinutes;
use crate::case::event::{Event, MinutesSigned};
use crate::case::guard::{at_work, involved};
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Assignment, Case, Filed};
use crate::classification::AuthorityScope;
use crate::ids::RepresentativeId;
use crate::occasion::{Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SignMinutes,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let session = with_minutes(session_of(assignment, command.session)?)?;
    if session.minutes.version() != command.version {
        return Err(Rejection::MinutesNotCurrent { current: session.minutes.version() });
    }
    let representative = entitled(occasion, filed, assignment, &command)?;
    if session.minutes.signed_by.contains(&command.signer) {
        return Err(Rejection::AlreadySigned);
    }
    Ok(vec![Event::MinutesSigned(MinutesSigned {
        session: command.session,
        version: command.version,
        signer: command.signer,
        representative,
        read_back: command.read_back,
        answer: command.answer,
    })])
}

/// A session that is over and has a text.
pub(super) fn with_minutes(session: &Session) -> Result<&Session, Rejection> {
    match (session.status, session.minutes.kept) {
        (SessionStatus::Closed(_), true) => Ok(session),
        (SessionStatus::Closed(_), false) => Err(Rejection::NoMinutes),
        (
            SessionStatus::Scheduled
            | SessionStatus::Cancelled
            | SessionStatus::Adjourned
            | SessionStatus::Missed
            | SessionStatus::Open(_),
            _,
        ) => Err(Rejection::SessionNotClosed),
    }
}

/// Who signs for a party, if not the party itself; a mediator signs for nobody else.
fn entitled(
    occasion: &Occasion<'_>,
    filed: &Filed,
    assignment: &Assignment,
    command: &SignMinutes,
) -> Result<Option<RepresentativeId>, Rejection> {
    match command.signer {
        Signer::Mediator(mediator) => {
            let own = occasion.by.role == Role::Mediator
                && occasion.by.mediator == Some(mediator)
                && assignment.mediator == mediator;
            if own { Ok(None) } else { Err(Rejection::NotInvolved) }
        }
        Signer::Party(party) => {
            let by =
                binding(occasion, &filed.dossier, party, command.representative, AuthorityScope::Attend)?;
            Ok(by.map(|it| it.id))
        }
    }
}
