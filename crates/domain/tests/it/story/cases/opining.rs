//! Cases on the fast track.

use super::*;
use domain::case::CloseSession;
use domain::classification::SessionResult;

/// The bank is bound by its head office's memorandum.
pub(crate) fn small() -> Story {
    filed().and(clerk(), on("2026-10-12 10:00"), accept_small())
}
/// Told of it, the bank takes part by its memorandum.
pub(crate) fn small_notified() -> Story {
    small().and(clerk(), on("2026-10-12 11:00"), notify_respondent())
}
pub(crate) fn small_mediated() -> Story {
    let consents = |party| consent_of(party, FOR_VIDEO);
    small_notified()
        .and(applicant(), on("2026-10-13 09:00"), consents(APPLICANT))
        .and(agent(), on("2026-10-13 10:00"), consents(BANK))
        .and(clerk(), on("2026-10-14 09:00"), offer_mediator())
        .and(mediator(), on("2026-10-14 10:00"), accept_assignment())
        .and(mediator(), on("2026-10-14 11:00"), notify_rights())
}
/// They sat together in vain.
pub(crate) fn talks_failed() -> Story {
    small_mediated()
        .and(mediator(), on("2026-10-14 15:00"), schedule_session())
        .and(mediator(), on("2026-10-19 14:00"), open_session())
        .and(
            mediator(),
            on("2026-10-19 16:30"),
            CloseSession { result: SessionResult::Failed, ..close_session() },
        )
}
/// The customer can accept until 27 October.
pub(crate) fn opined() -> Story {
    talks_failed().and(mediator(), on("2026-10-20 09:00"), issue_opinion())
}
/// In force, as if it were an agreement.
pub(crate) fn opinion_accepted() -> Story {
    opined().and(applicant(), on("2026-10-21 09:00"), accept_opinion())
}
