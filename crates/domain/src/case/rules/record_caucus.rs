//! 记录背对背调解: by a mediator, or handed in by the party itself for the mediators alone; no staff takes it down (K4).

use crate::case::command::RecordCaucus;
use crate::case::event::{CaucusRecorded, Event};
use crate::case::guard::{at_work, involved, oneself};
use crate::case::proposal::Proposer;
use crate::case::rejection::Rejection;
use crate::case::rules::cancel_session::session_of;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::{Occasion, Role};

/// The most of one case.
const MOST: u32 = 500;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordCaucus,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let assignment = at_work(&filed.stage)?;
    let party = command.party;
    let by = match (occasion.by.role, occasion.by.mediator) {
        (Role::Mediator, Some(mediator)) => {
            filed.dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
            Proposer::Mediator(mediator)
        }
        _ => {
            oneself(occasion, &filed.dossier, party, AuthorityScope::Attend)?;
            Proposer::Party(party)
        }
    };
    if let Some(session) = command.session {
        session_of(assignment, session)?;
    }
    if filed.dossier.caucuses >= MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::CaucusRecorded(CaucusRecorded {
        caucus: filed.dossier.caucuses.saturating_add(1),
        party,
        by,
        session: command.session,
        text: command.text,
    })])
}
