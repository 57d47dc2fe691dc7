//! `POST /v1/cases/{case}/no-objection-proposals`: 提出无异议调解方案 The mediator makes a proposal that is an agreement if nobody objects.

use super::CaseWrite;
use super::draft_agreement::{AgreementBody, clauses};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use application::random_text;
use domain::case::ProposeNoObjection;
use domain::personal::Personal;
use domain::text::ShortText;

/// 提出无异议调解方案 The mediator makes a proposal, worded like an agreement, that is one if nobody objects: only where every party consented
/// to that before (`NO_OBJECTION`), a person expressly and apart from everything else. It is served on each party next.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AgreementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/no-objection-proposals")]
pub(crate) async fn propose_no_objection(
    write: CaseWrite<auth::ProposeNoObjection, AgreementBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let terms = clauses(&mut fields, subject, &write.body.terms);
    if !fields.all().is_empty() {
        return Err(fields.into());
    }
    let salt = Personal::clear(subject, ShortText::parse(&random_text()?)?);
    write.execute(ProposeNoObjection { terms, salt }).await
}
