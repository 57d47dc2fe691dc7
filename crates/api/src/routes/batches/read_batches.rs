//! `GET /v1/batches`: 批次列表 Batches of the own centre.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::queries::paging;
use crate::routes::reading::{PageBody, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which batches.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BatchesQuery {
    /// Only those not closed.
    open: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 批次列表 Batches of the own centre.
#[utoipa::path(
    tag = "batches",
    params(BatchesQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/batches")]
pub(crate) async fn read_batches(
    permit: Permit<auth::ReadBatches>,
    _caught_up: CaughtUp,
    query: StrictQuery<BatchesQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let BatchesQuery { open, after, limit } = query.0;
    let answer = rooms.views.batches(&centre, open.unwrap_or(false), &paging(after, limit))?;
    let items = answer.value.items.iter().map(|view| shown(&rooms.house, "", view));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
