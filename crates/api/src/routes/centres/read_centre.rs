//! `GET /v1/centres/{centre}`: 调解中心 A centre: the terms that count today, every parameter, and all versions.

use super::{named, terms};
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::{CaughtUp, PathId};
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use projection::Answer;
use serde_json::json;

/// 调解中心 A centre: the terms that count today, every parameter, and all versions.
#[utoipa::path(
    tag = "registers",
    params(("centre" = String, Path, description = "Which centre.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/centres/{centre}")]
pub(crate) async fn read_centre(
    permit: Permit<auth::ReadCentre>,
    _caught_up: CaughtUp,
    centre: PathId<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let centre = named(&centre.0)?;
    let versions = rooms.house.centre_versions(&centre).await?;
    let today = legal_date(rooms.house.clock().now());
    let current = versions.iter().rfind(|version| version.effective_from <= today);
    let rules = rooms.house.rules();
    let body = json!({
        "centre": centre,
        "in_force": current.map(terms::in_force),
        "parameters": current.map(|current| terms::parameters(&current.rules(&rules))),
        "versions": versions.iter().map(terms::version).collect::<Vec<_>>(),
    });
    let answer = Answer { position: rooms.views.position()?, value: () };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
