//! `GET /v1/centres/{centre}/numbers`: 编号登记簿 A register of numbers: every number used, awaited, unused or void.

use super::own;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldError, table};
use crate::extract::{CaughtUp, PathId, StrictQuery};
use crate::routes::reading::{PageBody, seen};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::centre::NumberedDocument;
use projection::Answer;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

/// Which register, and which part of it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NumbersQuery {
    /// Numbers of which papers: `CASE` or `RECEIPT`.
    #[param(example = "CASE")]
    document: String,
    /// Of which year.
    #[param(minimum = 2000, maximum = 2199)]
    year: i32,
    /// Only numbers after this one: the `next` of the page before.
    after: Option<u32>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 编号登记簿 A register of numbers: every number used, awaited, unused or void.
#[utoipa::path(
    tag = "registers",
    params(("centre" = String, Path, description = "Which centre."), NumbersQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/centres/{centre}/numbers")]
pub(crate) async fn read_numbers(
    permit: Permit<auth::ReadNumbers>,
    _caught_up: CaughtUp,
    centre: PathId<String>,
    query: StrictQuery<NumbersQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let centre = own(permit.actor(), &centre.0)?;
    let NumbersQuery { document, year, after, limit } = query.0;
    let wrong = |name: &str, expected: &str| {
        ApiError::field(FieldError::new(name, &table::QUERY_PARAMETER_INVALID).with("expected", expected))
    };
    let document = NumberedDocument::parse(&document).ok_or_else(|| wrong("document", "CASE, RECEIPT"))?;
    if !(2000..2200).contains(&year) {
        return Err(wrong("year", "2000..=2199"));
    }
    let limit = limit.unwrap_or(50);
    let rows = usize::try_from(limit).ok().filter(|rows| (1..=200).contains(rows));
    let rows = rows.ok_or_else(|| wrong("limit", "1..=200"))?;
    let (lines, total) = rooms.house.numbers(&centre, document, year, after.unwrap_or(0), rows).await?;
    let items = lines.iter().map(|line| {
        json!({
            "seq": line.seq, "number": line.number, "case": line.case,
            "state": line.standing.code(), "reason": line.reason,
        })
    });
    let more = lines.len() == rows && lines.last().is_some_and(|line| u64::from(line.seq) < total as u64);
    let next = lines.last().filter(|_| more).map(|line| line.seq.to_string());
    let body = PageBody { items: items.collect(), next, total: Some(total as u64) };
    let answer = Answer { position: rooms.views.position()?, value: () };
    let trace = rooms.trace(&permit, lines.iter().map(|line| line.case).collect()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}
