//! `GET /v1/statistics`: 统计 Figures M1 to M14 of what the caller may see, each rate with its denominator named.

use super::figures::FiguresBody;
use super::table::{Sheet, csv, workbook};
use super::{FigureFormat, attachment, figures, scope};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, FieldErrors, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::parse_date;
use domain::classification::Business;
use domain::ids::CentreId;
use domain::statistics::Dimension;
use projection::{Grouping, Scope, StatisticsQuestion};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// Which figures.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    /// Any day of the first month.
    #[param(format = Date)]
    from: Option<String>,
    /// Any day of the last month.
    #[param(format = Date)]
    to: Option<String>,
    /// A row for each of these: any of `month`, `centre`, `business`, and at most one dimension of the definitions.
    #[param(example = "month,centre,business", max_length = 100)]
    by: Option<String>,
    /// Only this centre.
    #[param(example = "440100")]
    centre: Option<String>,
    /// Only this business.
    #[param(example = "INSURANCE")]
    business: Option<String>,
    /// JSON when absent.
    #[serde(default)]
    format: FigureFormat,
}

impl StatisticsQuery {
    fn question(&self, scope: Scope) -> Result<StatisticsQuestion, FieldErrors> {
        let mut fields = FieldErrors::default();
        let from = fields.check_some("from", self.from.as_deref().map(parse_date));
        let to = fields.check_some("to", self.to.as_deref().map(parse_date));
        let centre = fields.check_some("centre", self.centre.as_deref().map(CentreId::parse));
        let business = self.business.as_deref();
        let business = business.map(|code| Business::parse(code).ok_or(&table::QUERY_PARAMETER_INVALID));
        let business = fields.check_some("business", business);
        let whole = matches!(scope, Scope::All | Scope::Centre(_));
        let by = grouping(self.by.as_deref().unwrap_or_default(), whole);
        if let Err(expected) = &by {
            let wrong = FieldError::new("by", &table::QUERY_PARAMETER_INVALID);
            fields.note(wrong.with("expected", expected));
        }
        match (from, to, centre, business, by) {
            (Some(from), Some(to), Some(centre), Some(business), Ok(by)) => {
                Ok(StatisticsQuestion { scope, from, to, centre, business, by })
            }
            (Some(_) | None, ..) => Err(fields),
        }
    }
}

/// What an answer is broken down by; for one institution, mediator or court that is the dimension already.
fn grouping(names: &str, dimensions: bool) -> Result<Grouping, String> {
    let mut by = Grouping::default();
    for name in names.split(',').filter(|name| !name.is_empty()) {
        match (name, Dimension::parse(name)) {
            ("month", _) => by.month = true,
            ("centre", _) => by.centre = true,
            ("business", _) => by.business = true,
            (_, Some(dimension)) if dimensions && by.dimension.is_none_or(|known| known == dimension) => {
                by.dimension = Some(dimension);
            }
            (_, Some(_) | None) => {
                let known: Vec<_> = Dimension::ALL.into_iter().map(Dimension::name).collect();
                let one = if dimensions { format!(", one of {}", known.join(", ")) } else { String::new() };
                return Err(format!("month, centre, business{one}"));
            }
        }
    }
    Ok(by)
}

/// 统计 Figures M1 to M14 of what the caller may see: a centre its own, an institution, mediator or court those of its own cases, the
/// federation all. Each rate names its denominator; the answer names definitions and position. No person, no case.
#[utoipa::path(
    tag = "statistics",
    params(StatisticsQuery),
    responses((status = 200, description = "Found.", content(
        (Object = "application/json"),
        (String = "text/csv"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )))
)]
#[get("/statistics")]
pub(crate) async fn read_statistics(
    permit: Permit<auth::ReadStatistics>,
    _caught_up: CaughtUp,
    query: StrictQuery<StatisticsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let question = query.0.question(scope(permit.actor())?)?;
    let answer = rooms.views.statistics(&question)?;
    let incarnation = rooms.views.incarnation();
    let sheet = || Sheet::of("统计 Statistics", &answer.value);
    Ok(match query.0.format {
        FigureFormat::Json => {
            let basis = figures::basis(&incarnation.to_string(), &answer.position.to_string());
            let body = StatisticsBody { basis, figures: figures::figures(&answer.value) };
            found(incarnation, &answer, None, &body)
        }
        FigureFormat::Csv | FigureFormat::CsvBom => {
            let bytes = csv(&sheet(), query.0.format == FigureFormat::CsvBom)?;
            attachment("text/csv; charset=utf-8", "statistics", "csv", answer.position, bytes)
        }
        FigureFormat::Xlsx => {
            let bytes = workbook(&[sheet()], rooms.house.clock().now())?;
            attachment(XLSX, "statistics", "xlsx", answer.position, bytes)
        }
    })
}

/// What figures rest on, and the figures.
#[derive(Serialize)]
struct StatisticsBody<'a> {
    #[serde(flatten)]
    basis: serde_json::Value,
    #[serde(flatten)]
    figures: FiguresBody<'a>,
}

/// The media type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
