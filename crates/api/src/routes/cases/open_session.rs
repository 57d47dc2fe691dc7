//! `POST /v1/cases/{case}/sessions/{session}/opening`: 开始调解会议 Opens a session, everybody identified.

use super::{CaseWrite, SessionPath, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::IdentityCheckCode;
use actix_web::{HttpResponse, post, web};
use domain::case::{OpenSession, Participant};
use domain::ids::{PartyId, RepresentativeId, SessionId};
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
    /// The representative who comes for the party, where it is not the party itself.
    representative: Option<Uuid>,
    /// How identity was checked.
    verified_by: Option<IdentityCheckCode>,
    /// Why the session goes on although identity could not be checked.
    #[schema(min_length = 1, max_length = 200)]
    unverified: Option<String>,
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
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let mut participants = Vec::new();
    for (index, body) in write.body.participants.iter().enumerate() {
        let pointer = format!("/participants/{index}/unverified");
        let Some(unverified) = short(&mut fields, &pointer, subject, body.unverified.as_deref()) else {
            continue;
        };
        participants.push(Participant {
            party: PartyId(body.party),
            representative: body.representative.map(RepresentativeId),
            verified_by: body.verified_by.map(|check| check.0),
            unverified,
            checked_by: None,
        });
    }
    if !fields.all().is_empty() {
        return Err(fields.into());
    }
    let recorded = write.body.recorded;
    write.execute(OpenSession { session: SessionId(path.session), participants, recorded }).await
}
