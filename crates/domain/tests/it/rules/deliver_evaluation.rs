//! The opinion comes, or is given up.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConsentMatter;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-16 09:00")
}

fn bank_takes_back() -> Story {
    evaluating().and(agent(), now(), revoke(BANK, ConsentMatter::NeutralEvaluation))
}

#[test]
fn an_opinion_that_is_not_wanted_any_more_can_still_be_given_up() {
    let given_up = DeliverEvaluation { report: None, ..deliver_evaluation() };
    given(bank_takes_back()).when(mediator(), now(), given_up).then_stage(StageName::InMediation);
}

refusals! {
    nobody_is_told_an_opinion_against_his_will:
        given(bank_takes_back()).when(mediator(), now(), deliver_evaluation())
        => Rejection::ConsentMissing { matter: ConsentMatter::NeutralEvaluation, parties: vec![BANK] };
    it_is_delivered_once:
        given(evaluated()).when(mediator(), now(), deliver_evaluation())
        => Rejection::EvaluationNotPending { evaluation: 1 };
    one_that_was_not_asked_for_does_not_come:
        given(evaluation_agreed()).when(mediator(), now(), deliver_evaluation())
        => Rejection::EvaluationNotPending { evaluation: 1 };
    the_evaluator_declares_to_be_independent:
        given(evaluating()).when(mediator(), now(), DeliverEvaluation {
            report: deliver_evaluation().report.map(|it| EvaluationReport { independence_declared: false, ..it }),
            ..deliver_evaluation()
        }) => Rejection::IndependenceNotDeclared;
    the_paper_has_a_proper_hash:
        given(evaluating()).when(mediator(), now(), DeliverEvaluation {
            report: deliver_evaluation().report.map(|it| EvaluationReport {
                document: DocumentRef { sha256: "abc".to_owned(), ..document() }, ..it
            }),
            ..deliver_evaluation()
        }) => Rejection::HashMalformed;
}
