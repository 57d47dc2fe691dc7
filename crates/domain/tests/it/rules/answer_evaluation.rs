//! What the parties make of the opinion: each says so once, and nobody is bound by it.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-17 09:00")
}

#[test]
fn both_accept_and_nothing_is_settled_yet() {
    let story = evaluated()
        .and(applicant(), now(), answer_evaluation(APPLICANT))
        .and(agent(), now(), answer_evaluation(BANK));
    assert_eq!(story.filed().stage.name(), StageName::InMediation);
}

refusals! {
    each_party_answers_once:
        given(evaluated().and(applicant(), now(), answer_evaluation(APPLICANT)))
            .when(applicant(), now(), AnswerEvaluation { accept: false, ..answer_evaluation(APPLICANT) })
        => Rejection::EvaluationAnswered { evaluation: 1 };
    nobody_answers_before_it_is_there:
        given(evaluating()).when(applicant(), now(), answer_evaluation(APPLICANT))
        => Rejection::EvaluationNotDelivered { evaluation: 1 };
    one_that_was_given_up_is_not_answered:
        given(evaluating().and(mediator(), on("2026-10-16 09:00"), DeliverEvaluation { report: None, ..deliver_evaluation() }))
            .when(applicant(), now(), answer_evaluation(APPLICANT))
        => Rejection::EvaluationNotDelivered { evaluation: 1 };
    nobody_answers_for_the_other_side:
        given(evaluated()).when(applicant(), now(), answer_evaluation(BANK))
        => Rejection::NotActingFor { party: BANK };
}
