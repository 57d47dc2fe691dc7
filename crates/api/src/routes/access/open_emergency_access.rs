//! `POST /v1/emergency-accesses`: 紧急访问 Opens a case of another centre for two hours, for a reason.

use super::{access_body, impersonal, unread};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::code::EmergencyReasonCode;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use application::Purpose;
use domain::case::Case;
use domain::ids::CaseId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which case, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmergencyBody {
    /// The case.
    case: Uuid,
    /// Why.
    reason: EmergencyReasonCode,
    /// Number of the paper it rests on.
    #[schema(min_length = 1, max_length = 200)]
    reference: Option<String>,
    /// In words that name nobody.
    #[schema(min_length = 1, max_length = 200)]
    note: String,
}

/// 紧急访问 The director of another centre opens a case for two hours. The audit administrator and the director of the case see it at once;
/// the audit administrator reviews it.
#[utoipa::path(
    tag = "access",
    request_body = EmergencyBody,
    responses((status = 201, description = "Opened.", body = Object))
)]
#[post("/emergency-accesses")]
pub(crate) async fn open_emergency_access(
    write: HouseWrite<auth::OpenEmergencyAccess, EmergencyBody>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let reference = fields.check_some("/reference", write.body.reference.as_deref().map(impersonal));
    let note = fields.check("/note", impersonal(&write.body.note));
    let (Some(reference), Some(note)) = (reference, note) else { return Err(fields.into()) };
    let case = CaseId(write.body.case);
    let actor = &write.call.actor;
    let folded = rooms.house.case_state(case).await?;
    let Case::Filed(filed) = &folded.state else { return Err(ApiError::new(&table::NOT_FOUND)) };
    if actor.centre.as_ref() == Some(&filed.dossier.centre) {
        return Err(ApiError::new(&table::EMERGENCY_NOT_NEEDED));
    }
    let id = write.call.command.derive("emergency", 0);
    let opened = rooms.journal.emergency(id).await.map_err(unread)?;
    let opened = match opened {
        Some(before) if before.case == case => before,
        Some(_) => return Err(ApiError::new(&table::IDEMPOTENCY_KEY_REUSED)),
        None => {
            let reason = write.body.reason.0;
            let shown = Shown {
                about: Some(id.to_string()),
                purpose: Some(Purpose { code: reason.code().to_owned(), reference, note: Some(note) }),
                ..Shown::by::<auth::OpenEmergencyAccess>()
            };
            let _trace = rooms.write_down::<auth::OpenEmergencyAccess>(actor, vec![case], shown).await?;
            metrics::counter!("hejie_emergency_accesses_total").increment(1);
            tracing::warn!(%case, access = %id, account = actor.user.as_str(), reason = reason.code(), "a case was opened in an emergency");
            let opened = rooms.journal.emergency(id).await.map_err(unread)?;
            opened.ok_or_else(|| ApiError::internal(&"an entry that was written is not found"))?
        }
    };
    Ok(HttpResponse::Created().json(access_body(&opened)))
}
