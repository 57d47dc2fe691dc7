//! A neutral evaluation: asked for, delivered, answered.

use crate::case::evaluation::Evaluator;
use crate::case::event::DocumentRef;
use crate::ids::PartyId;
use crate::personal::{HoldsPersonal, Personal, Visit, personal_fields};
use crate::text::LongText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 委托中立评估. Every party agreed to it (SZR 64); the mediation period runs on. Class K6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationCommissioned {
    /// 1, 2, 3 … within the case.
    pub evaluation: u32,
    /// Who evaluates.
    pub evaluator: Evaluator,
    /// What is asked.
    pub question: Personal<LongText>,
    /// All parties.
    pub agreed_by: Vec<PartyId>,
    /// Legal date.
    pub asked_on: NaiveDate,
}

/// 中立评估意见书, as far as it must be read here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationReport {
    /// The facts it starts from.
    pub facts: Personal<LongText>,
    /// What the evaluator makes of liability.
    pub opinion: Personal<LongText>,
    /// What a court would probably decide.
    pub expected_result: Personal<LongText>,
    /// The evaluator declared in writing to be independent and impartial.
    pub independence_declared: bool,
    /// The signed paper.
    pub document: DocumentRef,
}

/// 出具中立评估意见, or it will not come. It advises and binds nobody. Class K6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationDelivered {
    /// Which.
    pub evaluation: u32,
    /// The opinion; nothing when it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<EvaluationReport>,
}

/// 对中立评估意见的答复. Whoever accepts is ready to settle along its lines and settles nothing yet. Class K6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationAnswered {
    /// Which.
    pub evaluation: u32,
    /// Who answers.
    pub party: PartyId,
    /// Ready to settle along its lines.
    pub accept: bool,
    /// Why, or why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

impl HoldsPersonal for Evaluator {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        match self {
            Self::Mediator(_) => {}
            Self::Outside(who) => who.each_personal(&format!("{path}.who"), visit),
        }
    }
}

personal_fields! {
    EvaluationCommissioned { question, evaluator }
    EvaluationReport { facts, opinion, expected_result, document }
    EvaluationDelivered { report }
    EvaluationAnswered { reason }
}
