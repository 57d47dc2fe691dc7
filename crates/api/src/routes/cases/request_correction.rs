//! `POST /v1/cases/{case}/sessions/{session}/minutes/correction-requests`: 申请补正笔录 A party asks for the minutes to be corrected.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RequestCorrection;
use domain::ids::{PartyId, SessionId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What should stand instead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRequestBody {
    /// By which party.
    party: Uuid,
    /// What should stand instead.
    #[schema(min_length = 1, max_length = 50_000)]
    text: String,
}

/// 申请补正笔录 A party asks for the minutes to be corrected; kept whether followed or not.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = CorrectionRequestBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/minutes/correction-requests")]
pub(crate) async fn request_correction(
    write: CaseWrite<auth::RequestCorrection, CorrectionRequestBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/text", LongText::parse(&write.body.text)) else {
        return Err(fields.into());
    };
    let (session, party) = (SessionId(path.session), PartyId(write.body.party));
    write.execute(RequestCorrection { session, party, text: Personal::clear(subject, text) }).await
}
