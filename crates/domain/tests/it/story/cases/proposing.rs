//! On the way to an agreement by silence.

use super::*;
use domain::deadline::Timer;

/// Both sides agreed that silence may bind them, the applicant in a declaration of its own.
pub(crate) fn silence_agreed_to() -> Story {
    let matter = &[ConsentMatter::NoObjection];
    closed_session().and(applicant(), on("2026-10-20 08:00"), consent_of(APPLICANT, matter)).and(
        agent(),
        on("2026-10-20 08:10"),
        consent_of(BANK, matter),
    )
}
pub(crate) fn silence_proposed() -> Story {
    silence_agreed_to().and(mediator(), on("2026-10-20 09:00"), propose_no_objection())
}
/// The applicant may object until 27 October, the bank until 28 October.
pub(crate) fn silence_served() -> Story {
    silence_proposed().and(mediator(), on("2026-10-20 10:00"), serve(APPLICANT)).and(
        clerk(),
        on("2026-10-21 10:00"),
        serve(BANK),
    )
}
/// Nobody objected: in force since 29 October.
pub(crate) fn agreed_by_silence() -> Story {
    silence_served().and(the_house(), on("2026-10-28 00:10"), fire_timer(Timer::T07, "2026-10-27")).and(
        the_house(),
        on("2026-10-29 00:10"),
        fire_timer(Timer::T07, "2026-10-28"),
    )
}
