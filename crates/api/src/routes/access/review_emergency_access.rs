//! `POST /v1/emergency-accesses/{access}/review`: 审核紧急访问 Says whether an emergency access was justified.

use super::{access_body, impersonal, unread};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::PathId;
use crate::routes::code::EmergencyVerdictCode;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use application::Purpose;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is held of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewBody {
    /// Whether it was justified.
    verdict: EmergencyVerdictCode,
    /// Why, in words that name nobody.
    #[schema(min_length = 1, max_length = 200)]
    note: String,
}

/// 审核紧急访问 Says whether an emergency access was justified, once and with a note.
#[utoipa::path(
    tag = "access",
    params(("access" = Uuid, Path, description = "Which emergency access.")),
    request_body = ReviewBody,
    responses((status = 200, description = "Reviewed.", body = Object))
)]
#[post("/emergency-accesses/{access}/review")]
pub(crate) async fn review_emergency_access(
    write: HouseWrite<auth::ReviewEmergencyAccess, ReviewBody>,
    access: PathId<Uuid>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let note = fields.check("/note", impersonal(&write.body.note));
    let Some(note) = note else { return Err(fields.into()) };
    let found = rooms.journal.emergency(access.0).await.map_err(unread)?;
    let found = found.ok_or_else(|| ApiError::new(&table::NOT_FOUND))?;
    let verdict = Purpose { code: write.body.verdict.0.code().to_owned(), reference: None, note: Some(note) };
    match &found.review {
        // The same again is answered again.
        Some(review) if review.by == write.call.actor && review.verdict.as_ref() == Some(&verdict) => {}
        Some(_) => return Err(ApiError::new(&table::EMERGENCY_REVIEWED)),
        None => {
            let shown = Shown {
                about: Some(found.id.to_string()),
                purpose: Some(verdict),
                ..Shown::by::<auth::ReviewEmergencyAccess>()
            };
            let actor = &write.call.actor;
            let _trace =
                rooms.write_down::<auth::ReviewEmergencyAccess>(actor, vec![found.case], shown).await?;
        }
    }
    let reviewed = rooms.journal.emergency(access.0).await.map_err(unread)?.unwrap_or(found);
    Ok(HttpResponse::Ok().json(access_body(&reviewed)))
}
