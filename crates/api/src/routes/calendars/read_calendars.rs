//! `GET /v1/calendars`: 本中心日程 What is booked for the cases of the own centre, whichever mediator, room or video link it takes.

use super::bookings::BookingsQuery;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, reader, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use projection::Booked;

/// 本中心日程 What is booked for the cases of the own centre between two days: one row a mediator, room or video link.
#[utoipa::path(
    tag = "calendars",
    params(BookingsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/calendars")]
pub(crate) async fn read_calendars(
    permit: Permit<auth::ReadCalendars>,
    _caught_up: CaughtUp,
    query: StrictQuery<BookingsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let (within, paging) = query.0.parse()?;
    let answer = rooms.views.bookings(&reader(permit.actor())?, &Booked::ForOwnCases, &within, &paging)?;
    let items = answer.value.items.iter().map(|row| shown(&rooms.house, "", row));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    let cases = answer.value.items.iter().filter_map(|row| row.booked_for.as_ref().map(|it| it.case));
    let trace = rooms.trace(&permit, cases.collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
