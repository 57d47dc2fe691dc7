//! `GET /v1/work-list`: 待办 Open cases of the own centre, the most urgent first.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::PageBody;
use crate::routes::reading::overdue;
use crate::routes::reading::{seen, shown_document};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::identity::Uscc;
use domain::ids::BatchId;
use projection::WorkFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WorkListQuery {
    /// Only cases in this stage.
    #[param(example = "SUBMITTED")]
    stage: Option<String>,
    /// Only cases with this next action.
    #[param(example = "DECIDE_ACCEPTANCE")]
    next_action: Option<String>,
    /// Only cases linked in this batch.
    batch: Option<Uuid>,
    /// Only cases in which this institution or a unit below it is a party.
    #[param(min_length = 18, max_length = 18)]
    institution: Option<String>,
    /// Only cases whose next action is overdue today.
    overdue: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 待办 Open cases of the own centre, the most urgent first.
#[utoipa::path(
    tag = "cases",
    params(WorkListQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/work-list")]
pub(crate) async fn read_work_list(
    permit: Permit<auth::ReadWorkList>,
    _caught_up: CaughtUp,
    query: StrictQuery<WorkListQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let WorkListQuery { stage, next_action, batch, institution, overdue: only_overdue, after, limit } =
        query.0;
    let today = legal_date(rooms.house.clock().now());
    let filter = WorkFilter {
        stage: named("stage", stage)?,
        next_action: named("next_action", next_action)?,
        overdue_on: only_overdue.unwrap_or(false).then_some(today),
        batch: batch.map(BatchId),
        institution: institution.as_deref().map(code).transpose()?,
    };
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.work_list(&centre, &filter, &paging(after, limit))?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for brief in &answer.value.page.items {
        let (case, mut body) = shown_document(&rooms.house, brief)?;
        overdue(&mut body, today);
        items.push(body);
        read.push(case);
    }
    let body = PageBody { items, next: answer.value.page.next.clone(), total: Some(answer.value.total) };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

fn code(institution: &str) -> Result<Uscc, ApiError> {
    Uscc::parse(institution)
        .map_err(|_| ApiError::field(FieldError::new("institution", &table::QUERY_PARAMETER_INVALID)))
}

/// A code of the views, by its name.
fn named<T: serde::de::DeserializeOwned>(
    parameter: &str,
    code: Option<String>,
) -> Result<Option<T>, ApiError> {
    let Some(code) = code else { return Ok(None) };
    serde_json::from_value(serde_json::Value::String(code)).map(Some).map_err(|_| {
        let error = FieldError::new(parameter, &table::QUERY_PARAMETER_INVALID);
        ApiError::field(error.with("expected", "/docs"))
    })
}
