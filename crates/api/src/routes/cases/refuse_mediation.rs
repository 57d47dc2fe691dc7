//! `POST /v1/cases/{case}/mediation-refusals`: 拒绝或退出调解 A party refuses or leaves; the mediation ends.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::RefusalReasonCode;
use actix_web::{HttpResponse, post};
use domain::case::RefuseMediation;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who refuses, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediationRefusalBody {
    /// Which party.
    party: Uuid,
    /// Required of an institution whose sector has a duty to take part.
    reason: Option<RefusalReasonCode>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// 拒绝或退出调解 A party refuses or leaves; the mediation ends.
#[utoipa::path(
    tag = "consent",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediationRefusalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediation-refusals")]
pub(crate) async fn refuse_mediation(
    write: CaseWrite<auth::RefuseMediation, MediationRefusalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = long(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let (party, reason) = (PartyId(write.body.party), write.body.reason.map(|code| code.0));
    write.execute(RefuseMediation { party, reason, wording }).await
}
