//! Around sessions: who stayed away, who signed the minutes, what was corrected, what was said in writing.

use super::super::chance::Chance;
use super::arguments::{any_mediator, any_party, any_session, new_session, session_id};
use crate::story::actors::*;
use crate::story::commands::*;
use domain::case::*;
use domain::ids::SessionId;

/// What may follow from where the sessions stand.
pub(super) fn sitting(chance: &mut Chance, assignment: &Assignment) -> Command {
    if chance.percent(15) {
        return in_confidence(chance);
    }
    let Some(session) = assignment.sessions.last() else {
        let session = session_id(assignment.sessions.len());
        return OpenExchange { session, ..open_exchange() }.into();
    };
    match session.status {
        SessionStatus::Scheduled => absence(chance, session.id).into(),
        SessionStatus::Open(_) => PostStatement { session: session.id, ..statement(chance) }.into(),
        SessionStatus::Closed(_) => about_minutes(chance, session),
        SessionStatus::Cancelled | SessionStatus::Adjourned | SessionStatus::Missed => {
            OpenExchange { session: session_id(assignment.sessions.len()), ..open_exchange() }.into()
        }
    }
}

fn in_confidence(chance: &mut Chance) -> Command {
    let party = any_party(chance);
    let session = chance.percent(30).then(|| any_session(chance));
    if chance.percent(50) {
        write_note().into()
    } else {
        RecordCaucus { party, session, ..record_caucus() }.into()
    }
}

fn about_minutes(chance: &mut Chance, session: &Session) -> Command {
    let (version, id) = (session.minutes.version(), session.id);
    match chance.below(4) {
        0 => RequestCorrection { session: id, party: any_party(chance), ..request_correction() }.into(),
        1 => {
            let answers = session.minutes.open_requests.first().copied();
            let text = if chance.percent(70) { record_correction().text } else { None };
            RecordCorrection { session: id, answers, text, ..record_correction() }.into()
        }
        _ => SignMinutes { session: id, version, ..signature(chance) }.into(),
    }
}

fn absence(chance: &mut Chance, session: SessionId) -> RecordNoShow {
    let excuse = chance.percent(50).then(|| secret_short("住院"));
    RecordNoShow { session, absent: chance.some_of(&[APPLICANT, BANK], 60), excuse }
}

fn statement(chance: &mut Chance) -> PostStatement {
    let by = chance.percent(70).then(|| any_party(chance));
    post_statement(by)
}

fn signature(chance: &mut Chance) -> SignMinutes {
    let signers = [Signer::Party(any_party(chance)), Signer::Mediator(any_mediator(chance).id)];
    let signer = chance.one_of(&signers);
    if chance.percent(30) { refuse_minutes(signer) } else { sign_minutes(signer) }
}

/// Any of them, of any session.
pub(super) fn any_sitting(chance: &mut Chance) -> Command {
    let session = any_session(chance);
    match chance.below(7) {
        6 => in_confidence(chance),
        0 if chance.percent(30) => absence(chance, session).into(),
        1 => RequestCorrection { session, ..request_correction() }.into(),
        2 => RecordCorrection { session, ..record_correction() }.into(),
        3 => OpenExchange { session: session_id(new_session(chance)), ..open_exchange() }.into(),
        4 => PostStatement { session, ..statement(chance) }.into(),
        _ => SignMinutes { session, ..signature(chance) }.into(),
    }
}
