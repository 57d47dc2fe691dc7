//! What a party says to a version before it signs.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AgreementAnswer, Termination};

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 10:00")
}

fn says(answer: AgreementAnswer) -> AnswerAgreement {
    answer_agreement(APPLICANT, answer)
}

#[test]
fn a_party_agrees_to_a_version_and_still_has_to_sign_it() {
    let story = given(drafted()).when(applicant(), now(), says(AgreementAnswer::Accepted)).then(|events| {
        let [Event::AgreementAnswered(answered)] = events else { panic!("{events:?}") };
        assert_eq!((answered.version, answered.party, &answered.hash), (1, APPLICANT, &hash()));
    });
    given(story)
        .when(applicant(), now(), says(AgreementAnswer::Accepted))
        .then(|events| assert_eq!(events, [], "said once is said"));
}

#[test]
fn who_refused_may_think_better_of_it() {
    let refused = drafted().and(applicant(), now(), says(AgreementAnswer::RefusedToSign));
    given(refused).when(applicant(), on("2026-10-21 09:00"), sign_as_applicant()).then_stage(StageName::Signing);
}

#[test]
fn a_new_version_asks_everybody_anew() {
    let wanted = drafted().and(applicant(), now(), says(AgreementAnswer::ChangesWanted));
    let story = wanted.and(mediator(), on("2026-10-20 11:00"), draft_agreement());
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    assert!(agreement.answers.is_empty());
}

#[test]
fn the_mediation_ends_when_somebody_will_not_sign() {
    let refused = drafted().and(agent(), now(), answer_agreement(BANK, AgreementAnswer::RefusedToSign));
    given(refused)
        .when(mediator(), on("2026-10-20 11:00"), terminate(Termination::RefusedToSign))
        .then_stage(StageName::Terminated);
}

refusals! {
    who_wants_it_otherwise_says_how:
        given(drafted()).when(applicant(), now(), AnswerAgreement {
            reason: None,
            ..says(AgreementAnswer::ChangesWanted)
        }) => Rejection::AnswerReasonMissing;
    who_will_not_sign_says_why:
        given(drafted()).when(applicant(), now(), AnswerAgreement {
            reason: None,
            ..says(AgreementAnswer::RefusedToSign)
        }) => Rejection::AnswerReasonMissing;
    who_has_signed_has_said_enough:
        given(signed()).when(applicant(), on("2026-10-20 13:00"), says(AgreementAnswer::ChangesWanted))
        => Rejection::AlreadySigned;
    an_answer_is_about_one_text:
        given(drafted()).when(applicant(), now(), AnswerAgreement {
            hash: sha(),
            ..says(AgreementAnswer::Accepted)
        }) => Rejection::HashMismatch { expected: hash() };
    nobody_answers_for_the_other_side:
        given(drafted()).when(agent(), now(), says(AgreementAnswer::Accepted))
        => Rejection::NotActingFor { party: APPLICANT };
    nothing_is_answered_that_is_not_on_the_table:
        given(closed_session()).when(applicant(), now(), says(AgreementAnswer::Accepted))
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Signing] };
}
