//! Cases in which somebody neutral is asked.

use super::*;

const NEUTRAL: &[ConsentMatter] = &[ConsentMatter::NeutralEvaluation];

/// Both agreed that somebody neutral may be asked.
pub(crate) fn evaluation_agreed() -> Story {
    rights_told().and(applicant(), on("2026-10-14 12:00"), consent_of(APPLICANT, NEUTRAL)).and(
        agent(),
        on("2026-10-14 12:00"),
        consent_of(BANK, NEUTRAL),
    )
}
pub(crate) fn evaluating() -> Story {
    evaluation_agreed().and(mediator(), on("2026-10-14 15:00"), commission_evaluation())
}
pub(crate) fn evaluated() -> Story {
    evaluating().and(clerk(), on("2026-10-16 09:00"), deliver_evaluation())
}
