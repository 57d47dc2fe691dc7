//! `POST /v1/cases/{case}/caucus-records`: 记录背对背调解 What a party told the mediator alone (K4).

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::RecordCaucus;
use domain::ids::{PartyId, SessionId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was told by whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaucusBody {
    /// The party that was spoken with, or that hands it in.
    party: Uuid,
    /// The session in which it was said.
    session: Option<Uuid>,
    /// What.
    #[schema(min_length = 1, max_length = 50_000)]
    text: String,
}

/// 记录背对背调解 What a party told the mediator alone. A mediator records it for the mediators; what a party hands in itself it can read again.
#[utoipa::path(
    tag = "confidential",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = CaucusBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/caucus-records")]
pub(crate) async fn record_caucus(
    write: CaseWrite<auth::RecordCaucus, CaucusBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/text", LongText::parse(&body.text)) else {
        return Err(fields.into());
    };
    let (party, session) = (PartyId(body.party), body.session.map(SessionId));
    write.execute(RecordCaucus { party, session, text: Personal::clear(subject, text) }).await
}
