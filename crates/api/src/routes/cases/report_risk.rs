//! `POST /v1/cases/{case}/risk-reports`: 报告风险 A danger of violence or crime was reported; confidential.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::RiskRecipientCode;
use actix_web::{HttpResponse, post};
use domain::case::ReportRisk;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What was reported to whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskReportBody {
    /// To whom.
    to: RiskRecipientCode,
    /// When.
    reported_on: DateField,
    /// What.
    #[schema(min_length = 1, max_length = 50_000)]
    facts: String,
}

/// 报告风险 A danger of violence or crime was reported; confidential.
#[utoipa::path(
    tag = "safety",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RiskReportBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/risk-reports")]
pub(crate) async fn report_risk(
    write: CaseWrite<auth::ReportRisk, RiskReportBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(facts) = fields.check("/facts", LongText::parse(&body.facts)) else {
        return Err(fields.into());
    };
    let (to, reported_on) = (body.to.0, body.reported_on.0);
    write.execute(ReportRisk { to, reported_on, facts: Personal::clear(subject, facts) }).await
}
