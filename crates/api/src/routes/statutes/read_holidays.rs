//! `GET /v1/holidays`: 节假日安排 The holiday table in force, and every notice that was published.

use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use projection::Answer;
use serde_json::json;

/// 节假日安排 The holiday table in force, and every notice that was published.
#[utoipa::path(
    tag = "registers",
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/holidays")]
pub(crate) async fn read_holidays(
    permit: Permit<auth::ReadHolidays>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let rules = rooms.house.rules_today().await?;
    let register = rooms.house.holiday_register().await?;
    let body = json!({
        "in_force": rules.holidays.version(),
        "years": rules.holidays.years().collect::<Vec<_>>(),
        "published": register.state.published(),
    });
    let answer = Answer { position: rooms.views.position()?, value: () };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
