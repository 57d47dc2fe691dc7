//! Asked about a neutral evaluation.

use crate::case::event::EvaluationReport;
use crate::ids::PartyId;
use crate::mediator::MediatorFacts;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// Who is to evaluate, with what the roster knows of him or her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposedEvaluator {
    /// An entry of the roster.
    Mediator(Box<MediatorFacts>),
    /// An expert on no roster.
    Outside(Personal<ShortText>),
}

/// 委托中立评估.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionEvaluation {
    /// Who evaluates.
    pub evaluator: ProposedEvaluator,
    /// What is asked.
    pub question: Personal<LongText>,
}

/// 出具中立评估意见.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliverEvaluation {
    /// Which.
    pub evaluation: u32,
    /// The opinion; nothing when it is given up.
    pub report: Option<EvaluationReport>,
}

/// 对中立评估意见的答复.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerEvaluation {
    /// Which.
    pub evaluation: u32,
    /// Who answers.
    pub party: PartyId,
    /// Ready to settle along its lines.
    pub accept: bool,
    /// Why, or why not.
    pub reason: Option<Personal<LongText>>,
}
