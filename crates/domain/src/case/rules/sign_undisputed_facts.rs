//! 签署无争议事实记载: each party by itself, or by somebody who may bind it in suit; with the last signature it is complete (SZR 73).

use crate::case::command::SignUndisputedFacts;
use crate::case::event::{Event, UndisputedFactsSigned};
use crate::case::guard::involved;
use crate::case::rejection::Rejection;
use crate::case::representation::binding;
use crate::case::rules::record_undisputed_facts::has_ended;
use crate::case::rules::sign_agreement::by_own_hand;
use crate::case::stage::{Case, Filed};
use crate::classification::AuthorityScope;
use crate::ids::PartyId;
use crate::occasion::Occasion;
use std::collections::BTreeSet;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: SignUndisputedFacts,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let SignUndisputedFacts { version, party, representative, method, evidence } = command;
    // Whoever admits a fact binds the party in suit as whoever settles does (CPL 62).
    let by = binding(occasion, &filed.dossier, party, representative, AuthorityScope::Settle)?;
    let signed = open_record(filed, version)?;
    by_own_hand(occasion, &filed.dossier, party, method)?;
    if signed.contains(&party) {
        return Err(Rejection::AlreadySigned);
    }
    let complete = filed.dossier.party_ids().iter().all(|it| *it == party || signed.contains(it));
    let representative = by.map(|it| it.id);
    let signed = UndisputedFactsSigned { version, party, representative, method, evidence, complete };
    Ok(vec![Event::UndisputedFactsSigned(signed)])
}

/// Who has signed this version, while it waits for others.
pub(super) fn open_record(filed: &Filed, version: u32) -> Result<&BTreeSet<PartyId>, Rejection> {
    has_ended(&filed.stage)?;
    let record = filed.dossier.facts.as_ref().filter(|it| it.version == version);
    record.and_then(|it| it.open()).ok_or(Rejection::FactsNotOpen { version })
}
