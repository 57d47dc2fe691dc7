//! `POST /v1/cases/{case}/sessions/{session}/minutes/signatures`: 笔录核对、签名 Somebody read the minutes and signs them, or refuses to.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::{ApiError, FieldError, FieldErrors, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ReadBackCode, SignatureMethodCode};
use actix_web::{HttpResponse, post, web};
use domain::case::{MinutesAnswer, SignMinutes, Signer};
use domain::ids::{PartyId, RepresentativeId, SessionId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who signs which version, or why not.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesSignatureBody {
    /// Which version of the minutes.
    version: u32,
    /// The party; absent: the mediator.
    party: Option<Uuid>,
    /// The representative who signs for the party, when it is not the party itself.
    representative: Option<Uuid>,
    /// How the minutes came to the signer's knowledge.
    read_back: ReadBackCode,
    /// How it is signed; exactly one of this and a reason to refuse.
    method: Option<SignatureMethodCode>,
    /// Why the signature is refused.
    #[schema(min_length = 1, max_length = 200)]
    refusal: Option<String>,
}

/// 笔录核对、签名 Somebody read the minutes and signs them, or refuses to and says why.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = MinutesSignatureBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/minutes/signatures")]
pub(crate) async fn sign_minutes(
    write: CaseWrite<auth::SignMinutes, MinutesSignatureBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let signer = match (body.party, write.call.actor.mediator) {
        (Some(party), _) => Signer::Party(PartyId(party)),
        (None, Some(mediator)) => Signer::Mediator(mediator),
        (None, None) => return Err(ApiError::field(FieldError::new("/party", &table::FIELD_MISSING))),
    };
    let mut fields = FieldErrors::default();
    let answer = match (body.method, body.refusal.as_deref()) {
        (Some(method), None) => Some(MinutesAnswer::Signed { method: method.0 }),
        (None, Some(reason)) => {
            let reason = fields.check("/refusal", ShortText::parse(reason));
            reason.map(|reason| MinutesAnswer::Refused { reason: Personal::clear(subject, reason) })
        }
        (None, None) | (Some(_), Some(_)) => fields.check("/method", Err(&table::SIGNED_OR_REFUSED)),
    };
    let Some(answer) = answer else { return Err(fields.into()) };
    let command = SignMinutes {
        session: SessionId(path.session),
        version: body.version,
        signer,
        representative: body.representative.map(RepresentativeId),
        read_back: body.read_back.0,
        answer,
    };
    write.execute(command).await
}
