//! `POST /v1/centres/{centre}/numbers/{document}/{year}/{seq}/voiding`: 编号作废 A number that was given and never used is void.

use super::own;
use crate::auth;
use crate::error::{ApiError, table};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::NumberVoidReasonCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::centre::NumberedDocument;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberVoidingBody {
    /// Why.
    reason: NumberVoidReasonCode,
}

/// 编号作废 A number that was given and never used is void.
#[utoipa::path(
    tag = "registers",
    params(
        ("centre" = String, Path, description = "Which centre."),
        ("document" = String, Path, description = "Numbers of which papers: `CASE` or `RECEIPT`."),
        ("year" = i32, Path, description = "Of which year."),
        ("seq" = u32, Path, description = "Which number.")
    ),
    request_body = NumberVoidingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/centres/{centre}/numbers/{document}/{year}/{seq}/voiding")]
pub(crate) async fn void_number(
    write: HouseWrite<auth::VoidNumber, NumberVoidingBody>,
    place: PathId<(String, String, i32, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (centre, document, year, seq) = place.0;
    let centre = own(&write.call.actor, &centre)?;
    let document = NumberedDocument::parse(&document).ok_or(ApiError::new(&table::NOT_FOUND))?;
    let reason = write.body.reason.0;
    let receipt = write.house.void_number(&write.call, &centre, document, year, seq, reason).await?;
    Ok(answer::done(&receipt, seq.to_string()))
}
