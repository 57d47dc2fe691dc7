//! Agreements in force that are not simply performed.

use super::*;
use domain::money::Fen;

/// What the bank pays in three parts, on the 27th of October, November and December; two that are missed make the rest fall due.
pub(crate) fn in_parts(accelerates_after: Option<u8>) -> DraftAgreement {
    let part = |due_on| Instalment { due_on: day(due_on), amount: yuan(1_000) };
    let schedule = ["2026-10-27", "2026-11-27", "2026-12-27"].map(part).to_vec();
    let body = TermBody::Instalments {
        payer: BANK,
        payee: APPLICANT,
        total: Fen::sum(schedule.iter().map(|part| part.amount)).unwrap(),
        schedule,
        accelerates_after,
    };
    DraftAgreement { terms: vec![clause(body)], ..draft_agreement() }
}
/// In force, to be paid in three parts.
pub(crate) fn effective_in_parts() -> Story {
    agreed_on(in_parts(Some(2)))
}
/// The only payment is over its day, and the bank was urged.
pub(crate) fn urged() -> Story {
    effective().and(clerk(), on("2026-10-28 09:00"), urge_performance())
}
/// Urged in vain.
pub(crate) fn defaulted() -> Story {
    urged().and(clerk(), on("2026-11-02 09:00"), declare_default())
}
/// Two parts are missed, and the rest falls due.
pub(crate) fn accelerated() -> Story {
    let at = on("2026-11-30 09:00");
    let urge = UrgePerformance { seq: 2, ..urge_performance() };
    let default = DeclareDefault { seq: 2, accelerate: true, ..declare_default() };
    effective_in_parts().and(clerk(), at, urge).and(clerk(), at, default)
}
/// Confirmed by the court and not paid.
pub(crate) fn enforced() -> Story {
    confirmed().and(applicant(), on("2026-11-20 09:00"), record_enforcement())
}
