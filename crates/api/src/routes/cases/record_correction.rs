//! `POST /v1/cases/{case}/sessions/{session}/minutes/corrections`: 笔录更正 A correction stands beside the minutes, which stay as they are.

use super::{CaseWrite, SessionPath, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RecordCorrection;
use domain::ids::SessionId;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What stands instead, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionBody {
    /// The request it answers.
    answers: Option<u32>,
    /// What stands instead; absent when the request is not followed.
    #[schema(min_length = 1, max_length = 50_000)]
    text: Option<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 笔录更正 A correction stands beside the minutes, which stay as they are; signatures begin anew. Without a text it answers a request that is not followed.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = CorrectionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/minutes/corrections")]
pub(crate) async fn record_correction(
    write: CaseWrite<auth::RecordCorrection, CorrectionBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let text = long(&mut fields, "/text", subject, body.text.as_deref());
    let reason = fields.check("/reason", ShortText::parse(&body.reason));
    let (Some(text), Some(reason)) = (text, reason) else { return Err(fields.into()) };
    let (session, answers) = (SessionId(path.session), body.answers);
    let reason = Personal::clear(subject, reason);
    write.execute(RecordCorrection { session, answers, text, reason }).await
}
