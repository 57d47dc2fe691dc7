//! `POST /v1/cases/{case}/refusal`: 不予受理 Refuses the application, with grounds.

use super::accept_case::{CheckBody, records};
use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ExclusionCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::RefuseAcceptance;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Codes X01 to X13.
    #[schema(min_items = 1, max_items = 13)]
    grounds: Vec<ExclusionCode>,
    /// Every requirement with how it was found, each once; absent: the grounds alone are recorded.
    #[serde(default)]
    #[schema(max_items = 20)]
    checks: Vec<CheckBody>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// 不予受理 Refuses the application, with grounds.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RefusalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/refusal")]
pub(crate) async fn refuse_acceptance(
    mut write: CaseWrite<auth::RefuseAcceptance, RefusalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let checks = records(&mut fields, subject, &write.body.checks);
    let reason = long(&mut fields, "/reason", subject, Some(&write.body.reason));
    let (Some(Some(reason)), []) = (reason, fields.all()) else { return Err(fields.into()) };
    let grounds = plain(std::mem::take(&mut write.body.grounds));
    write.execute(RefuseAcceptance { checks, grounds, reason }).await
}
