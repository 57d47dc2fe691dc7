//! `POST /v1/batches/{batch}/members`: 并入案件 Links more cases.

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

/// Which cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// The cases.
    #[schema(min_items = 1, max_items = 200)]
    cases: Vec<Uuid>,
}

/// 并入案件 Links more cases.
#[utoipa::path(
    tag = "batches",
    params(("batch" = Uuid, Path, description = "Which batch.")),
    request_body = LinkBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/batches/{batch}/members")]
pub(crate) async fn link_cases(
    write: HouseWrite<auth::LinkCases, LinkBody>,
    batch: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let batch = BatchId(batch.0);
    write.house.batch_state(batch).await?.seen_by(&write.call.actor).map_err(application::Refusal::from)?;
    let command = BatchCommand::Link { cases: super::linkable(&write.house, &write.body.cases).await? };
    let receipt = write.house.batch(&write.call, batch, command).await?;
    Ok(answer::done(&receipt, batch.to_string()))
}
