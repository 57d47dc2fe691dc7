//! `POST /v1/cases/{case}/receipt-confirmations`: 确认收款 The creditor has received what was reported.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ConfirmReceipt;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptConfirmationBody {
    /// Which obligation: 1, 2, 3 ….
    #[schema(minimum = 1)]
    seq: u32,
    /// The creditor.
    party: Uuid,
}

/// 确认收款 The creditor has received what was reported.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ReceiptConfirmationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/receipt-confirmations")]
pub(crate) async fn confirm_receipt(
    write: CaseWrite<auth::ConfirmReceipt, ReceiptConfirmationBody>,
) -> Result<HttpResponse, ApiError> {
    let (seq, party) = (write.body.seq, PartyId(write.body.party));
    write.execute(ConfirmReceipt { seq, party }).await
}
