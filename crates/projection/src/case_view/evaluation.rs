//! Neutral evaluations as the parties and their mediator read them.

use chrono::NaiveDate;
use domain::case::{DocumentRef, Evaluator};
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// A neutral evaluation 中立评估 (K6). It advises and binds nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationView {
    /// 1, 2, 3 … within the case.
    pub evaluation: u32,
    /// Who evaluates; a name is sealed.
    pub evaluator: Evaluator,
    /// What is asked, sealed.
    pub question: Personal<LongText>,
    /// Legal date on which it was asked for.
    pub asked_on: NaiveDate,
    /// Legal date on which it came or was given up; none while it is waited for.
    pub delivered_on: Option<NaiveDate>,
    /// What it says; none when it was given up.
    pub report: Option<EvaluationReportView>,
    /// What the parties make of it, in the order they said so.
    pub answers: Vec<EvaluationAnswerView>,
}

/// What an evaluation says, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationReportView {
    /// The facts it starts from.
    pub facts: Personal<LongText>,
    /// What the evaluator makes of liability.
    pub opinion: Personal<LongText>,
    /// What a court would probably decide.
    pub expected_result: Personal<LongText>,
    /// The signed paper; its title is sealed.
    pub document: DocumentRef,
}

/// What a party says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationAnswerView {
    /// Who.
    pub party: PartyId,
    /// Ready to settle along its lines.
    pub accept: bool,
    /// Why, or why not; sealed.
    pub reason: Option<Personal<LongText>>,
    /// Legal date.
    pub answered_on: NaiveDate,
}
