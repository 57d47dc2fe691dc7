//! `GET /v1/docking-report`: 对接协议执行情况 By court, how often the targets of each agreement were met, missed, or may still be met.

use super::scope;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use domain::calendar::{legal_date, parse_date};
use domain::court::by_code;
use projection::DockingFigures;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

/// Applications filed on which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DockingReportQuery {
    /// The first day; without one, from the beginning.
    #[param(format = Date)]
    from: Option<String>,
    /// The last day; without one, until today.
    #[param(format = Date)]
    to: Option<String>,
}

/// 对接协议执行情况 By court, how often the targets of each agreement were met, missed, or may still be met, in working days of the table in
/// force today. Numbers only.
#[utoipa::path(
    tag = "statistics",
    params(DockingReportQuery),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/docking-report")]
pub(crate) async fn read_docking_report(
    permit: Permit<auth::ReadDockingReport>,
    _caught_up: CaughtUp,
    query: StrictQuery<DockingReportQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let scope = scope(permit.actor())?;
    let today = legal_date(rooms.house.clock().now());
    let mut fields = FieldErrors::default();
    let from = query.0.from.as_deref().map(|day| fields.check("from", parse_date(day)));
    let to = query.0.to.as_deref().map(|day| fields.check("to", parse_date(day)));
    let (from, to) = (from.unwrap_or(Some(NaiveDate::MIN)), to.unwrap_or(Some(today)));
    let (Some(from), Some(to)) = (from, to) else { return Err(fields.into()) };
    let rules = rooms.house.rules_today().await?;
    let answer = rooms.views.docking_report(&scope, from..=to, &rules.holidays, today)?;
    let rows: Vec<Value> = answer.value.iter().map(row).collect();
    let body = json!({ "today": today, "holiday_table": rules.holidays.version(), "agreements": rows });
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}

fn row(figures: &DockingFigures) -> Value {
    let agreed = &figures.agreement.agreed;
    json!({
        "docking": agreed.docking,
        "court": agreed.court,
        "court_name": by_code(&agreed.court).map(|court| court.name),
        "centre": agreed.centre,
        "reference": agreed.reference,
        "valid_from": agreed.valid_from,
        "valid_to": figures.agreement.ended_on.unwrap_or(agreed.valid_to),
        "targets": agreed.targets,
        "filed": figures.filed,
        "acceptance": figures.acceptance,
        "ruling": figures.ruling,
        "withdrawn": figures.withdrawn,
        "outside_channel": figures.outside_channel,
    })
}
