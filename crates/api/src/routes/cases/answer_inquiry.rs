//! `POST /v1/cases/{case}/court-inquiries/{inquiry}/answer`: 答复核实函 The centre answers a court's inquiry.

use super::{CaseWrite, DocumentBody, documents};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerInquiry;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the court is told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InquiryAnswerBody {
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    answer: String,
    /// What goes with it.
    #[serde(default)]
    #[schema(max_items = 100)]
    documents: Vec<DocumentBody>,
}

/// The inquiry an address names.
#[derive(Debug, Deserialize)]
pub struct InquiryPath {
    /// Which inquiry: 1, 2, 3 ….
    pub inquiry: u32,
}

/// 答复核实函 The centre answers a court's inquiry, once; an answer after its last day is kept as late.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case."), ("inquiry" = u32, Path, description = "Which inquiry.")),
    request_body = InquiryAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/court-inquiries/{inquiry}/answer")]
pub(crate) async fn answer_inquiry(
    mut write: CaseWrite<auth::AnswerInquiry, InquiryAnswerBody>,
    path: web::Path<InquiryPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let answer = fields.check("/answer", LongText::parse(&write.body.answer));
    let documents = documents(&mut fields, subject, std::mem::take(&mut write.body.documents));
    let (Some(answer), Some(documents)) = (answer, documents) else { return Err(fields.into()) };
    let answer = Personal::clear(subject, answer);
    write.execute(AnswerInquiry { inquiry: path.inquiry, answer, documents }).await
}
