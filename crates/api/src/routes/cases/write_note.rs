//! `POST /v1/cases/{case}/notes`: 写工作笔记 A mediator's own note (K5).

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::WriteNote;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteBody {
    /// What.
    #[schema(min_length = 1, max_length = 50_000)]
    text: String,
}

/// 写工作笔记 A mediator's own note, which nobody else ever reads.
#[utoipa::path(
    tag = "confidential",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = NoteBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/notes")]
pub(crate) async fn write_note(
    write: CaseWrite<auth::WriteNote, NoteBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/text", LongText::parse(&write.body.text)) else {
        return Err(fields.into());
    };
    write.execute(WriteNote { text: Personal::clear(subject, text) }).await
}
