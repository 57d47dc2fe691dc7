//! `POST /v1/cases/{case}/appraisals/{appraisal}/opinion`: 收到鉴定、评估意见 The opinion came, or was given up.

use super::{AppraisalPath, CaseWrite, DocumentBody, documents};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::ReceiveAppraisal;
use serde::Deserialize;
use utoipa::ToSchema;

/// The opinion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppraisalReceiptBody {
    /// The opinion; absent when it was given up.
    document: Option<DocumentBody>,
}

/// 收到鉴定、评估意见 The opinion came, or was given up; the period runs on.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("appraisal" = u32, Path, description = "Which appraisal.")),
    request_body = AppraisalReceiptBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/appraisals/{appraisal}/opinion")]
pub(crate) async fn receive_appraisal(
    mut write: CaseWrite<auth::ReceiveAppraisal, AppraisalReceiptBody>,
    path: web::Path<AppraisalPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let bodies = write.body.document.take().into_iter().collect();
    let Some(mut document) = documents(&mut fields, subject, bodies) else { return Err(fields.into()) };
    write.execute(ReceiveAppraisal { appraisal: path.appraisal, document: document.pop() }).await
}
