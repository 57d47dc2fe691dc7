//! `POST /v1/cases/{case}/confirmation/lapse`: 逾期未申请司法确认 The time to apply passed and nothing was filed.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::LapseConfirmation;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing more is to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationLapseBody {}

/// 逾期未申请司法确认 The time to apply (T10) passed and nothing was filed; the agreement binds as a contract.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConfirmationLapseBody,
    responses((status = 200, description = "Done; no event when it was so already.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/lapse")]
pub(crate) async fn lapse_confirmation(
    write: CaseWrite<auth::LapseConfirmation, ConfirmationLapseBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(LapseConfirmation).await
}
