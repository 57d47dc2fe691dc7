//! `GET /v1/cases/{case}/timeline`: 案件历程 What happened to a case, oldest first: who, when, which deadline.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::PageBody;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CaseId;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// Which part.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 案件历程 What happened to a case, oldest first: who, when, which deadline.
#[utoipa::path(
    tag = "cases",
    params(("case" = Uuid, Path, description = "Which case."), TimelineQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/cases/{case}/timeline")]
pub(crate) async fn read_timeline(
    permit: Permit<auth::ReadTimeline>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    query: StrictQuery<TimelineQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let reader = rooms.admit_or_emergency(&permit, CaseId(case.0)).await?;
    let paging = paging(query.0.after, query.0.limit);
    let answer = rooms.views.timeline(&reader, CaseId(case.0), &paging)?;
    let Some(page) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let entries = page.items.iter().map(|entry| {
        let entry = serde_json::json!({
            "revision": entry.revision,
            "type": entry.event_type,
            "occurred_at": entry.occurred_at,
            "legal_date": entry.legal_date,
            "actor": entry.actor,
            "deadlines": entry.deadlines,
            "facts": entry.facts,
        });
        shown(&rooms.house, "", &entry)
    });
    let items = entries.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: page.next.clone(), total: None };
    let trace = rooms.trace(&permit, vec![CaseId(case.0)]).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
