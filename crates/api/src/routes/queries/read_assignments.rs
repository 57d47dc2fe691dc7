//! `GET /v1/cases/{case}/assignments`: 指派说明 Who was asked to mediate and why, with everybody who was not.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use uuid::Uuid;

/// 指派说明 Who was asked to mediate and why, with everybody who was not.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/assignments")]
pub(crate) async fn read_assignments(
    permit: Permit<auth::ReadAssignments>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let answer = rooms.views.assignments(&reader(permit.actor())?, case)?;
    let Some(offers) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let stream = rooms.house.case_stream(case);
    let items = offers.iter().map(|offer| shown(&rooms.house, stream.as_str(), offer));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: None, total: None };
    let trace = rooms.trace(&permit, vec![case]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
