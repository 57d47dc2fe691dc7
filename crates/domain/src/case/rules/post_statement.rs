//! 提交书面意见: by a party or the mediator, in a session held in writing, until its last day.

use crate::case::command::PostStatement;
use crate::case::event::{Event, StatementPosted};
use crate::case::guard::{in_mediation, involved};
use crate::case::proposal::Proposer;
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::cancel_session::session_of;
use crate::case::session::SessionStatus;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::occasion::{Occasion, Role};

/// The most statements of one session.
const MOST: u32 = 500;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: PostStatement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (_, assignment) = in_mediation(&filed.stage)?;
    let session = session_of(assignment, command.session)?;
    let SessionStatus::Open(_) = session.status else { return Err(Rejection::SessionNotOpen) };
    let Some(exchange_by) = &session.exchange_by else { return Err(Rejection::NotAnExchange) };
    let (by, representative) = match (command.by, occasion.by.role) {
        (Some(party), _) => {
            let named = command.representative;
            let by = binding(occasion, &filed.dossier, party, named, AuthorityScope::Attend)?;
            (Proposer::Party(party), by.map(|it| it.id))
        }
        (None, Role::Mediator) => {
            (Proposer::Mediator(occasion.by.mediator.unwrap_or(assignment.mediator)), None)
        }
        (None, _) => return Err(Rejection::NothingGiven),
    };
    if exchange_by.is_over(occasion.today()) {
        return Err(Rejection::DeadlinePassed { timer: Timer::Exchange, due: exchange_by.due_date });
    }
    if session.statements >= MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::StatementPosted(StatementPosted {
        session: command.session,
        statement: session.statements.saturating_add(1),
        by,
        representative,
        text: command.text,
    })])
}
