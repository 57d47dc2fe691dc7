//! `POST /v1/cases/{case}/transfer-decline`: 不接收移送 Declines the offer; the case stays where it is.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::DeclineTransfer;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why it is declined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferDeclineBody {
    /// Why, in words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: String,
}

/// 不接收移送 Declines the offer; the case stays where it is.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferDeclineBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-decline")]
pub(crate) async fn decline_transfer(
    write: CaseWrite<auth::DeclineTransfer, TransferDeclineBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let wording = fields.check("/wording", LongText::parse(&write.body.wording));
    let Some(wording) = wording else { return Err(fields.into()) };
    let wording = Personal::clear(subject, wording);
    write.execute(DeclineTransfer { wording }).await
}
