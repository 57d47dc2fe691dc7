//! `POST /v1/cases/{case}/transfer-proposals`: 提出移送 Offers the case to another centre.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::TransferReasonCode;
use actix_web::{HttpResponse, post};
use domain::case::ProposeTransfer;
use domain::ids::CentreId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// An offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferProposalBody {
    /// The centre that should have it.
    #[schema(min_length = 1, max_length = 16, example = "440600")]
    to: String,
    /// Why.
    reason: TransferReasonCode,
    /// Why, in words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: String,
}

/// 提出移送 Offers the case to another centre.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferProposalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-proposals")]
pub(crate) async fn propose_transfer(
    write: CaseWrite<auth::ProposeTransfer, TransferProposalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let to = fields.check("/to", CentreId::parse(&write.body.to));
    let wording = fields.check("/wording", LongText::parse(&write.body.wording));
    let (Some(to), Some(wording)) = (to, wording) else { return Err(fields.into()) };
    let to = write.house.centre(&to).await?.id;
    let wording = Personal::clear(subject, wording);
    write.execute(ProposeTransfer { to, reason: write.body.reason.0, wording }).await
}
