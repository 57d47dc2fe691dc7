//! `GET /v1/batches/{batch}`: 查看批次 A batch of the own centre; its open cases are in the work list.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::BatchId;
use uuid::Uuid;

/// 查看批次 A batch of the own centre; its open cases are in the work list.
#[utoipa::path(
    tag = "batches",
    params(("batch" = Uuid, Path, description = "Which batch.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/batches/{batch}")]
pub(crate) async fn read_batch(
    permit: Permit<auth::ReadBatch>,
    _caught_up: CaughtUp,
    batch: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.batch(&centre, BatchId(batch.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let body = shown(&rooms.house, "", view)?;
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
