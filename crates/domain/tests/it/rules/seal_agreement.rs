//! The seal comes last; the agreement takes effect.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::SignatureMethod;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 13:00")
}

/// Signatures of these only.
fn signed_by(signatures: Vec<(domain::occasion::Actor, SignAgreement)>) -> Story {
    signatures
        .into_iter()
        .fold(drafted(), |story, (by, signature)| story.and(by, on("2026-10-20 10:00"), signature))
}

#[test]
fn the_seal_makes_the_agreement_effective() {
    let story = given(signed()).when(clerk(), now(), seal_agreement()).then(|events| {
        let [Event::AgreementSealed(sealed), Event::AgreementBecameEffective(effective)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((sealed.version, sealed.sealed_at), (1, now()));
        assert_eq!(
            effective.obligations,
            [Obligation {
                creditor: Some(APPLICANT),
                clause: Some(1),
                follow_up: Some(FollowUpDates {
                    remind_on: day("2026-10-24"),
                    overdue_on: day("2026-10-28"),
                    call_on: vec![day("2026-11-03"), day("2026-11-26")],
                }),
                ..Obligation::new(1, BANK, day("2026-10-27"), Performance::Money(yuan(5_000)))
            }]
        );
    });
    assert_eq!(story.case().stage_name(), StageName::Effective);
    assert_eq!(story.filed().stage.mediator(), Some(MEDIATOR));
}

#[test]
fn what_everybody_signed_in_time_is_sealed_after_the_window_too() {
    given(signed()).when(clerk(), on("2026-11-02 09:00"), seal_agreement()).then_stage(StageName::Effective);
}

#[test]
fn what_the_parties_left_out_ends_and_the_part_they_settled_is_in_force() {
    let story = settled_in_part();
    let Some(Event::RestEnded(ended)) = story.history().last() else { panic!("{:?}", story.history()) };
    assert_eq!((ended.claims.as_slice(), story.case().stage_name()), (&[2][..], StageName::Effective));
    assert_eq!(story.filed().settlement().unwrap().agreement.settles, [1]);
    // What was settled is confirmed like any other agreement.
    story.and(applicant(), on("2026-10-22 09:00"), prepare_confirmation());
}

refusals! {
    nothing_is_sealed_that_is_not_on_the_table:
        given(closed_session()).when(clerk(), now(), seal_agreement())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Signing] };
    an_old_version_is_not_sealed:
        given(signed().and(mediator(), now(), draft_agreement())).when(clerk(), now(), seal_agreement())
        => Rejection::VersionNotCurrent { current: 2 };
    another_text_is_not_sealed:
        given(signed()).when(clerk(), now(), SealAgreement { hash: sha(), ..seal_agreement() })
        => Rejection::HashMismatch { expected: hash() };
    what_was_sent_back_is_not_sealed:
        given(signed().and(clerk(), on("2026-10-20 12:30"), review_returned()))
            .when(clerk(), on("2026-10-20 13:00"), seal_agreement())
        => Rejection::AgreementReturned { version: 1 };
    where_the_rules_ask_for_a_review_nothing_is_sealed_without:
        given(signed().under(|rules| rules.legality_review = true))
            .when(clerk(), on("2026-10-20 13:00"), seal_agreement())
        => Rejection::ReviewMissing;
    no_seal_without_any_signature:
        given(drafted()).when(clerk(), now(), seal_agreement())
        => Rejection::SignaturesMissing { parties: vec![APPLICANT, BANK], mediator: true };
    no_seal_without_the_banks_signature:
        given(signed_by(vec![(applicant(), sign_as_applicant()), (mediator(), sign_as_mediator())]))
            .when(clerk(), now(), seal_agreement())
        => Rejection::SignaturesMissing { parties: vec![BANK], mediator: false };
    no_seal_without_the_mediators_signature:
        given(signed_by(vec![
            (applicant(), sign(Signer::Party(APPLICANT), SignatureMethod::Handwritten)),
            (agent(), sign_as_bank()),
        ])).when(clerk(), now(), seal_agreement())
        => Rejection::SignaturesMissing { parties: vec![], mediator: true };
}
