//! `GET /v1/data-requests/{request}/personal-data`: 查阅、复制个人信息 Everything the centre holds of the person, as JSON; with `Accept: text/plain`, as text to read.

use super::filter;
use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, get};
use domain::ids::DataRequestId;
use serde_json::Value;
use std::fmt::Write as _;
use uuid::Uuid;

/// 查阅、复制个人信息 Everything the centre holds of the person, as JSON; with `Accept: text/plain`, as text to read.
#[utoipa::path(
    tag = "privacy",
    params(("request" = Uuid, Path, description = "Which request.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/data-requests/{request}/personal-data")]
pub(crate) async fn read_personal_data(
    permit: Permit<auth::ReadPersonalData>,
    _caught_up: CaughtUp,
    request: PathId<Uuid>,
    rooms: Rooms,
    asked: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let of = filter(permit.actor(), false)?;
    let answer = rooms.views.data_request(&of, DataRequestId(request.0))?;
    let Some(view) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let export = rooms.house.export_person(view.request).await?;
    let trace = rooms.trace(&permit, view.scope.iter().map(|item| item.case).collect()).await?;
    let plain =
        asked.headers().get(ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"text/plain"));
    if plain {
        return Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(readable(&export)));
    }
    Ok(seen(&trace, rooms.views.incarnation(), &answer, Some(view.revision), &export))
}

/// One line a field, case by case.
fn readable(export: &Value) -> String {
    let mut page = String::from("个人信息副本 Personal data\n");
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    for case in list(export, "cases") {
        let _ = writeln!(page, "\n案件 Case {}", case["case"].as_str().unwrap_or_default());
        for entry in list(&case, "entries") {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            let value = entry["value"].as_str().map_or_else(|| entry["value"].to_string(), str::to_owned);
            let _ = writeln!(page, "{}  {}  {}: {value}", text("at"), text("event"), text("field"));
        }
    }
    page
}
