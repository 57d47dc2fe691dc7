//! `GET /v1/transfers`: 移送 Open offers by and to the own centre; for the federation, those it must decide.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which offers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TransfersQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 移送 Open offers by and to the own centre; for the federation, those it must decide. No party is named.
#[utoipa::path(
    tag = "referral",
    params(TransfersQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/transfers")]
pub(crate) async fn read_transfers(
    permit: Permit<auth::ReadTransfers>,
    _caught_up: CaughtUp,
    query: StrictQuery<TransfersQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let answer =
        rooms.views.transfers(permit.actor().centre.as_ref(), &paging(query.0.after, query.0.limit))?;
    let items = answer.value.items.iter().map(|row| shown(&rooms.house, "", row));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    let trace = rooms.trace(&permit, answer.value.items.iter().map(|row| row.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
