//! `POST /v1/cases/{case}/transfer-dispute`: 提请联合会决定 Asks the federation to decide on a declined offer.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::DisputeTransfer;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why the answer is not accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferDisputeBody {
    /// Why, in words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: String,
}

/// 提请联合会决定 Asks the federation to decide on a declined offer.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferDisputeBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-dispute")]
pub(crate) async fn dispute_transfer(
    write: CaseWrite<auth::DisputeTransfer, TransferDisputeBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let wording = fields.check("/wording", LongText::parse(&write.body.wording));
    let Some(wording) = wording else { return Err(fields.into()) };
    let wording = Personal::clear(subject, wording);
    write.execute(DisputeTransfer { wording }).await
}
