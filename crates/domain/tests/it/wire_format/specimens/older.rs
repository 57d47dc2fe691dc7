//! Shapes of events that grew.

use super::AnyEvent;
use domain::case::Event;

/// Shapes that were written before the parties chose their mediator in the house, before duties were kept apart,
/// before an obligation knew its creditor, before a
/// rung had its day, or before papers were scanned.
pub(super) const OLDER: &[&str] = &[
    "case.mediator-offered.v1",
    "case.mediator-offered.v1~panel",
    "case.consent-given.v1",
    "case.consent-given.v1~last-to-mediate",
    "case.assignment-declined.v1",
    "case.mediator-replaced.v1",
    "case.accepted.v1",
    "case.assignment-accepted.v1",
    "case.confirmation-accepted.v1",
    "case.agreement-became-effective.v1",
    "case.agreement-signed.v1~mediator",
    "case.deadline-expired.v1",
];

/// An event without what later versions added; the very first offers did not keep the roster's facts either.
#[expect(clippy::wildcard_enum_match_arm, reason = "only what grew has an older shape")]
pub(super) fn as_first_written(event: &AnyEvent) -> AnyEvent {
    let AnyEvent::Case(event) = event else { panic!("{event:?}") };
    let mut event = event.clone();
    match &mut event {
        Event::MediatorOffered(offer) => {
            offer.basis = None;
            if offer.co_mediators.is_empty() {
                offer.facts = None;
            }
        }
        Event::ConsentGiven(given) => given.centre_appoints = false,
        Event::AssignmentDeclined(declined) => declined.choose_by = None,
        Event::MediatorReplaced(replaced) => replaced.choose_by = None,
        Event::AgreementSigned(signed) => signed.scan_sha256 = None,
        Event::CaseAccepted(accepted) => accepted.acceptor = None,
        Event::AssignmentAccepted(accepted) => accepted.account = None,
        Event::ConfirmationAccepted(accepted) => accepted.expected_by = None,
        Event::DeadlineExpired(expired) => expired.escalate_on = None,
        Event::AgreementBecameEffective(effect) => {
            for it in &mut effect.obligations {
                (it.creditor, it.clause, it.accelerates_after, it.follow_up) = (None, None, None, None);
            }
        }
        other => panic!("{other:?} has no older shape"),
    }
    AnyEvent::Case(event)
}
