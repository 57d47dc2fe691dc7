//! A neutral evaluation, asked for with everybody's consent, of somebody who has nothing to do with the mediation.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, RecusalGround};
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

#[test]
fn the_mediation_and_its_period_run_on() {
    let before = given(evaluation_agreed());
    before.when(mediator(), now(), commission_evaluation()).then(|events| {
        let [Event::EvaluationCommissioned(asked)] = events else { panic!("{events:?}") };
        assert_eq!((asked.evaluation, asked.asked_on), (1, day("2026-10-15")));
        assert_eq!(asked.agreed_by, [APPLICANT, BANK]);
    });
    let accepted = evaluating().filed().stage.accepted().cloned().unwrap();
    assert_eq!((accepted.pause.appraisal, accepted.pause.stopped_since), (None, None));
}

#[test]
fn whoever_evaluated_does_not_mediate_the_case_later() {
    let story = evaluating().and(clerk(), now(), replace_mediator());
    let offered = OfferMediator { mediator: evaluator(), ..offer_mediator() };
    let outcome = given(story).when(clerk(), on("2026-10-15 10:00"), offered);
    let Err(Rejection::ConflictOfInterest { findings }) = outcome.answer() else { panic!("offered") };
    assert!(findings.iter().any(|it| it.ground == RecusalGround::WasEvaluator), "{findings:?}");
}

/// One after the other was asked for and given up.
fn ten() -> Story {
    (1..=10).fold(evaluation_agreed(), |story, evaluation| {
        story
            .and(mediator(), now(), commission_outside_evaluation())
            .and(mediator(), now(), DeliverEvaluation { evaluation, report: None })
    })
}

refusals! {
    ten_opinions_are_enough:
        given(ten()).when(mediator(), now(), commission_outside_evaluation())
        => Rejection::TooMany { limit: 10 };
    everybody_agrees_to_an_evaluation:
        given(rights_told().and(applicant(), now(), consent_of(APPLICANT, &[ConsentMatter::NeutralEvaluation])))
            .when(mediator(), now(), commission_evaluation())
        => Rejection::ConsentMissing { matter: ConsentMatter::NeutralEvaluation, parties: vec![BANK] };
    a_consent_taken_back_counts_no_longer:
        given(evaluation_agreed().and(agent(), now(), revoke(BANK, ConsentMatter::NeutralEvaluation))).when(mediator(), now(), commission_evaluation())
        => Rejection::ConsentMissing { matter: ConsentMatter::NeutralEvaluation, parties: vec![BANK] };
    one_evaluation_at_a_time:
        given(evaluating()).when(mediator(), now(), commission_evaluation())
        => Rejection::EvaluationPending { evaluation: 1 };
    the_mediator_does_not_evaluate:
        given(evaluation_agreed()).when(mediator(), now(), CommissionEvaluation {
            evaluator: ProposedEvaluator::Mediator(Box::new(unbound())), ..commission_evaluation()
        }) => Rejection::EvaluatorMediates;
    somebody_evaluates_a_case_once:
        given(evaluated()).when(mediator(), on("2026-10-17 09:00"), commission_evaluation())
        => Rejection::EvaluatorTwice;
    it_is_too_late_after_the_period:
        given(evaluation_agreed()).when(mediator(), on("2026-11-12 09:00"), commission_evaluation())
        => Rejection::DeadlinePassed { timer: Timer::T05a, due: day("2026-11-11") };
}
