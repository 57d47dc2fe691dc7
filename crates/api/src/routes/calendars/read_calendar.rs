//! `GET /v1/calendars/{resource}`: 日程 What is booked for a mediator, a room or a video link.

use super::bookings::BookingsQuery;
use super::own_calendar;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get, web};
use projection::Booked;

/// 日程 What is booked for a mediator, a room or a video link between two days. Whose hour it is stands there only for whoever may read the
/// case.
#[utoipa::path(
    tag = "calendars",
    params(("resource" = String, Path, description = "`mediator.<id>` or `place.<id>`."), BookingsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/calendars/{resource}")]
pub(crate) async fn read_calendar(
    permit: Permit<auth::ReadCalendar>,
    _caught_up: CaughtUp,
    path: web::Path<String>,
    query: StrictQuery<BookingsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let resource = own_calendar(&rooms, permit.actor(), &path).await?;
    let (within, paging) = query.0.parse()?;
    let mut answer =
        rooms.views.bookings(&reader(permit.actor())?, &Booked::In(resource), &within, &paging)?;
    let mut cases = Vec::new();
    for row in &mut answer.value.items {
        let Some(booked) = &row.booked_for else { continue };
        if rooms.admits(&permit, booked.case).await? {
            cases.push(booked.case);
        } else {
            row.booked_for = None;
        }
    }
    let items = answer.value.items.iter().map(|row| shown(&rooms.house, "", row));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    let trace = rooms.trace(&permit, cases).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
