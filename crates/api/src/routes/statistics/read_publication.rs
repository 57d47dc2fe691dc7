//! `GET /v1/statistics/publications/{year}`: 公布版本 What the public was given of a year, every edition of it.

use super::read_annual_report::parse_year;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::PathId;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::publication::Edition;
use serde_json::{Value, json};

/// 公布版本 What the public was given of a year: every edition, oldest first, with what it rests on and why it took the place of the one before.
#[utoipa::path(
    tag = "statistics",
    params(("year" = String, Path, description = "Which year, four digits.", example = "2025")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/statistics/publications/{year}")]
pub(crate) async fn read_publication(
    _permit: Permit<auth::ReadPublication>,
    year: PathId<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let year = parse_year(&year.0)?;
    let publication = rooms.house.publication_state(year).await?;
    if publication.editions().is_empty() {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let editions: Vec<Value> = publication.editions().iter().map(told).collect();
    Ok(HttpResponse::Ok().json(json!({ "year": year, "editions": editions })))
}

fn told(edition: &Edition) -> Value {
    json!({
        "edition": edition.edition,
        "reason": edition.reason,
        "definitions": edition.table.definitions,
        "log": edition.table.log,
        "position": edition.table.position,
        "figures": edition.table.figures,
    })
}
