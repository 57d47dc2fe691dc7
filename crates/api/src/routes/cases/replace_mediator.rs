//! `POST /v1/cases/{case}/mediator-replacements`: 更换调解员 Somebody leaves the panel and the choice opens again; what was done stays on record.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::ReplaceReasonCode;
use actix_web::{HttpResponse, post};
use domain::case::ReplaceMediator;
use domain::ids::MediatorId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who leaves, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorReplacementBody {
    /// Which mediator.
    mediator: Uuid,
    /// Why, as a code.
    reason: ReplaceReasonCode,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// 更换调解员 Somebody leaves the panel and the choice opens again; what was done stays on record.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorReplacementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-replacements")]
pub(crate) async fn replace_mediator(
    write: CaseWrite<auth::ReplaceMediator, MediatorReplacementBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = long(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let mediator = MediatorId(write.body.mediator);
    write.execute(ReplaceMediator { mediator, reason: write.body.reason.0, wording }).await
}
