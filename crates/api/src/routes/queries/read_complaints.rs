//! `GET /v1/complaints`: 投诉列表 Complaints against mediators in the cases of the own centre, those to be decided first come first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which complaints.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ComplaintsQuery {
    /// Only those not decided yet.
    open: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 投诉列表 Complaints against mediators in the cases of the own centre, those to be decided first come first.
#[utoipa::path(
    tag = "mediation",
    params(ComplaintsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/complaints")]
pub(crate) async fn read_complaints(
    permit: Permit<auth::ReadComplaints>,
    _caught_up: CaughtUp,
    query: StrictQuery<ComplaintsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let ComplaintsQuery { open, after, limit } = query.0;
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.complaints(&centre, open.unwrap_or(false), &paging(after, limit))?;
    let views = &answer.value.items;
    let items = views.iter().map(|view| shown(&rooms.house, &view.stream, view));
    let body =
        PageBody { items: items.collect::<Result<_, _>>()?, next: answer.value.next.clone(), total: None };
    let trace = rooms.trace(&permit, views.iter().map(|view| view.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
