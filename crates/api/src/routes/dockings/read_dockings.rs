//! `GET /v1/docking-agreements`: 对接协议 What courts and centres have agreed on: of the own centre, of the own court, or all.

use super::scope;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::queries::paging;
use crate::routes::reading::{PageBody, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DockingsQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 对接协议 What courts and centres have agreed on: of the own centre, of the own court, or all.
#[utoipa::path(
    tag = "registers",
    params(DockingsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/docking-agreements")]
pub(crate) async fn read_dockings(
    permit: Permit<auth::ReadDockings>,
    _caught_up: CaughtUp,
    query: StrictQuery<DockingsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let answer = rooms.views.dockings(&scope(permit.actor())?, &paging(query.0.after, query.0.limit))?;
    let items = answer.value.items.iter().map(|view| shown(&rooms.house, "", view));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
