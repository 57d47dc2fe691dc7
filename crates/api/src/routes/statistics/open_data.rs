//! `GET /open-data/statistics/{year}`: 开放数据 A year that is over, for everybody, with small cells suppressed.
//!
//! Only years that are over: whoever could ask twice within a running one would learn each new case from the difference. Every breakdown
//! adds up to the same total, and what must be hidden is chosen over all of them at once ([`suppress`]).

use super::figures;
use super::read_annual_report::{Year, parse_year, year};
use super::read_statistics_definitions::definitions;
use crate::error::{ApiError, table};
use crate::routes::proof::PublicThrottle;
use actix_web::{HttpResponse, web};
use application::House;
use chrono::Datelike as _;
use domain::calendar::legal_date;
use domain::publication::{Edition, PublishedTable};
use domain::statistics::{Cell, Rate, Table, VERSION, suppress};
use projection::{Counts, Figures, FiguresRow, Scope, Views};
use serde_json::{Map, Value, json};

/// Where open data is read.
pub const ADDRESS: &str = "/open-data/statistics/{year}";
/// Where its definitions are.
pub const DEFINITIONS: &str = "/open-data/definitions";

/// One of the counters.
type Count = fn(&Counts) -> i64;

/// What is published: counts whose parts are published with them, so that nothing is left over to compute.
const PUBLISHED: [(&str, Count); 6] = [
    ("received", |counts| counts.received),
    ("accepted", |counts| counts.accepted),
    ("settled", |counts| counts.settled),
    ("ended_otherwise", |counts| counts.terminated),
    ("confirmed", |counts| counts.confirmed),
    ("fast_track", |counts| counts.fast_track),
];

/// Each published count, suppressed over the three breakdowns of a year.
struct Published {
    measures: Vec<(&'static str, Table)>,
}

impl Published {
    fn of(breakdowns: &[&Figures; 3]) -> Self {
        let numbers = |count: Count, figures: &Figures| {
            figures.rows.iter().map(|row| figures::number(count(&row.counts))).collect()
        };
        let table = |(name, count): &(&'static str, Count)| {
            (*name, suppress(&breakdowns.map(|figures| numbers(*count, figures))))
        };
        Self { measures: PUBLISHED.iter().map(table).collect() }
    }

    /// What is published of one row, or of the total: a rate only where both its numbers are.
    fn row(&self, pick: impl Fn(&Table) -> Option<Cell>) -> Map<String, Value> {
        let cell = |name: &str| {
            let table = self.measures.iter().find(|(known, _)| *known == name).map(|(_, table)| table);
            table.and_then(&pick).unwrap_or(Cell::Hidden)
        };
        let mut row: Map<String, Value> =
            PUBLISHED.iter().map(|(name, _)| ((*name).to_owned(), shown(cell(name)))).collect();
        let ended = match (cell("settled"), cell("ended_otherwise")) {
            (Cell::Shown(settled), Cell::Shown(otherwise)) => Cell::Shown(settled.saturating_add(otherwise)),
            (Cell::Shown(_) | Cell::Hidden, _) => Cell::Hidden,
        };
        row.insert("ended".to_owned(), shown(ended));
        let rates: Vec<Value> = [("ended", ended), ("accepted", cell("accepted"))]
            .into_iter()
            .filter_map(|(among, denominator)| match (cell("settled"), denominator) {
                (Cell::Shown(numerator), Cell::Shown(denominator)) => {
                    Some(figures::rate(Rate { numerator, denominator, of: "settled", among }))
                }
                (Cell::Shown(_) | Cell::Hidden, _) => None,
            })
            .collect();
        row.insert("success_rates".to_owned(), rates.into());
        row
    }

    fn rows(
        &self,
        breakdown: usize,
        figures: &Figures,
        name: &str,
        place: fn(&FiguresRow) -> &Option<String>,
    ) -> Value {
        let rows = figures.rows.iter().enumerate().map(|(at, row)| {
            let mut body = Map::new();
            body.insert(name.to_owned(), place(row).clone().into());
            body.extend(self.row(|table| table.breakdowns.get(breakdown)?.get(at).copied()));
            Value::Object(body)
        });
        rows.collect()
    }
}

/// A hidden number is `null`; the answer says so.
fn shown(cell: Cell) -> Value {
    match cell {
        Cell::Shown(number) => number.into(),
        Cell::Hidden => Value::Null,
    }
}

/// A year that is over.
pub(crate) async fn read_open_data(
    path: web::Path<String>,
    throttle: web::Data<PublicThrottle>,
    house: web::Data<House>,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    if !throttle.admits() {
        return Err(ApiError::new(&table::RATE_LIMITED));
    }
    let number = parse_year(&path.into_inner())?;
    if number >= legal_date(house.clock().now()).year() {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    if let Some(edition) = house.publication_state(number).await?.current() {
        return Ok(HttpResponse::Ok().json(published(number, edition)));
    }
    let computed = table_of(&views, number)?;
    Ok(HttpResponse::Ok().json(published(number, &Edition { edition: 0, table: computed, reason: None })))
}

/// The table of a year as the public would get it now.
///
/// # Errors
/// When the views cannot be read, or there is no such year.
pub(super) fn table_of(views: &Views, number: i32) -> Result<PublishedTable, ApiError> {
    let answer = year(views, &Scope::All, number)?.ok_or(ApiError::new(&table::PATH_PARAMETER_INVALID))?;
    Ok(PublishedTable {
        definitions: VERSION,
        log: views.incarnation().to_string(),
        position: answer.position.to_string(),
        figures: tables(&answer.value),
    })
}

/// An edition as everybody reads it. What nobody has published yet, of a year that is over, has the number 0.
fn published(number: i32, edition: &Edition) -> Value {
    let PublishedTable { definitions: _, log, position, figures } = &edition.table;
    let mut body = json!({
        "year": number,
        "edition": edition.edition,
        "restated_because": edition.reason,
        "basis": figures::basis(log, position),
        "suppression": "null: below 5, or needed to protect a number below 5",
    });
    if let (Some(body), Some(figures)) = (body.as_object_mut(), figures.as_object()) {
        body.extend(figures.clone());
    }
    body
}

fn tables(year: &Year) -> Value {
    let published = Published::of(&[&year.by_month, &year.by_centre, &year.by_business]);
    json!({
        "total": published.row(|table| Some(table.total)),
        "by_month": published.rows(0, &year.by_month, "month", |row| &row.month),
        "by_centre": published.rows(1, &year.by_centre, "centre", |row| &row.centre),
        "by_business": published.rows(2, &year.by_business, "business", |row| &row.business),
    })
}

/// What the published numbers mean.
pub(crate) async fn read_open_definitions() -> HttpResponse {
    HttpResponse::Ok().json(definitions())
}
