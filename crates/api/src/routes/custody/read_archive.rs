//! `GET /v1/cases/{case}/archive`: 档案文件 The archive file of a closed case.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get, web};
use application::Shelf;
use domain::case::Case;
use domain::ids::CaseId;
use uuid::Uuid;

/// 档案文件 The archive file of a closed case: every event as stored, with proofs; personal data in it is ciphertext. Another person must have
/// released it first.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    responses(
        (status = 200, description = "The archive, as docs/proof-format.md describes it.", body = Object),
        (status = 403, description = "Nobody else has released it to the caller, or not lately."),
        (status = 404, description = "Not archived, or the file is not on this node.")
    )
)]
#[get("/cases/{case}/archive")]
pub(crate) async fn read_archive(
    permit: Permit<auth::ReadArchive>,
    _caught_up: CaughtUp,
    case: PathId<Uuid>,
    rooms: Rooms,
    shelf: web::Data<Shelf>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let state = rooms.house.case_state(case).await?;
    let Case::Filed(filed) = &state.state else { return Err(ApiError::new(&table::NOT_FOUND)) };
    if permit.actor().centre.as_ref() != Some(&filed.dossier.centre) {
        return Err(ApiError::new(&table::NOT_FOUND));
    }
    let custody = rooms.house.custody_state(case).await?;
    let sha256 = custody.archive_sha256.as_ref().ok_or(ApiError::new(&table::NOT_ARCHIVED))?;
    if !custody.hands_archive_to(&permit.actor().user, rooms.house.clock().now()) {
        return Err(ApiError::new(&table::ARCHIVE_NOT_RELEASED));
    }
    let file = shelf.get(sha256).map_err(|error| ApiError::internal(&error))?;
    let Some(file) = file else {
        return Err(ApiError::new(&table::ARCHIVE_FILE_MISSING).with("sha256", sha256.clone()));
    };
    let _trace = rooms.trace(&permit, vec![case]).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("content-disposition", format!("attachment; filename=\"archive-{case}.json\"")))
        .body(file))
}
