//! `POST /v1/cases/{case}/recusal-requests`: 申请回避 A party or the mediator asks that the mediator step aside; a consumer's first request is granted as it stands.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::RecusalGroundCode;
use actix_web::{HttpResponse, post};
use domain::case::RequestRecusal;
use domain::ids::{MediatorId, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who should step aside, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecusalRequestBody {
    /// Which mediator.
    mediator: Uuid,
    /// By which party; absent when the mediator asks.
    by: Option<Uuid>,
    /// On which ground.
    ground: RecusalGroundCode,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// 申请回避 A party or the mediator asks that the mediator step aside; a consumer's first request is granted as it stands.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RecusalRequestBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/recusal-requests")]
pub(crate) async fn request_recusal(
    write: CaseWrite<auth::RequestRecusal, RecusalRequestBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = long(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let (mediator, by) = (MediatorId(write.body.mediator), write.body.by.map(PartyId));
    write.execute(RequestRecusal { mediator, by, ground: write.body.ground.0, wording }).await
}
