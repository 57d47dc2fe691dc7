//! `POST /v1/data-requests/{request}/approval`: 批准 The director approves, and it is carried out at once: never by whoever proposed it.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::ids::DataRequestId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DataApprovalBody {}

/// 批准 The director approves, and it is carried out at once: never by whoever proposed it.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = DataApprovalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/approval")]
pub(crate) async fn approve_data_request(
    write: HouseWrite<auth::ApproveDataRequest, DataApprovalBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let receipt = write.house.approve_data_request(&write.call, request).await?;
    Ok(answer::done(&receipt, request.to_string()))
}
