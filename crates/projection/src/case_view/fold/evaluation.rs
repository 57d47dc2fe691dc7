//! What neutral evaluations leave in the document.

use super::Moment;
use crate::case_view::{CaseView, EvaluationAnswerView, EvaluationReportView, EvaluationView};
use domain::case::{EvaluationAnswered, EvaluationCommissioned, EvaluationDelivered};

pub(super) fn commissioned(view: &mut CaseView, event: &EvaluationCommissioned) {
    view.evaluations.push(EvaluationView {
        evaluation: event.evaluation,
        evaluator: event.evaluator.clone(),
        question: event.question.clone(),
        asked_on: event.asked_on,
        delivered_on: None,
        report: None,
        answers: Vec::new(),
    });
}

pub(super) fn delivered(view: &mut CaseView, event: &EvaluationDelivered, moment: &Moment<'_>) {
    let Some(it) = numbered(view, event.evaluation) else { return };
    it.delivered_on = Some(moment.on());
    it.report = event.report.as_ref().map(|report| EvaluationReportView {
        facts: report.facts.clone(),
        opinion: report.opinion.clone(),
        expected_result: report.expected_result.clone(),
        document: report.document.clone(),
    });
}

pub(super) fn answered(view: &mut CaseView, event: &EvaluationAnswered, moment: &Moment<'_>) {
    let Some(it) = numbered(view, event.evaluation) else { return };
    it.answers.push(EvaluationAnswerView {
        party: event.party,
        accept: event.accept,
        reason: event.reason.clone(),
        answered_on: moment.on(),
    });
}

fn numbered(view: &mut CaseView, evaluation: u32) -> Option<&mut EvaluationView> {
    view.evaluations.iter_mut().find(|it| it.evaluation == evaluation)
}
