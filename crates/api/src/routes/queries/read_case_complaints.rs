//! `GET /v1/cases/{case}/complaints`: 本案投诉 Complaints against mediators of one case: for its director, and for a party its own.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use uuid::Uuid;

/// 本案投诉 Complaints against mediators of one case: for its director, and for a party its own.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/complaints")]
pub(crate) async fn read_case_complaints(
    permit: Permit<auth::ReadCaseComplaints>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    rooms.admit(&permit, case).await?;
    let answer = rooms.views.complaints_of(&reader(permit.actor())?, case)?;
    let Some(views) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let items = views.iter().map(|view| shown(&rooms.house, &view.stream, view));
    let body = PageBody { items: items.collect::<Result<_, _>>()?, next: None, total: None };
    let trace = rooms.trace(&permit, vec![case]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
