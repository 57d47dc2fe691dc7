//! `POST /v1/cases/{case}/supplement-requests`: 要求补正 Asks once for what is missing.

use super::{CaseWrite, missing_items};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::RequestSupplement;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementRequestBody {
    /// One line each.
    #[schema(min_items = 1, max_items = 50)]
    items: Vec<String>,
}

/// 要求补正 Asks once for what is missing.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SupplementRequestBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/supplement-requests")]
pub(crate) async fn request_supplement(
    write: CaseWrite<auth::RequestSupplement, SupplementRequestBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(items) = missing_items(&mut fields, subject, &write.body.items) else {
        return Err(fields.into());
    };
    write.execute(RequestSupplement { items }).await
}
