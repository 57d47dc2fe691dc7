//! Facts nobody disputes: written, signed, refused.

use super::super::chance::Chance;
use crate::story::actors::*;
use crate::story::commands::*;
use domain::case::*;
use domain::classification::SignatureMethod;

/// The next step of a record, or one that does not fit.
pub(super) fn admitting(chance: &mut Chance, dossier: &Dossier) -> Command {
    let (record, parties) = (dossier.facts.as_ref(), dossier.party_ids());
    let signed = record.and_then(UndisputedFacts::open);
    let Some((record, signed)) = record.zip(signed).filter(|_| chance.percent(95)) else {
        let agreed_by = if chance.percent(90) { parties } else { vec![APPLICANT] };
        return RecordUndisputedFacts { agreed_by, ..record_undisputed_facts() }.into();
    };
    let missing: Vec<_> = parties.into_iter().filter(|it| !signed.contains(it)).collect();
    let party = if missing.is_empty() { APPLICANT } else { chance.one_of(&missing) };
    if chance.percent(8) {
        return RefuseUndisputedFacts { version: record.version, ..refuse_facts(party) }.into();
    }
    let method = chance.one_of(&[SignatureMethod::Electronic, SignatureMethod::Handwritten]);
    SignUndisputedFacts { version: record.version, method, ..sign_facts(party) }.into()
}
