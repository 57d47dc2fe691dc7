//! `POST /v1/cases/{case}/opinion/refusal`: 不接受意见书 The customer does not accept the mediator's opinion.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::DeclineOpinion;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who does not accept what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionRefusalBody {
    /// Which opinion, by its version.
    version: u32,
    /// For which party.
    party: Uuid,
    /// Why, if the customer wants to say.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 不接受意见书 The customer does not accept the opinion: it was advice, and the mediation ends (E05). Every other way stays open.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = OpinionRefusalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/opinion/refusal")]
pub(crate) async fn decline_opinion(
    write: CaseWrite<auth::DeclineOpinion, OpinionRefusalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    let (version, party) = (write.body.version, PartyId(write.body.party));
    write.execute(DeclineOpinion { version, party, reason }).await
}
