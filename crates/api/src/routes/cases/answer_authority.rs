//! `POST /v1/cases/{case}/authority-requests/{authority}/answer`: 机构内部授权答复 The head office answers its people.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::FenField;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerAuthority;
use domain::money::Fen;
use serde::Deserialize;
use utoipa::ToSchema;

/// How far the institution goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityAnswerBody {
    /// Up to how much it will settle, fen; nothing said: it refuses.
    ceiling_fen: Option<FenField>,
    /// Why, or on which terms.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// The request an address names.
#[derive(Debug, Deserialize)]
pub struct AuthorityPath {
    /// Which request: 1, 2, 3 ….
    pub authority: u32,
}

/// 机构内部授权答复 A unit above the institution grants authority up to a sum, or refuses it; never by the account that asked. An answer after
/// its last day is kept as late. What an agent may sign is still said by his written authority.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("authority" = u32, Path, description = "Which request.")),
    request_body = AuthorityAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/authority-requests/{authority}/answer")]
pub(crate) async fn answer_authority(
    write: CaseWrite<auth::AnswerAuthority, AuthorityAnswerBody>,
    path: web::Path<AuthorityPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let ceiling = write.body.ceiling_fen.map(|fen| Fen::positive(fen.0));
    let ceiling = fields.check_some("/ceiling_fen", ceiling);
    let reason = long(&mut fields, "/reason", subject, write.body.reason.as_deref());
    let (Some(ceiling), Some(reason)) = (ceiling, reason) else { return Err(fields.into()) };
    write.execute(AnswerAuthority { request: path.authority, ceiling, reason }).await
}
