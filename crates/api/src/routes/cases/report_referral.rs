//! `POST /v1/cases/{case}/referral/report`: 调解情况复函 Tells the court how its referral ended and returns its papers.

use super::CaseWrite;
use super::{facts, long, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ReportReferral;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What the court is told. Nothing that was said in confidence belongs here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralReportBody {
    /// Basics and reason.
    #[schema(min_length = 1, max_length = 50_000)]
    report: String,
    /// Conduct that raised the other side's costs.
    #[schema(min_length = 1, max_length = 50_000)]
    costly_conduct: Option<String>,
    /// Matters the court should know of.
    #[schema(min_length = 1, max_length = 50_000)]
    to_flag: Option<String>,
    /// Facts nobody disputes, beside those of a record every party has signed, which goes with the report by itself.
    #[serde(default)]
    #[schema(max_items = 100)]
    undisputed_facts: Vec<String>,
    /// Who agreed to these facts being told.
    #[serde(default)]
    facts_agreed_by: Vec<Uuid>,
    /// How many of the court's materials go back.
    materials_returned: u32,
}

/// 调解情况复函 Tells the court how its referral ended and returns its papers.
#[utoipa::path(
    tag = "referral",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ReferralReportBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/referral/report")]
pub(crate) async fn report_referral(
    write: CaseWrite<auth::ReportReferral, ReferralReportBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let body = &write.body;
    let report = fields.check("/report", LongText::parse(&body.report));
    let costly_conduct = long(&mut fields, "/costly_conduct", subject, body.costly_conduct.as_deref());
    let to_flag = long(&mut fields, "/to_flag", subject, body.to_flag.as_deref());
    let undisputed = facts(&mut fields, "/undisputed_facts", subject, &body.undisputed_facts);
    let (Some(report), Some(undisputed), []) = (report, undisputed, fields.all()) else {
        return Err(fields.into());
    };
    let command = ReportReferral {
        report: Personal::clear(subject, report),
        costly_conduct: costly_conduct.flatten(),
        to_flag: to_flag.flatten(),
        undisputed,
        facts_agreed_by: parties(body.facts_agreed_by.clone()),
        materials_returned: body.materials_returned,
    };
    write.execute(command).await
}
