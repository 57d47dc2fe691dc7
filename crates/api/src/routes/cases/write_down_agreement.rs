//! `POST /v1/cases/{case}/agreements/{version}/paper`: 口头协议补签书面 What was agreed by word of mouth is on paper now.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::{Signer, WriteDownAgreement};
use domain::ids::{MediatorId, PartyId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementPaperBody {
    /// The parties whose signatures are on it: every one.
    #[schema(min_items = 1, max_items = 100)]
    parties: Vec<Uuid>,
    /// The mediator whose signature is on it.
    mediator: Uuid,
    /// Register entry of the seal on it.
    #[schema(min_length = 1, max_length = 200)]
    seal: String,
    /// Where the scan lies.
    #[schema(min_length = 1, max_length = 200)]
    evidence: String,
    /// SHA-256 of the scan.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    scan_sha256: String,
    /// The hash of the text on it.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

/// 口头协议补签书面 What was agreed by word of mouth is on paper now, word for word, with every signature and the seal: a court can confirm it
/// (CPLI 354), within the time that has run since it was agreed.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = AgreementPaperBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements/{version}/paper")]
pub(crate) async fn write_down_agreement(
    mut write: CaseWrite<auth::WriteDownAgreement, AgreementPaperBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let seal = fields.check("/seal", ShortText::parse(&write.body.seal));
    let evidence = fields.check("/evidence", ShortText::parse(&write.body.evidence));
    let (Some(seal), Some(evidence)) = (seal, evidence) else { return Err(fields.into()) };
    let parties = write.body.parties.iter().copied().map(PartyId).map(Signer::Party);
    let signed_by = parties.chain([Signer::Mediator(MediatorId(write.body.mediator))]).collect();
    let command = WriteDownAgreement {
        version: path.version,
        signed_by,
        seal,
        evidence: Personal::clear(subject, evidence),
        scan_sha256: std::mem::take(&mut write.body.scan_sha256),
        hash: std::mem::take(&mut write.body.hash),
    };
    write.execute(command).await
}
