//! 拒绝无争议事实记载: what one party does not accept is disputed; the record is abandoned, and the mediator may write another.

use crate::case::command::RefuseUndisputedFacts;
use crate::case::event::{Event, UndisputedFactsAbandoned};
use crate::case::guard::{acting_for, involved};
use crate::case::rejection::Rejection;
use crate::case::rules::sign_undisputed_facts::open_record;
use crate::case::stage::Case;
use crate::classification::AuthorityScope;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RefuseUndisputedFacts,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let RefuseUndisputedFacts { version, party, reason } = command;
    // To refuse gives nothing away.
    acting_for(occasion, &filed.dossier, party, AuthorityScope::Attend)?;
    open_record(filed, version)?;
    let abandoned = UndisputedFactsAbandoned { version, party: Some(party), reason: Some(reason) };
    Ok(vec![Event::UndisputedFactsAbandoned(abandoned)])
}
