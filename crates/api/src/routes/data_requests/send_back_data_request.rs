//! `POST /v1/data-requests/{request}/return`: 退回 The director does not approve; the officer thinks again.

use super::words;
use crate::auth;
use crate::error::{ApiError, table};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::data_request::DataRequestCommand;
use domain::ids::DataRequestId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendingBackBody {
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// 退回 The director does not approve; the officer thinks again.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = SendingBackBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/return")]
pub(crate) async fn send_back_data_request(
    write: HouseWrite<auth::SendBackDataRequest, SendingBackBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let reason = words(&write.house, request, Some(&write.body.reason)).await?;
    let reason = reason.ok_or(ApiError::new(&table::NOT_FOUND))?;
    let command = DataRequestCommand::SendBack { reason };
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::done(&receipt, request.to_string()))
}
