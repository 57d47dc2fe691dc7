//! `POST /v1/cases/{case}/referral/receipt`: 签收法院移送材料 Signs for the court's papers; the mediation period starts.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::{self, ReceiptBody};
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralReceiptBody {}

/// 签收法院移送材料 Signs for the court's papers; the mediation period starts.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ReferralReceiptBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/referral/receipt")]
pub(crate) async fn sign_referral_receipt(
    write: CaseWrite<auth::SignReferralReceipt, ReferralReceiptBody>,
) -> Result<HttpResponse, ApiError> {
    let receipt = write.house.sign_referral_receipt(&write.call, write.case).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
