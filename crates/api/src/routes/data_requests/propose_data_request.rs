//! `POST /v1/data-requests/{request}/proposal`: 拟同意 The data-protection officer proposes to do it; the director decides.

use super::words;
use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::ErasureGroundCode;
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
pub struct ProposalBody {
    /// Why data may go; for an erasure, and for nothing else.
    ground: Option<ErasureGroundCode>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 拟同意 The data-protection officer proposes to do it; the director decides.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    request_body = ProposalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/data-requests/{request}/proposal")]
pub(crate) async fn propose_data_request(
    write: HouseWrite<auth::ProposeDataRequest, ProposalBody>,
    request: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let request = DataRequestId(request.0);
    let reason = words(&write.house, request, write.body.reason.as_deref()).await?;
    let command = DataRequestCommand::Propose { ground: write.body.ground.map(|ground| ground.0), reason };
    let receipt = write.house.data_request(&write.call, request, command).await?;
    Ok(answer::done(&receipt, request.to_string()))
}
