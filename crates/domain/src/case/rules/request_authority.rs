//! 机构内部授权申请: by whoever sits at the table for an institution, one at a time; the mediation does not wait for it.

use crate::case::command::RequestAuthority;
use crate::case::event::{AuthorityRequested, Event};
use crate::case::guard::{at_work, involved, oneself};
use crate::case::rejection::Rejection;
use crate::case::representation::calling;
use crate::case::stage::{Case, PartyKind};
use crate::classification::AuthorityScope;
use crate::deadline::Timer;
use crate::occasion::Occasion;

/// More requests in one case are a mistake of a program.
const MOST: u32 = 50;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RequestAuthority,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let _somebody = at_work(&filed.stage)?;
    let dossier = &filed.dossier;
    let party = oneself(occasion, dossier, command.party, AuthorityScope::Attend)?;
    if party.kind != PartyKind::Institution {
        return Err(Rejection::AuthorityOfInstitutions { party: party.id });
    }
    let requests = &dossier.authority_requests;
    if let Some(open) = requests.iter().find(|it| it.party == party.id && !it.answered) {
        return Err(Rejection::AuthorityRequestPending { request: open.number });
    }
    let request = u32::try_from(requests.len()).unwrap_or(u32::MAX).saturating_add(1);
    if request > MOST {
        return Err(Rejection::TooMany { limit: MOST });
    }
    Ok(vec![Event::AuthorityRequested(AuthorityRequested {
        request,
        party: party.id,
        asked_by: occasion.by.user.clone(),
        representative: calling(occasion, dossier, party.id).map(|it| it.id),
        ceiling: command.ceiling,
        terms: command.terms,
        answer_by: occasion.deadline(Timer::Authority),
    })])
}
