//! `POST /v1/cases/{case}/transfer-decision`: 联合会决定移送争议 Decides whose the case is.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::error::{FieldError, table};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::ServiceMethodCode;
use actix_web::{HttpResponse, post};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferDecisionBody {
    /// Whether the case goes over.
    moves: bool,
    /// How the applicant is told; needed when it does.
    notice: Option<ServiceMethodCode>,
    /// Why, in words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: String,
}

/// 联合会决定移送争议 Decides whose the case is.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TransferDecisionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/transfer-decision")]
pub(crate) async fn decide_transfer(
    write: CaseWrite<auth::DecideTransfer, TransferDecisionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let wording = fields.check("/wording", LongText::parse(&write.body.wording));
    if write.body.moves && write.body.notice.is_none() {
        fields.note(FieldError::new("/notice", &table::NOTHING_GIVEN));
    }
    let (Some(wording), []) = (wording, fields.all()) else { return Err(fields.into()) };
    let moves = write.body.notice.filter(|_| write.body.moves).map(|notice| notice.0);
    let wording = Personal::clear(subject, wording);
    let receipt = write.house.decide_transfer(&write.call, write.case, moves, wording).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
