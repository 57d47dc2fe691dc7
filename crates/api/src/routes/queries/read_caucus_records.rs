//! `GET /v1/cases/{case}/caucus-records`: 背对背调解记录 What was told in confidence (class K4): for the mediators, and for a party what it handed in itself.

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

/// 背对背调解记录 What was told in confidence (class K4): for the mediators, and for a party what it handed in itself.
#[utoipa::path(
    tag = "confidential",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/caucus-records")]
pub(crate) async fn read_caucus_records(
    permit: Permit<auth::ReadCaucusRecords>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    rooms.admit(&permit, CaseId(case.0)).await?;
    let answer = rooms.views.caucus_records(&reader(permit.actor())?, CaseId(case.0))?;
    let Some(records) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let items = records.iter().map(|record| {
        let body = serde_json::json!({ "written_at": record.written_at, "record": record.record });
        shown(&rooms.house, &record.stream, &body)
    });
    let body = PageBody { items: items.collect::<Result<Vec<_>, ApiError>>()?, next: None, total: None };
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
