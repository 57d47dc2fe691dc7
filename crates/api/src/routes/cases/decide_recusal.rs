//! `POST /v1/cases/{case}/recusal-decisions`: 回避决定 The director decides on a recusal, with a reason, within T08.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::DecideRecusal;
use domain::ids::MediatorId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecusalDecisionBody {
    /// Of which mediator.
    mediator: Uuid,
    /// Whether the mediator steps aside.
    granted: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// 回避决定 The director decides on a recusal, with a reason, within T08.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RecusalDecisionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/recusal-decisions")]
pub(crate) async fn decide_recusal(
    write: CaseWrite<auth::DecideRecusal, RecusalDecisionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", LongText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let (mediator, granted) = (MediatorId(write.body.mediator), write.body.granted);
    write.execute(DecideRecusal { mediator, granted, reason: Personal::clear(subject, reason) }).await
}
