//! Neutral evaluations under random hands.

use super::super::chance::Chance;
use super::arguments::{any_mediator, any_party};
use crate::story::commands::*;
use domain::case::*;
use domain::classification::ConsentMatter;

/// What moves an evaluation on, or now and then asks for one.
pub(super) fn evaluating(chance: &mut Chance, filed: &Filed) -> Option<Command> {
    let dossier = &filed.dossier;
    let last = dossier.evaluations.last();
    let evaluation = last.map_or(1, |it| it.number);
    match last.map(|it| &it.status) {
        Some(EvaluationStatus::Pending) if chance.percent(30) => {
            let report = deliver_evaluation().report.filter(|_| chance.percent(80));
            Some(DeliverEvaluation { evaluation, report }.into())
        }
        Some(EvaluationStatus::Delivered(_)) if chance.percent(15) => {
            let party = any_party(chance);
            Some(
                AnswerEvaluation { evaluation, accept: chance.percent(50), ..answer_evaluation(party) }
                    .into(),
            )
        }
        _ => {
            let agreed = dossier.without_consent(ConsentMatter::NeutralEvaluation).is_empty();
            let asks = chance.percent(if agreed { 6 } else { 1 });
            asks.then(|| asking(chance).into())
        }
    }
}

fn asking(chance: &mut Chance) -> CommissionEvaluation {
    if chance.percent(40) {
        return commission_outside_evaluation();
    }
    let evaluator = ProposedEvaluator::Mediator(Box::new(any_mediator(chance)));
    CommissionEvaluation { evaluator, ..commission_evaluation() }
}
