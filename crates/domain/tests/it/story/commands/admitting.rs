//! What nobody disputes, once the mediation has ended.

use super::*;

pub(crate) fn record_undisputed_facts() -> RecordUndisputedFacts {
    let fact = |text: &str| UndisputedFact { fact: secret_long(text) };
    RecordUndisputedFacts {
        facts: vec![fact("双方于2024年9月签订存款合同。"), fact("存款本金五万元，于2026年9月到期。")],
        agreed_by: vec![APPLICANT, BANK],
    }
}

pub(crate) fn sign_facts(party: PartyId) -> SignUndisputedFacts {
    SignUndisputedFacts {
        version: 1,
        party,
        representative: None,
        method: SignatureMethod::Electronic,
        evidence: secret_short("签名记录-7"),
    }
}

pub(crate) fn refuse_facts(party: PartyId) -> RefuseUndisputedFacts {
    RefuseUndisputedFacts { version: 1, party, reason: secret_long("对到期日期有异议。") }
}
