//! `GET /v1/data-requests`: 请求列表 Requests about personal data by the day they must be answered: of the own centre, or of the own account.

use super::filter;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::queries::paging;
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DataRequestsQuery {
    /// Only those not answered yet.
    open: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 请求列表 Requests about personal data by the day they must be answered: of the own centre, or of the own account.
#[utoipa::path(
    tag = "privacy",
    params(DataRequestsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/data-requests")]
pub(crate) async fn read_data_requests(
    permit: Permit<auth::ReadDataRequests>,
    _caught_up: CaughtUp,
    query: StrictQuery<DataRequestsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let DataRequestsQuery { open, after, limit } = query.0;
    let of = filter(permit.actor(), open.unwrap_or(false))?;
    let answer = rooms.views.data_requests(&of, &paging(after, limit))?;
    let views = &answer.value.items;
    let items = views.iter().map(|view| shown(&rooms.house, &view.stream, view));
    let body =
        PageBody { items: items.collect::<Result<_, _>>()?, next: answer.value.next.clone(), total: None };
    let cases = views.iter().flat_map(|view| view.scope.iter().map(|item| item.case));
    let trace = rooms.trace(&permit, cases.collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
