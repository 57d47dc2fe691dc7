//! `POST /v1/cases/{case}/confirmation/abandonment`: 一方不参加共同申请 A party will not join the application.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::AbandonConfirmation;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who will not join.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbandonmentBody {
    /// Which party.
    party: Uuid,
    /// Why, if it says so.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 一方不参加共同申请 A party will not join the application; both apply or nobody does.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AbandonmentBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/abandonment")]
pub(crate) async fn abandon_confirmation(
    write: CaseWrite<auth::AbandonConfirmation, AbandonmentBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, write.body.reason.as_deref()) else {
        return Err(fields.into());
    };
    write.execute(AbandonConfirmation { party: PartyId(write.body.party), reason }).await
}
