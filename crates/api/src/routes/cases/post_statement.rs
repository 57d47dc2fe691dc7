//! `POST /v1/cases/{case}/sessions/{session}/statements`: 提交书面意见 A statement in a session held in writing.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::PostStatement;
use domain::ids::{PartyId, RepresentativeId, SessionId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who says what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementBody {
    /// For which party; absent: the mediator speaks.
    party: Option<Uuid>,
    /// The representative who speaks for the party, when it is not the party itself.
    representative: Option<Uuid>,
    /// What.
    #[schema(min_length = 1, max_length = 50_000)]
    text: String,
}

/// 提交书面意见 A statement in a session held in writing, until its last day.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = StatementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/statements")]
pub(crate) async fn post_statement(
    write: CaseWrite<auth::PostStatement, StatementBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/text", LongText::parse(&write.body.text)) else {
        return Err(fields.into());
    };
    let command = PostStatement {
        session: SessionId(path.session),
        by: write.body.party.map(PartyId),
        representative: write.body.representative.map(RepresentativeId),
        text: Personal::clear(subject, text),
    };
    write.execute(command).await
}
