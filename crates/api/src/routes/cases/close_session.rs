//! `POST /v1/cases/{case}/sessions/{session}/closing`: 结束调解会议 Closes a session, with minutes or a recording in their place.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SessionResultCode;
use actix_web::{HttpResponse, post, web};
use domain::case::{CloseSession, SessionRecord};
use domain::ids::SessionId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is kept and how it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionClosingBody {
    /// Joint minutes 调解笔录; exactly one of minutes and recording.
    #[schema(min_length = 1, max_length = 50_000)]
    minutes: Option<String>,
    /// SHA-256 of the recording that replaces minutes; needs the consent of all.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    recording_sha256: Option<String>,
    /// How it ended.
    result: SessionResultCode,
}

/// 结束调解会议 Closes a session, with minutes or a recording in their place.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/closing")]
pub(crate) async fn close_session(
    mut write: CaseWrite<auth::CloseSession, SessionClosingBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let record = match (write.body.minutes.as_deref(), write.body.recording_sha256.take()) {
        (Some(minutes), None) => {
            let text = fields.check("/minutes", LongText::parse(minutes));
            text.map(|text| SessionRecord::Minutes { text: Personal::clear(subject, text) })
        }
        (None, Some(sha256)) => Some(SessionRecord::Recording { sha256 }),
        (None, None) | (Some(_), Some(_)) => fields.check("/minutes", Err(&table::MINUTES_OR_RECORDING)),
    };
    let Some(record) = record else { return Err(fields.into()) };
    let session = SessionId(path.session);
    write.end_session(session, CloseSession { session, record, result: write.body.result.0 }).await
}
