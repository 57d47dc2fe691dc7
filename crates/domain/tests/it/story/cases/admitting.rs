//! Mediations that failed, and what nobody disputes of them.

use super::super::referrals::failed_for_court;
use super::*;

/// The parties were too far apart.
pub(crate) fn failed() -> Story {
    closed_session().and(mediator(), on("2026-10-20 09:00"), terminate_mediation())
}
/// The facts nobody disputes wait for signatures.
pub(crate) fn facts_written() -> Story {
    failed().and(mediator(), on("2026-10-20 10:00"), record_undisputed_facts())
}
/// The applicant has signed them.
pub(crate) fn facts_half_signed() -> Story {
    facts_written().and(applicant(), on("2026-10-20 11:00"), sign_facts(APPLICANT))
}
/// Everybody has.
pub(crate) fn facts_complete() -> Story {
    facts_half_signed().and(agent(), on("2026-10-20 12:00"), sign_facts(BANK))
}
/// Facts that nobody disputes in a dispute a court sent, signed by everybody.
pub(crate) fn facts_for_court() -> Story {
    failed_for_court()
        .and(mediator(), on("2026-10-20 10:00"), record_undisputed_facts())
        .and(applicant(), on("2026-10-20 11:00"), sign_facts(APPLICANT))
        .and(agent(), on("2026-10-20 12:00"), sign_facts(BANK))
}
