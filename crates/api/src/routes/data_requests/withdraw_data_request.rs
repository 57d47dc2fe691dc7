//! `POST /v1/data-requests/{request}/withdrawal`: 撤回请求 The person no longer wants what was asked.

use super::words;
use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::data_request::DataRequestCommand;
use domain::ids::DataRequestId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why, if the person says so.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataRequestWithdrawalBody {
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 撤回请求 The person no longer wants what was asked; possible until it is approved.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = DataRequestWithdrawalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/withdrawal")]
pub(crate) async fn withdraw_data_request(
    write: HouseWrite<auth::WithdrawDataRequest, DataRequestWithdrawalBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let reason = words(&write.house, request, write.body.reason.as_deref()).await?;
    let command = DataRequestCommand::Withdraw { reason };
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::done(&receipt, request.to_string()))
}
