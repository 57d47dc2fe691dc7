//! `GET /v1/work-list`: 待办 Open cases of the own centre, the most urgent first: what is next, until when, and what is lacking.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::document::Fields;
use crate::routes::opening::shown_beside;
use crate::routes::reading::PageBody;
use crate::routes::reading::seen;
use crate::routes::reading::{DocumentsBody, is_past};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::legal_date;
use domain::classification::{Business, Cause, Track};
use domain::identity::Uscc;
use domain::ids::{BatchId, MediatorId};
use projection::{Colour, WorkCase, WorkFilter, WorkOrder};
use serde::Deserialize;
use serde_json::json;
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
    /// Only cases on this track.
    #[param(example = "SMALL")]
    track: Option<String>,
    /// Only cases of this colour today: `RED` when the last day is over, `AMBER` from the first warning on, `GREEN` before, `NONE` without a
    /// last day.
    #[param(example = "AMBER")]
    colour: Option<String>,
    /// Only cases this mediator was asked for or is at work in, presiding.
    mediator: Option<Uuid>,
    /// Only cases of this business class.
    #[param(example = "RMB_SAVINGS")]
    business: Option<String>,
    /// Only cases with this cause.
    #[param(example = "PRODUCT_RETURN")]
    cause: Option<String>,
    /// Only cases linked in this batch.
    batch: Option<Uuid>,
    /// Only cases in which this institution or a unit below it is a party.
    #[param(min_length = 18, max_length = 18)]
    institution: Option<String>,
    /// Only cases whose next action is overdue today.
    overdue: Option<bool>,
    /// `due` (when absent): by the last day of the next action. `age`: the oldest first. `amount`: the largest sum of claims first.
    #[param(example = "due")]
    sort: Option<String>,
    /// The `next` of the page before, in the same order.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 待办 Open cases of the own centre, the most urgent first: each with its age in days, the colour of its deadline, pieces that were asked
/// for and not handed in, and papers that are to be served and are not.
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
    let today = legal_date(rooms.house.clock().now());
    let (after, limit) = (query.0.after.clone(), query.0.limit);
    let filter = filter(query.0, today)?;
    let centre = permit.actor().centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.work_list(&centre, &filter, &paging(after, limit))?;
    let (mut items, mut read) = (Vec::new(), Vec::new());
    for open in &answer.value.page.items {
        let pressing = |fields: &mut Fields<'_>| pressing(fields, open, today);
        let (case, body) = shown_beside(&rooms.house, &open.brief, &open.outstanding, pressing)?;
        items.push(body);
        read.push(case);
    }
    let body = DocumentsBody { items, next: answer.value.page.next.clone(), total: Some(answer.value.total) };
    let trace = rooms.trace(&permit, read).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

/// Says of a case whether it is overdue on `today`, how old it is, how pressing, and from when.
fn pressing(fields: &mut Fields<'_>, open: &WorkCase, today: NaiveDate) {
    let due = fields.text("next_due").and_then(|due| due.parse().ok());
    let received: Option<DateTime<Utc>> = fields.text("received_at").and_then(|at| at.parse().ok());
    let age = received.map(|at| (today - legal_date(at)).num_days());
    fields.insert("overdue", json!(is_past(fields.text("next_due"), today)));
    fields.insert("age_days", json!(age));
    fields.insert("colour", json!(Colour::on(today, due, open.amber_from)));
    fields.insert("amber_from", json!(open.amber_from));
}

fn filter(query: WorkListQuery, today: NaiveDate) -> Result<WorkFilter, ApiError> {
    let codes = |codes: &[&'static str]| codes.join(", ");
    let colour = coded("colour", query.colour, Colour::parse, || codes(&Colour::ALL.map(Colour::code)))?;
    let order = coded("sort", query.sort, WorkOrder::parse, || codes(&WorkOrder::ALL.map(WorkOrder::code)))?;
    Ok(WorkFilter {
        stage: named("stage", query.stage)?,
        next_action: named("next_action", query.next_action)?,
        overdue_on: query.overdue.unwrap_or(false).then_some(today),
        colour_on: colour.map(|colour| (colour, today)),
        track: coded("track", query.track, Track::parse, || list(Track::ALL, Track::code))?,
        mediator: query.mediator.map(MediatorId),
        business: coded("business", query.business, Business::parse, || list(Business::ALL, Business::code))?,
        cause: coded("cause", query.cause, Cause::parse, || list(Cause::ALL, Cause::code))?,
        batch: query.batch.map(BatchId),
        institution: query.institution.as_deref().map(code).transpose()?,
        order: order.unwrap_or_default(),
    })
}

fn list<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> String {
    all.iter().map(|it| code(*it)).collect::<Vec<_>>().join(", ")
}

/// One code of a list; whoever sends another is told the list.
fn coded<T>(
    parameter: &str,
    code: Option<String>,
    parse: fn(&str) -> Option<T>,
    expected: impl FnOnce() -> String,
) -> Result<Option<T>, ApiError> {
    let Some(code) = code else { return Ok(None) };
    parse(&code).map(Some).ok_or_else(|| {
        let error = FieldError::new(parameter, &table::QUERY_PARAMETER_INVALID);
        ApiError::field(error.with("expected", expected()))
    })
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
