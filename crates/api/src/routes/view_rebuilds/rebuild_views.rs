//! `POST /v1/view-rebuilds`: 重建视图 Builds the views of this node from the first event, while it serves.

use super::{ViewRebuildBody, body, refused};
use crate::auth;
use crate::error::ApiError;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::Purpose;
use projection::Succession;
use serde::Deserialize;
use utoipa::ToSchema;

/// On what terms.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewRebuildRequest {
    /// Whether the new views take the place of those in use also when their rows are not the same; else these stay, and the differences are
    /// told. False when absent.
    accept_differences: Option<bool>,
}

/// 重建视图 Builds the views of the node that answers from the first event beside those in use, compares both row by row, and puts the new
/// ones in their place; readers and writers notice nothing. The old ones are kept for a roll back.
#[utoipa::path(
    tag = "views",
    request_body = ViewRebuildRequest,
    responses((status = 201, description = "Begun.", body = ViewRebuildBody))
)]
#[post("/view-rebuilds")]
pub(crate) async fn rebuild_views(
    write: HouseWrite<auth::RebuildViews, ViewRebuildRequest>,
    rooms: Rooms,
    succession: web::Data<Succession>,
) -> Result<HttpResponse, ApiError> {
    let accept_differences = write.body.accept_differences.unwrap_or(false);
    let actor = &write.call.actor;
    let shown = Shown {
        about: Some("the views of this node".to_owned()),
        purpose: Some(Purpose {
            code: if accept_differences { "ACCEPT_DIFFERENCES" } else { "IF_EQUAL" }.to_owned(),
            reference: None,
            note: None,
        }),
        ..Shown::by::<auth::RebuildViews>()
    };
    let _trace = rooms.write_down::<auth::RebuildViews>(actor, Vec::new(), shown).await?;
    let request = write.call.command.derive("view-replacement", 0);
    succession.rebuild(accept_differences, Some(request)).map_err(refused)?;
    tracing::warn!(by = actor.user.as_str(), accept_differences, "the views are being built anew");
    Ok(HttpResponse::Created().json(body(&succession)))
}
