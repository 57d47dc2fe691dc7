//! `GET /v1/stalled-cases`: 停滞案件 Live cases of the own centre that nothing and nobody will move, and why.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown_document;
use crate::routes::reading::{DocumentsBody, PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use projection::StalledReason;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StalledCasesQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 停滞案件 Live cases of the own centre that nothing and nobody will move, and why. In a house that works there are none.
#[utoipa::path(
    tag = "cases",
    params(StalledCasesQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/stalled-cases")]
pub(crate) async fn read_stalled_cases(
    permit: Permit<auth::ReadStalledCases>,
    _caught_up: CaughtUp,
    query: StrictQuery<StalledCasesQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let today = legal_date(rooms.house.clock().now());
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.stalled_cases(&centre, today, &paging(query.0.after, query.0.limit))?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for stalled in &answer.value.page.items {
        let reasons: Value = stalled.reasons.iter().map(told).collect();
        let (case, body) =
            shown_document(&rooms.house, &stalled.brief, |fields| fields.insert("reasons", reasons))?;
        items.push(body);
        read.push(case);
    }
    let body = DocumentsBody { items, next: answer.value.page.next.clone(), total: Some(answer.value.total) };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

fn told(reason: &StalledReason) -> Value {
    json!({ "code": reason.code(), "zh-CN": reason.text_zh(), "en": reason.text_en() })
}
