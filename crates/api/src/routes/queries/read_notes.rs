//! `GET /v1/cases/{case}/notes`: 工作笔记 A mediator's own notes (class K5), for their author alone.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::PageBody;
use crate::routes::reading::{reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use uuid::Uuid;

/// 工作笔记 A mediator's own notes (class K5), for their author alone.
#[utoipa::path(
    tag = "confidential",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/notes")]
pub(crate) async fn read_notes(
    permit: Permit<auth::ReadNotes>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    rooms.admit(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.notes(&reader(permit.actor())?, CaseId(case.0))?;
    let Some(records) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let items = records.iter().map(|record| {
        let body = serde_json::json!({ "written_at": record.written_at, "record": record.record });
        shown(&rooms.house, &record.stream, &body)
    });
    let body = PageBody { items: items.collect::<Result<Vec<_>, ApiError>>()?, next: None, total: None };
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
