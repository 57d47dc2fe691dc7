//! A neutral evaluation and what is made of it.

use super::*;
use domain::ids::{MediatorId, PartyId};
use domain::mediator::MediatorFacts;
use uuid::Uuid;

/// On the roster, and in no way tied to the case.
pub(crate) fn evaluator() -> MediatorFacts {
    MediatorFacts::new(MediatorId(Uuid::from_u128(0xC9)))
}
pub(crate) fn commission_evaluation() -> CommissionEvaluation {
    CommissionEvaluation {
        evaluator: ProposedEvaluator::Mediator(Box::new(evaluator())),
        question: secret_long("提前支取应按何种利率计息。"),
    }
}
/// By an expert on no roster.
pub(crate) fn commission_outside_evaluation() -> CommissionEvaluation {
    CommissionEvaluation {
        evaluator: ProposedEvaluator::Outside(secret_short("某大学金融法研究中心")),
        ..commission_evaluation()
    }
}
pub(crate) fn deliver_evaluation() -> DeliverEvaluation {
    DeliverEvaluation {
        evaluation: 1,
        report: Some(EvaluationReport {
            facts: secret_long("双方对存入日期和金额没有争议。"),
            opinion: secret_long("银行未就提前支取的计息方式作出提示。"),
            expected_result: secret_long("法院很可能支持按存单利率计息。"),
            independence_declared: true,
            document: document(),
        }),
    }
}
pub(crate) fn answer_evaluation(party: PartyId) -> AnswerEvaluation {
    AnswerEvaluation { evaluation: 1, party, accept: true, reason: Some(secret_long("意见中肯。")) }
}
