//! `POST /v1/cases/{case}/transfer-acceptance`: 接收移送 Takes the case over; the applicant is told.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::ServiceMethodCode;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;

/// How the applicant was told of the new centre.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferAcceptanceBody {
    /// How.
    notice: ServiceMethodCode,
}

/// 接收移送 Takes the case over; the applicant is told.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferAcceptanceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-acceptance")]
pub(crate) async fn accept_transfer(
    write: CaseWrite<auth::AcceptTransfer, TransferAcceptanceBody>,
) -> Result<HttpResponse, ApiError> {
    let receipt = write.house.accept_transfer(&write.call, write.case, write.body.notice.0).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
