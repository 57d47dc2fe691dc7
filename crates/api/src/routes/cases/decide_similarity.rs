//! `POST /v1/cases/{case}/similarity-decisions`: 认定相似案件 Says what cases like this one are to it.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SimilarRelationCode;
use actix_web::{HttpResponse, post};
use domain::case::DecideSimilarity;
use domain::ids::CaseId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was found out about them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimilarityBody {
    /// About which of the cases listed as similar; exactly one for `JOINED` and `SAME`.
    #[schema(min_items = 1, max_items = 50)]
    cases: Vec<Uuid>,
    /// What they are to this case.
    relation: SimilarRelationCode,
    /// Why; needed to hold a case that must be decided about for another dispute.
    #[schema(min_length = 1, max_length = 200)]
    reason: Option<String>,
}

/// 认定相似案件 Says what cases like this one are to it.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SimilarityBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/similarity-decisions")]
pub(crate) async fn decide_similarity(
    write: CaseWrite<auth::DecideSimilarity, SimilarityBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(reason) = short(&mut fields, "/reason", subject, body.reason.as_deref()) else {
        return Err(fields.into());
    };
    let others = body.cases.iter().copied().map(CaseId).collect();
    write.execute(DecideSimilarity { others, relation: body.relation.0, reason }).await
}
