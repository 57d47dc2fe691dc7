//! `POST /v1/cases/{case}/agreements/{version}/signatures`: 签署调解协议 Signs the version on the table.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldError, FieldErrors, table};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{SignatureAlgorithmCode, SignatureMethodCode};
use actix_web::{HttpResponse, post, web};
use application::OfferedCertificate;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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
    /// SHA-256 of the scanned paper; for every way to sign but the electronic one.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    scan_sha256: Option<String>,
    /// The hash of what was signed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
    /// With which certificate, for an electronic signature.
    certificate: Option<CertificateBody>,
}

/// A signature made with the key of a certificate over the canonical bytes of the agreement, whose SHA-256 is its hash: both
/// algorithms sign that digest, so a signing device needs nothing else. It is verified before the signature is recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateBody {
    /// Certificates in DER, base64: the signer's first, each followed by the one of its issuer.
    #[schema(min_items = 1, max_items = 6)]
    chain: Vec<String>,
    /// How it was signed.
    algorithm: SignatureAlgorithmCode,
    /// The signature, base64; ECDSA in DER.
    #[schema(min_length = 1, max_length = 2048)]
    signature: String,
}

impl CertificateBody {
    /// Bytes instead of base64; what is no base64 is no certificate and no signature either.
    fn read(&self) -> Result<OfferedCertificate, ApiError> {
        let wrong = |at: &str| ApiError::field(FieldError::new(at, &table::CERTIFICATE_MALFORMED));
        let chain = self.chain.iter().map(|text| STANDARD.decode(text)).collect::<Result<Vec<_>, _>>();
        Ok(OfferedCertificate {
            chain: chain.map_err(|_| wrong("/certificate/chain"))?,
            algorithm: self.algorithm.0,
            signature: STANDARD.decode(&self.signature).map_err(|_| wrong("/certificate/signature"))?,
        })
    }
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
        scan_sha256: write.body.scan_sha256.take(),
        hash: std::mem::take(&mut write.body.hash),
        certificate: None,
    };
    let offered = write.body.certificate.as_ref().map(CertificateBody::read).transpose()?;
    let receipt = write.house.sign_agreement(&write.call, write.case, command, offered).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
