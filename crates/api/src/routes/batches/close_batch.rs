//! `POST /v1/batches/{batch}/closing`: 结批 The cases go on each by itself.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::batch::BatchCommand;
use domain::ids::BatchId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchClosingBody {}

/// 结批 The cases go on each by itself.
#[utoipa::path(
    tag = "batches",
    params(("batch" = Uuid, Path, description = "Which batch.")),
    request_body = BatchClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/batches/{batch}/closing")]
pub(crate) async fn close_batch(
    write: HouseWrite<auth::CloseBatch, BatchClosingBody>,
    batch: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let batch = BatchId(batch.0);
    let command = BatchCommand::Close;
    let receipt = write.house.batch(&write.call, batch, command).await?;
    Ok(answer::done(&receipt, batch.to_string()))
}
