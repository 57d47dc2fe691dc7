//! `GET /v1/work-list/events`: 待办更新 Which cases of the own centre changed, while somebody listens.

use super::Listener;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::reading::reader;
use crate::routes::rooms::Rooms;
use actix_web::{HttpRequest, HttpResponse, get};

/// 待办更新 Which cases of the own centre changed, as server-sent events; the list itself is read again with the `id` as `Consistency-Token`.
/// `ready` comes first, `read-again` where something may have been missed, `ended` when the access is over.
#[utoipa::path(
    tag = "live",
    params(("last-event-id" = Option<String>, Header, description = "The last `id` seen before a break.")),
    responses((status = 200, description = "A stream of events.", body = String, content_type = "text/event-stream"))
)]
#[get("/work-list/events")]
pub(crate) async fn watch_work_list(
    permit: Permit<auth::WatchWorkList>,
    _caught_up: CaughtUp,
    request: HttpRequest,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = reader(permit.actor())?;
    let stands_at = rooms.views.position()?;
    let _trace = rooms.trace(&permit, Vec::new()).await?;
    Ok(Listener::new(&request, permit.actor(), reader, None, stands_at)?.answer())
}
