//! `GET /v1/view-rebuilds`: 重建进度 How the views of this node are being replaced.

use super::{ViewRebuildBody, body};
use crate::auth::{self, Permit};
use crate::error::ApiError;
use actix_web::{HttpResponse, get, web};
use projection::Succession;

/// 重建进度 How the replacement of the views of the node that answers fares, or the last one fared since it has started: progress, rate, time
/// left, and rows that were not the same.
#[utoipa::path(
    tag = "views",
    responses((status = 200, description = "Told.", body = ViewRebuildBody))
)]
#[get("/view-rebuilds")]
pub(crate) async fn read_view_rebuild(
    _permit: Permit<auth::ReadViewRebuild>,
    succession: web::Data<Succession>,
) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok().json(body(&succession)))
}
