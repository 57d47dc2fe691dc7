//! `GET /v1/statistics/annual-reports/{year}`: 年度报告表 A year by month, by centre and by business.

use super::read_statistics::XLSX;
use super::table::{Sheet, workbook};
use super::{attachment, figures, scope};
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use projection::{Answer, Figures, Grouping, QueryError, Scope, StatisticsQuestion, Views};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

/// In which form the annual table is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnualFormat {
    /// JSON.
    #[default]
    Json,
    /// A workbook, a sheet for each breakdown.
    Xlsx,
}

/// The form of the table.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AnnualQuery {
    /// JSON when absent.
    #[serde(default)]
    format: AnnualFormat,
}

/// The three breakdowns of a year.
pub(super) struct Year {
    pub(super) by_month: Figures,
    pub(super) by_centre: Figures,
    pub(super) by_business: Figures,
}

/// Reads a year; the position is that of the last part, and the parts agree whenever nothing was written in between: tried until they do.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn year(views: &Views, scope: &Scope, year: i32) -> Result<Option<Answer<Year>>, QueryError> {
    let ends = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let (Some(from), Some(to)) = ends else { return Ok(None) };
    let whole =
        StatisticsQuestion { from: Some(from), to: Some(to), ..StatisticsQuestion::of(scope.clone()) };
    let ask = |by| views.statistics(&StatisticsQuestion { by, ..whole.clone() });
    loop {
        let by_month = ask(Grouping { month: true, ..Grouping::default() })?;
        let by_centre = ask(Grouping { centre: true, ..Grouping::default() })?;
        let by_business = ask(Grouping { business: true, ..Grouping::default() })?;
        let (one, other) = (&by_month.value.total, &by_business.value.total);
        if one == other && *one == by_centre.value.total {
            let value =
                Year { by_month: by_month.value, by_centre: by_centre.value, by_business: by_business.value };
            return Ok(Some(Answer { position: by_business.position, value }));
        }
    }
}

/// A year as a number of four digits.
pub(super) fn parse_year(text: &str) -> Result<i32, ApiError> {
    let year = text.parse().ok().filter(|year| text.len() == 4 && (1900..=9999).contains(year));
    year.ok_or(ApiError::new(&table::PATH_PARAMETER_INVALID))
}

/// 年度报告表 A year of what the caller may see, by month, by centre and by business; each rate names its denominator.
#[utoipa::path(
    tag = "statistics",
    params(("year" = String, Path, description = "Which year, four digits.", example = "2026"), AnnualQuery),
    responses((status = 200, description = "Found.", content(
        (Object = "application/json"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )))
)]
#[get("/statistics/annual-reports/{year}")]
pub(crate) async fn read_annual_report(
    permit: Permit<auth::ReadAnnualReport>,
    _caught_up: CaughtUp,
    path: PathId<String>,
    query: StrictQuery<AnnualQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let number = parse_year(&path.0)?;
    let scope = scope(permit.actor())?;
    let answer = year(&rooms.views, &scope, number)?;
    let answer = answer.ok_or(ApiError::new(&table::PATH_PARAMETER_INVALID))?;
    let incarnation = rooms.views.incarnation();
    let Year { by_month, by_centre, by_business } = &answer.value;
    if query.0.format == AnnualFormat::Xlsx {
        let sheets = [
            Sheet::of("按月 By month", by_month),
            Sheet::of("按中心 By centre", by_centre),
            Sheet::of("按业务 By business", by_business),
        ];
        let bytes = workbook(&sheets, rooms.house.clock().now())?;
        return Ok(attachment(XLSX, &format!("annual-report-{number}"), "xlsx", answer.position, bytes));
    }
    let body = json!({
        "year": number,
        "basis": figures::basis(&incarnation.to_string(), &answer.position.to_string()),
        "by_month": figures::figures(by_month),
        "by_centre": figures::figures(by_centre),
        "by_business": figures::figures(by_business),
    });
    Ok(found(incarnation, &answer, None, &body))
}
