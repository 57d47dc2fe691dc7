//! `POST /v1/cases/{case}/transfer-withdrawal`: 撤回移送 Takes the offer back.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::WithdrawTransfer;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferWithdrawalBody {}

/// 撤回移送 Takes the offer back.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferWithdrawalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-withdrawal")]
pub(crate) async fn withdraw_transfer(
    write: CaseWrite<auth::WithdrawTransfer, TransferWithdrawalBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(WithdrawTransfer).await
}
