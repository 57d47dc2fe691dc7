//! Neutral evaluation (中立评估): somebody independent says in writing what he or she makes of facts, liability and the likely result.
//!
//! It binds nobody, is not public and is no admission (SZR 64). Whoever evaluated a case does not mediate it later (R8).

use crate::case::event::{EvaluationAnswered, EvaluationCommissioned, EvaluationDelivered};
use crate::case::stage::Dossier;
use crate::ids::{MediatorId, PartyId};
use crate::personal::Personal;
use crate::text::ShortText;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who evaluates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "who", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Evaluator {
    /// An entry of the roster of mediators.
    Mediator(MediatorId),
    /// An expert on no roster, or a body of experts.
    Outside(Personal<ShortText>),
}

/// How an evaluation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationStatus {
    /// Waited for.
    Pending,
    /// Delivered; these have said what they make of it.
    Delivered(BTreeSet<PartyId>),
    /// It will not come.
    GivenUp,
}

/// An evaluation as far as rules go; what it says is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// How it stands.
    pub status: EvaluationStatus,
}

pub(super) fn commissioned(dossier: &mut Dossier, event: &EvaluationCommissioned) {
    dossier.evaluations.push(Evaluation { number: event.evaluation, status: EvaluationStatus::Pending });
    if let Evaluator::Mediator(id) = event.evaluator {
        dossier.past.evaluators.push(id);
    }
}

pub(super) fn delivered(dossier: &mut Dossier, event: &EvaluationDelivered) {
    if let Some(it) = numbered(dossier, event.evaluation) {
        it.status = match event.report {
            Some(_) => EvaluationStatus::Delivered(BTreeSet::new()),
            None => EvaluationStatus::GivenUp,
        };
    }
}

pub(super) fn answered(dossier: &mut Dossier, event: &EvaluationAnswered) {
    if let Some(EvaluationStatus::Delivered(parties)) =
        numbered(dossier, event.evaluation).map(|it| &mut it.status)
    {
        parties.insert(event.party);
    }
}

fn numbered(dossier: &mut Dossier, evaluation: u32) -> Option<&mut Evaluation> {
    dossier.evaluations.iter_mut().find(|it| it.number == evaluation)
}
