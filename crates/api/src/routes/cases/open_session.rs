//! `POST /v1/cases/{case}/sessions/{session}/opening`: 开始调解会议 Opens a session, everybody identified.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::IdentityCheckCode;
use actix_web::{HttpResponse, post, web};
use domain::case::{OpenSession, Participant};
use domain::ids::{PartyId, SessionId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who is there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionOpeningBody {
    /// Who, and how each was identified.
    #[schema(min_items = 1, max_items = 50)]
    participants: Vec<ParticipantBody>,
    /// Whether it is recorded; needs the consent of all.
    recorded: bool,
}

/// Somebody there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantBody {
    /// For which party.
    party: Uuid,
    /// How identity was checked.
    verified_by: IdentityCheckCode,
}

/// 开始调解会议 Opens a session, everybody identified.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionOpeningBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/opening")]
pub(crate) async fn open_session(
    write: CaseWrite<auth::OpenSession, SessionOpeningBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let there =
        |body: &ParticipantBody| Participant { party: PartyId(body.party), verified_by: body.verified_by.0 };
    let participants = write.body.participants.iter().map(there).collect();
    let recorded = write.body.recorded;
    write.execute(OpenSession { session: SessionId(path.session), participants, recorded }).await
}
