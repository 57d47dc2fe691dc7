//! A proposal that becomes an agreement when nobody objects.

use super::*;

/// The bank pays 5,000 yuan by the end of November.
pub(crate) fn propose_no_objection() -> ProposeNoObjection {
    ProposeNoObjection { terms: vec![clause(payment(5_000, "2026-11-30"))], salt: secret_short("b8f1c2d4") }
}

pub(crate) fn serve(party: PartyId) -> ServeNoObjection {
    ServeNoObjection {
        version: 1,
        party,
        method: ServiceMethod::Direct,
        served_on: None,
        evidence: Some(secret_short("送达回证-1")),
    }
}

pub(crate) fn object(party: PartyId) -> ObjectToProposal {
    ObjectToProposal { version: 1, party, reason: Some(secret_long("金额不足。")) }
}
