//! `POST /v1/cases/{case}/consent-revocations`: 撤回同意 Takes a consent back.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::ConsentMatterCode;
use actix_web::{HttpResponse, post};
use domain::case::RevokeConsent;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a party takes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentRevocationBody {
    /// Which party.
    party: Uuid,
    /// Of what.
    matter: ConsentMatterCode,
}

/// 撤回同意 Takes a consent back.
#[utoipa::path(
    tag = "consent",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConsentRevocationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/consent-revocations")]
pub(crate) async fn revoke_consent(
    write: CaseWrite<auth::RevokeConsent, ConsentRevocationBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(RevokeConsent { party: PartyId(write.body.party), matter: write.body.matter.0 }).await
}
