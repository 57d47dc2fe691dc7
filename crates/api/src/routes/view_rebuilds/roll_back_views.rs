//! `POST /v1/view-rebuilds/roll-back`: 回退视图 Puts the views of before in use again, while the node serves.

use super::{ViewRebuildBody, body, refused};
use crate::auth;
use crate::error::ApiError;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use projection::Succession;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing has to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RollBackRequest {}

/// 回退视图 Brings the views that were in use before the last rebuild of the node that answers up to date, and puts them in use again; those
/// in use now are kept in turn. Readers and writers notice nothing.
#[utoipa::path(
    tag = "views",
    request_body = RollBackRequest,
    responses((status = 201, description = "Begun.", body = ViewRebuildBody))
)]
#[post("/view-rebuilds/roll-back")]
pub(crate) async fn roll_back_views(
    write: HouseWrite<auth::RollBackViews, RollBackRequest>,
    rooms: Rooms,
    succession: web::Data<Succession>,
) -> Result<HttpResponse, ApiError> {
    let RollBackRequest {} = &write.body;
    let actor = &write.call.actor;
    let about = Some("the views of this node".to_owned());
    let shown = Shown { about, ..Shown::by::<auth::RollBackViews>() };
    let _trace = rooms.write_down::<auth::RollBackViews>(actor, Vec::new(), shown).await?;
    let request = write.call.command.derive("view-replacement", 0);
    succession.roll_back(Some(request)).map_err(refused)?;
    tracing::warn!(by = actor.user.as_str(), "the views of before are being put in use again");
    Ok(HttpResponse::Created().json(body(&succession)))
}
