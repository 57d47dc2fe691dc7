//! `POST /v1/cases/{case}/lapse`: 逾期未补正，视为撤回 The time to supply passed; the application counts as withdrawn.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::LapseApplication;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing more is to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LapseBody {}

/// 逾期未补正，视为撤回 The time to supply passed; the application counts as withdrawn.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = LapseBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/lapse")]
pub(crate) async fn lapse_application(
    write: CaseWrite<auth::LapseApplication, LapseBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(LapseApplication).await
}
