//! `GET /v1/mediators/{mediator}`: 调解员 One entry of the roster.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::{entry_seen, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::MediatorId;
use uuid::Uuid;

/// 调解员 One entry of the roster.
#[utoipa::path(
    tag = "registers",
    params(("mediator" = Uuid, Path, description = "Which mediator.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/mediators/{mediator}")]
pub(crate) async fn read_mediator(
    permit: Permit<auth::ReadMediator>,
    _caught_up: CaughtUp,
    mediator: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let answer = rooms.views.mediator(MediatorId(mediator.0))?;
    let Some(entry) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let body = entry_seen(&rooms.house, permit.actor(), entry)?;
    Ok(found(rooms.views.incarnation(), &answer, Some(entry.revision), &body))
}
