//! `POST /v1/batches/{batch}/removals`: 移出案件 A case goes on by itself.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::UnlinkReasonCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::batch::BatchCommand;
use domain::ids::{BatchId, CaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which case, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlinkBody {
    /// Which case.
    case: Uuid,
    /// Why.
    reason: UnlinkReasonCode,
}

/// 移出案件 A case goes on by itself.
#[utoipa::path(
    tag = "batches",
    params(("batch" = Uuid, Path, description = "Which batch.")),
    request_body = UnlinkBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/batches/{batch}/removals")]
pub(crate) async fn unlink_case(
    write: HouseWrite<auth::UnlinkCase, UnlinkBody>,
    batch: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let batch = BatchId(batch.0);
    let command = BatchCommand::Unlink { case: CaseId(write.body.case), reason: write.body.reason.0 };
    let receipt = write.house.batch(&write.call, batch, command).await?;
    Ok(answer::done(&receipt, batch.to_string()))
}
