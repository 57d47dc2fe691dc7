//! 机构内部授权答复: by the institution's head office, and never by the account that asked; a late answer is kept as late.

use crate::case::command::AnswerAuthority;
use crate::case::event::{AuthorityAnswered, Event};
use crate::case::guard::{involved, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::record_consent::LIVE;
use crate::case::stage::{Case, Party};
use crate::occasion::{Actor, Occasion, Role};

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: AnswerAuthority,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    if !LIVE.contains(&filed.stage.name()) {
        return Err(wrong_stage(&filed.stage, LIVE));
    }
    let number = command.request;
    let requests = &filed.dossier.authority_requests;
    let request = requests.iter().find(|it| it.number == number && !it.answered);
    let request = request.ok_or(Rejection::AuthorityNotPending { request: number })?;
    let head_office = filed.dossier.party(request.party).is_some_and(|it| speaks_from_above(occasion.by, it));
    if !head_office {
        return Err(Rejection::NotHeadOffice { party: request.party });
    }
    if request.asked_by == occasion.by.user {
        return Err(Rejection::AuthorityOwnRequest);
    }
    Ok(vec![Event::AuthorityAnswered(AuthorityAnswered {
        request: number,
        answered_by: occasion.by.user.clone(),
        ceiling: command.ceiling,
        reason: command.reason,
        due_date: request.answer_by.due_date,
        late: request.answer_by.is_over(occasion.today()),
    })])
}

/// Somebody of a unit above the party; of the party itself where nothing is above it.
fn speaks_from_above(by: &Actor, party: &Party) -> bool {
    let own = by.institution.as_ref().filter(|_| by.role == Role::InstitutionAgent);
    let whole = party.uscc.iter().filter(|_| party.above.is_empty());
    own.is_some_and(|own| whole.chain(&party.above).any(|code| code == own))
}
