//! `GET /v1/data-requests/{request}`: 查看请求 A request about personal data.

use super::filter;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::DataRequestId;
use uuid::Uuid;

/// 查看请求 A request about personal data.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/data-requests/{request}")]
pub(crate) async fn read_data_request(
    permit: Permit<auth::ReadDataRequest>,
    _caught_up: CaughtUp,
    request: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let of = filter(permit.actor(), false)?;
    let answer = rooms.views.data_request(&of, DataRequestId(request.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let body = shown(&rooms.house, &view.stream, view)?;
    let trace = rooms.trace(&permit, view.scope.iter().map(|item| item.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &body))
}
