//! `POST /v1/cases/{case}/evaluations/{evaluation}/answers`: 对中立评估意见的答复 What a party makes of the opinion.

use super::{CaseWrite, EvaluationPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerEvaluation;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a party makes of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationAnswerBody {
    /// Who answers.
    party: Uuid,
    /// Ready to settle along its lines.
    accept: bool,
    /// Why, or why not.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 对中立评估意见的答复 Each party once. To accept is no agreement: that is drafted and signed as any other.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("evaluation" = u32, Path, description = "Which evaluation.")),
    request_body = EvaluationAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/evaluations/{evaluation}/answers")]
pub(crate) async fn answer_evaluation(
    write: CaseWrite<auth::AnswerEvaluation, EvaluationAnswerBody>,
    path: web::Path<EvaluationPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let reason = match &write.body.reason {
        Some(reason) => match fields.check("/reason", LongText::parse(reason)) {
            Some(reason) => Some(Personal::clear(subject, reason)),
            None => return Err(fields.into()),
        },
        None => None,
    };
    let (party, accept) = (PartyId(write.body.party), write.body.accept);
    write.execute(AnswerEvaluation { evaluation: path.evaluation, party, accept, reason }).await
}
