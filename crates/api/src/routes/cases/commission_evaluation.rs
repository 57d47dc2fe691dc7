//! `POST /v1/cases/{case}/evaluations`: 委托中立评估 Asks somebody independent what he or she makes of the dispute.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::{CommissionEvaluation, ProposedEvaluator};
use domain::ids::MediatorId;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who evaluates.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum EvaluatorBody {
    /// An entry of the roster who does not sit in the case.
    Mediator {
        /// Which.
        id: Uuid,
    },
    /// An expert on no roster, or a body of experts.
    Outside {
        /// Who.
        #[schema(min_length = 1, max_length = 200)]
        name: String,
    },
}

/// Who evaluates what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationBody {
    /// Who evaluates.
    evaluator: EvaluatorBody,
    /// What is asked.
    #[schema(min_length = 1, max_length = 50_000)]
    question: String,
}

/// 委托中立评估 Asks somebody independent for a written opinion, which binds nobody. Every party's consent `NEUTRAL_EVALUATION` is on
/// record; whoever evaluates does not mediate the case later (R8). The mediation period runs on.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = EvaluationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/evaluations")]
pub(crate) async fn commission_evaluation(
    write: CaseWrite<auth::CommissionEvaluation, EvaluationBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let question = fields.check("/question", LongText::parse(&write.body.question));
    let evaluator = match &write.body.evaluator {
        EvaluatorBody::Outside { name } => fields
            .check("/evaluator/name", ShortText::parse(name))
            .map(|name| ProposedEvaluator::Outside(Personal::clear(subject, name))),
        EvaluatorBody::Mediator { id } => {
            let facts = write.house.mediator(MediatorId(*id)).await?;
            Some(ProposedEvaluator::Mediator(Box::new(facts)))
        }
    };
    let (Some(question), Some(evaluator)) = (question, evaluator) else { return Err(fields.into()) };
    let question = Personal::clear(subject, question);
    write.execute(CommissionEvaluation { evaluator, question }).await
}
