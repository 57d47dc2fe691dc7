//! `GET /v1/process-log`: 流程日志 What happened in cases and when, as OCEL 2.0 or XES, for process mining. Nobody and nothing said is in it.

mod writing;

use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::statistics::scope;
use actix_web::{HttpResponse, get};
use domain::calendar::parse_date;
use projection::ProcessLogFilter;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use writing::{Pseudonyms, Writing};

/// How a log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// OCEL 2.0, JSON.
    #[default]
    Ocel,
    /// XES (IEEE 1849), XML.
    Xes,
}

/// Which cases, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProcessLogQuery {
    /// Only cases filed on this legal date or later.
    #[param(format = Date)]
    from: Option<String>,
    /// Only cases filed on this legal date or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// OCEL when absent.
    #[serde(default)]
    format: LogFormat,
}

/// 流程日志 The steps of the cases of the own centre (for the federation: of all), their times and the roles that took them, as a log for process
/// mining. Cases bear pseudonyms that hold within one answer; nothing told in confidence (K4, K5) is there.
#[utoipa::path(
    tag = "statistics",
    params(ProcessLogQuery),
    responses((status = 200, description = "Found; streamed.", content(
        (Object = "application/json"),
        (String = "application/xml"),
    )))
)]
#[get("/process-log")]
pub(crate) async fn read_process_log(
    permit: Permit<auth::ReadProcessLog>,
    _caught_up: CaughtUp,
    query: StrictQuery<ProcessLogQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let ProcessLogQuery { from, to, format } = query.0;
    let mut fields = FieldErrors::default();
    let parsed = (
        fields.check_some("from", from.as_deref().map(parse_date)),
        fields.check_some("to", to.as_deref().map(parse_date)),
    );
    let (Some(from), Some(to)) = parsed else { return Err(fields.into()) };
    let filter = ProcessLogFilter { scope: scope(permit.actor())?, from, to };
    let day = |date: Option<chrono::NaiveDate>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
    let about = format!("process log, filed {} to {}", day(from), day(to));
    let shown = Shown { about: Some(about), ..Shown::by::<auth::ReadProcessLog>() };
    let _trace = rooms.trace_showing(&permit, Vec::new(), shown).await?;
    let now = rooms.house.clock().now();
    let pseudonyms = Pseudonyms::new(rooms.house.clone(), now.timestamp_micros());
    let writing = Writing::new(rooms.views.get_ref().clone(), filter, format, pseudonyms)?;
    let (kind, extension) = match format {
        LogFormat::Ocel => ("application/json", "jsonocel"),
        LogFormat::Xes => ("application/xml", "xes"),
    };
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header(("cache-control", "no-store"))
        .insert_header(("content-disposition", format!("attachment; filename=\"process-log.{extension}\"")))
        .streaming(futures_util::stream::iter(writing)))
}
