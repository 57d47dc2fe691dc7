//! `POST /v1/cases/{case}/appraisals`: 委托鉴定、评估 An appraisal, whose time does not count.

use super::{CaseWrite, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::CommissionAppraisal;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who appraises what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppraisalBody {
    /// Who appraises.
    #[schema(min_length = 1, max_length = 200)]
    appraiser: String,
    /// What is asked.
    #[schema(min_length = 1, max_length = 50_000)]
    question: String,
    /// Who agreed; all parties must.
    #[schema(min_items = 1, max_items = 50)]
    agreed_by: Vec<Uuid>,
}

/// 委托鉴定、评估 An appraisal with everybody's agreement; its time is not counted in the mediation period.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AppraisalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/appraisals")]
pub(crate) async fn commission_appraisal(
    mut write: CaseWrite<auth::CommissionAppraisal, AppraisalBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let appraiser = fields.check("/appraiser", ShortText::parse(&write.body.appraiser));
    let question = fields.check("/question", LongText::parse(&write.body.question));
    let (Some(appraiser), Some(question)) = (appraiser, question) else { return Err(fields.into()) };
    let agreed_by = parties(std::mem::take(&mut write.body.agreed_by));
    let question = Personal::clear(subject, question);
    write.execute(CommissionAppraisal { appraiser, question, agreed_by }).await
}
