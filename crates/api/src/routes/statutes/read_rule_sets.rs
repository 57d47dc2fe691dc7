//! `GET /v1/rule-sets`: 规则版本 The rules of the house that count today, and every version that was published.

use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::centres::terms::parameters;
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use projection::Answer;
use serde_json::json;

/// 规则版本 The rules of the house that count today, and every version that was published.
#[utoipa::path(
    tag = "registers",
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/rule-sets")]
pub(crate) async fn read_rule_sets(
    permit: Permit<auth::ReadRuleSets>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let rules = rooms.house.rules_today().await?;
    let book = rooms.house.rule_book().await?;
    let body = json!({
        "version": rules.version,
        "effective_from": rules.effective_from,
        "escalation_days": rules.escalation_days,
        "holiday_table": rules.holidays.version(),
        "parameters": parameters(&rules),
        "published": book.state.published(),
    });
    let answer = Answer { position: rooms.views.position()?, value: () };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
