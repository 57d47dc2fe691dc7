//! `POST /v1/cases/{case}/complaints/{complaint}/decision`: 处理投诉 The director decides on a complaint, with a measure.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::ComplaintMeasureCode;
use actix_web::{HttpResponse, post, web};
use domain::case::DecideComplaint;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintDecisionBody {
    /// What is done about it.
    measure: ComplaintMeasureCode,
    /// Why.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// The complaint an address names.
#[derive(Debug, Deserialize)]
pub struct ComplaintPath {
    /// Which complaint: 1, 2, 3 ….
    pub complaint: u32,
}

/// 处理投诉 The director decides on a complaint, with a measure: none, a warning, replacement in this case, or suspension from the roster.
/// Whoever has to leave leaves at once. The same request again finishes what was left half done.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("complaint" = u32, Path, description = "Which complaint.")),
    request_body = ComplaintDecisionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/complaints/{complaint}/decision")]
pub(crate) async fn decide_complaint(
    write: CaseWrite<auth::DecideComplaint, ComplaintDecisionBody>,
    path: web::Path<ComplaintPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", LongText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let (complaint, measure) = (path.complaint, write.body.measure.0);
    let command = DecideComplaint { complaint, measure, reason: Personal::clear(subject, reason) };
    let receipt = write.house.decide_complaint(&write.call, write.case, command).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
