//! `POST /v1/cases/{case}/oral-agreement`: 登记口头协议 The mediator registers what the parties agreed by word of mouth.

use super::CaseWrite;
use super::draft_agreement::{ClauseBody, clauses};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use application::random_text;
use domain::case::RecordOralAgreement;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was agreed by word of mouth.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OralAgreementBody {
    /// Its clauses.
    #[schema(min_items = 1, max_items = 100)]
    terms: Vec<ClauseBody>,
    /// Who said yes: every party.
    #[schema(min_items = 2, max_items = 100)]
    agreed_by: Vec<Uuid>,
    /// Where the registration form lies that the mediator signed (口头协议登记表).
    #[schema(min_length = 1, max_length = 200)]
    evidence: String,
}

/// 登记口头协议 The mediator registers what the parties agreed by word of mouth, when they think no paper is needed (PML 28). It binds at once
/// (PML 30); no court confirms it before it is written down and signed.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = OralAgreementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/oral-agreement")]
pub(crate) async fn record_oral_agreement(
    write: CaseWrite<auth::RecordOralAgreement, OralAgreementBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let terms = clauses(&mut fields, subject, &write.body.terms);
    let evidence = fields.check("/evidence", ShortText::parse(&write.body.evidence));
    let Some(evidence) = evidence.filter(|_| fields.all().is_empty()) else { return Err(fields.into()) };
    let command = RecordOralAgreement {
        terms,
        agreed_by: write.body.agreed_by.iter().copied().map(PartyId).collect(),
        evidence: Personal::clear(subject, evidence),
        salt: Personal::clear(subject, ShortText::parse(&random_text()?)?),
    };
    write.execute(command).await
}
