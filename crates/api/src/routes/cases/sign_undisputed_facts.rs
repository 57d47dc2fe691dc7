//! `POST /v1/cases/{case}/undisputed-facts/{version}/signatures`: 签署无争议事实记载 A party accepts the facts.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SignatureMethodCode;
use actix_web::{HttpResponse, post, web};
use domain::case::SignUndisputedFacts;
use domain::ids::{PartyId, RepresentativeId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who signs, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsSignatureBody {
    /// The party.
    party: Uuid,
    /// The representative who signs for the party, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
    /// How.
    method: SignatureMethodCode,
    /// Scan or other reference.
    #[schema(min_length = 1, max_length = 200)]
    evidence: String,
}

/// 签署无争议事实记载 A party accepts the facts; an agent needs special authorisation for it. With the last signature the record is
/// complete: the court the dispute came from or goes to reads it then.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = FactsSignatureBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/undisputed-facts/{version}/signatures")]
pub(crate) async fn sign_undisputed_facts(
    write: CaseWrite<auth::SignUndisputedFacts, FactsSignatureBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(evidence) = fields.check("/evidence", ShortText::parse(&write.body.evidence)) else {
        return Err(fields.into());
    };
    let command = SignUndisputedFacts {
        version: path.version,
        party: PartyId(write.body.party),
        representative: write.body.representative.map(RepresentativeId),
        method: write.body.method.0,
        evidence: Personal::clear(subject, evidence),
    };
    write.execute(command).await
}
