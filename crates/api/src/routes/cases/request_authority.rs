//! `POST /v1/cases/{case}/authority-requests`: 机构内部授权申请 An institution's people ask their head office for authority.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::FenField;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::RequestAuthority;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How far they want to go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityRequestBody {
    /// The institution.
    party: Uuid,
    /// Up to how much they would settle, fen.
    ceiling_fen: FenField,
    /// On which terms.
    #[schema(min_length = 1, max_length = 50_000)]
    terms: String,
}

/// 机构内部授权申请 Whoever sits at the table for an institution asks its head office for authority. The institution and the mediator read it;
/// everybody else sees that an answer is awaited, and by when. The mediation and its clock go on.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AuthorityRequestBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/authority-requests")]
pub(crate) async fn request_authority(
    write: CaseWrite<auth::RequestAuthority, AuthorityRequestBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let ceiling = fields.check("/ceiling_fen", Fen::positive(write.body.ceiling_fen.0));
    let terms = fields.check("/terms", LongText::parse(&write.body.terms));
    let (Some(ceiling), Some(terms)) = (ceiling, terms) else { return Err(fields.into()) };
    let (party, terms) = (PartyId(write.body.party), Personal::clear(subject, terms));
    write.execute(RequestAuthority { party, ceiling, terms }).await
}
