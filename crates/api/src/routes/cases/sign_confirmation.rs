//! `POST /v1/cases/{case}/confirmation/signatures`: 签署司法确认申请书 A party signs the joint application.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::SignConfirmation;
use domain::ids::{PartyId, RepresentativeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who signs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationSignatureBody {
    /// Which party.
    party: Uuid,
    /// The representative who signs, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
}

/// 签署司法确认申请书 A party signs the joint application.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConfirmationSignatureBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/signatures")]
pub(crate) async fn sign_confirmation(
    write: CaseWrite<auth::SignConfirmation, ConfirmationSignatureBody>,
) -> Result<HttpResponse, ApiError> {
    let representative = write.body.representative.map(RepresentativeId);
    write.execute(SignConfirmation { party: PartyId(write.body.party), representative }).await
}
