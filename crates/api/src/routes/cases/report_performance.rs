//! `POST /v1/cases/{case}/performance-reports`: 报告履行 Reports what was paid or done.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, FenField};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ReportPerformance;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What was paid or done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PerformanceBody {
    /// Which obligation: 1, 2, 3 ….
    #[schema(minimum = 1)]
    seq: u32,
    /// How much, fen; absent for conduct.
    amount_fen: Option<FenField>,
    /// Legal date of performance.
    performed_on: DateField,
    /// Reference of the proof.
    #[schema(min_length = 1, max_length = 200)]
    proof: String,
}

/// 报告履行 Reports what was paid or done.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = PerformanceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/performance-reports")]
pub(crate) async fn report_performance(
    write: CaseWrite<auth::ReportPerformance, PerformanceBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let amount = fields.check_some("/amount_fen", write.body.amount_fen.map(|fen| Fen::positive(fen.0)));
    let proof = fields.check("/proof", ShortText::parse(&write.body.proof));
    let (Some(amount), Some(proof)) = (amount, proof) else { return Err(fields.into()) };
    let command = ReportPerformance {
        seq: write.body.seq,
        amount,
        performed_on: write.body.performed_on.0,
        proof: Personal::clear(subject, proof),
    };
    write.execute(command).await
}
