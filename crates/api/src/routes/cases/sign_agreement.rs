//! `POST /v1/cases/{case}/agreements/{version}/signatures`: 签署调解协议 Signs the version on the table.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldError, FieldErrors, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SignatureMethodCode;
use actix_web::{HttpResponse, post, web};
use domain::case::{SignAgreement, Signer};
use domain::ids::{PartyId, RepresentativeId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who signs what, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureBody {
    /// The party; absent: the mediator signs.
    party: Option<Uuid>,
    /// The representative who signs for the party, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
    /// How.
    method: SignatureMethodCode,
    /// For an organisation's agent who is not on record: special authorisation to settle 特别授权. One on record brings his own.
    #[serde(default)]
    special_authorisation: bool,
    /// Scan, certificate serial or other reference.
    #[schema(min_length = 1, max_length = 200)]
    evidence: String,
    /// The hash of what was signed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

/// 签署调解协议 Signs the version on the table.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = SignatureBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements/{version}/signatures")]
pub(crate) async fn sign_agreement(
    mut write: CaseWrite<auth::SignAgreement, SignatureBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let signer = match (write.body.party, write.call.actor.mediator) {
        (Some(party), _) => Signer::Party(PartyId(party)),
        (None, Some(mediator)) => Signer::Mediator(mediator),
        (None, None) => return Err(ApiError::field(FieldError::new("/party", &table::FIELD_MISSING))),
    };
    let mut fields = FieldErrors::default();
    let Some(evidence) = fields.check("/evidence", ShortText::parse(&write.body.evidence)) else {
        return Err(fields.into());
    };
    let command = SignAgreement {
        version: path.version,
        signer,
        representative: write.body.representative.map(RepresentativeId),
        method: write.body.method.0,
        special_authorisation: write.body.special_authorisation,
        evidence: Personal::clear(subject, evidence),
        hash: std::mem::take(&mut write.body.hash),
    };
    write.execute(command).await
}
