//! The centre looks at whether a court could confirm a version.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ReviewFinding;
use domain::occasion::Actor;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 10:00")
}

fn returned() -> Story {
    drafted().and(clerk(), now(), review_returned())
}

#[test]
fn what_passes_is_signed_and_sealed() {
    let reviewed = signed().and(director(), on("2026-10-20 12:30"), review_passed());
    given(reviewed.under(|rules| rules.legality_review = true))
        .when(clerk(), on("2026-10-20 13:00"), seal_agreement())
        .then_stage(StageName::Effective);
}

#[test]
fn it_passes_once_and_the_director_may_think_otherwise_than_the_clerk() {
    let passed = drafted().and(clerk(), now(), review_passed());
    given(passed).when(clerk(), now(), review_passed()).then(|events| assert_eq!(events, []));
    given(returned()).when(director(), now(), review_passed()).then_stage(StageName::Signing);
}

#[test]
fn a_version_sent_back_is_followed_by_the_next() {
    let story = returned().and(mediator(), on("2026-10-20 11:00"), draft_agreement());
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    assert_eq!((agreement.version, agreement.review), (2, None));
}

refusals! {
    it_goes_back_for_a_reason:
        given(drafted()).when(clerk(), now(), ReviewAgreement { findings: vec![], ..review_returned() })
        => Rejection::ReviewFindings;
    it_passes_for_none:
        given(drafted()).when(clerk(), now(), ReviewAgreement {
            findings: vec![ReviewFinding::PublicOrder],
            ..review_passed()
        }) => Rejection::ReviewFindings;
    what_was_sent_back_is_not_sent_back_again:
        given(returned()).when(director(), on("2026-10-20 11:00"), review_returned())
        => Rejection::AgreementReturned { version: 1 };
    who_mediated_does_not_review:
        given(drafted()).when(Actor { user: mediator().user, ..clerk() }, now(), review_passed())
        => Rejection::MediatorReviews;
    another_text_is_not_reviewed:
        given(drafted()).when(clerk(), now(), ReviewAgreement { hash: sha(), ..review_passed() })
        => Rejection::HashMismatch { expected: hash() };
    an_old_version_is_not_reviewed:
        given(drafted().and(mediator(), now(), draft_agreement())).when(clerk(), now(), review_passed())
        => Rejection::VersionNotCurrent { current: 2 };
    nothing_is_reviewed_that_is_not_on_the_table:
        given(closed_session()).when(clerk(), now(), review_passed())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Signing] };
}
