//! `POST /v1/cases/{case}/supplement-extensions`: 延长补正期限 The applicant gets more time to supply.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ExtendSupplement;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementExtensionBody {
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 延长补正期限 The applicant gets more time to supply.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SupplementExtensionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/supplement-extensions")]
pub(crate) async fn extend_supplement(
    write: CaseWrite<auth::ExtendSupplement, SupplementExtensionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", ShortText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    write.execute(ExtendSupplement { reason: Personal::clear(subject, reason) }).await
}
