//! `GET /v1/cases/{case}/events`: 案件更新 That a case changed, while somebody who may read it listens.

use super::Listener;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::reader;
use crate::routes::rooms::Rooms;
use actix_web::{HttpRequest, HttpResponse, get};
use domain::ids::CaseId;
use uuid::Uuid;

/// 案件更新 That a case changed, as server-sent events; the case itself is read again with the `id` as `Consistency-Token`. `ready` comes first,
/// `read-again` where something may have been missed, `ended` when the access is over.
#[utoipa::path(
    tag = "live",
    params(
        ("case" = Uuid, Path, description = "Which case."),
        ("last-event-id" = Option<String>, Header, description = "The last `id` seen before a break."),
    ),
    responses((status = 200, description = "A stream of events.", body = String, content_type = "text/event-stream"))
)]
#[get("/cases/{case}/events")]
pub(crate) async fn watch_case(
    permit: Permit<auth::WatchCase>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    request: HttpRequest,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(&permit, case).await?;
    let reader = reader(permit.actor())?;
    let view = rooms.views.case(&reader, case)?.value.ok_or(ApiError::new(&table::NOT_FOUND))?;
    let _trace = rooms.trace(&permit, vec![case]).await?;
    Ok(Listener::new(&request, permit.actor(), reader, Some(case), view.position)?.answer())
}
