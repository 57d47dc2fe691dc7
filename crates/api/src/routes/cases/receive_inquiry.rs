//! `POST /v1/cases/{case}/court-inquiries`: 法院核实 A court asks what lies behind an agreement.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::InquiryPurposeCode;
use actix_web::{HttpResponse, post};
use domain::case::ReceiveInquiry;
use domain::court_number::CourtCaseNumber;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the court asks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtInquiryBody {
    /// Number of the court's matter it is asked for; it names the court.
    #[schema(min_length = 1, max_length = 100, example = "（2026）粤0104民特35号")]
    reference: String,
    /// What for.
    purpose: InquiryPurposeCode,
    /// What it wants to know.
    #[schema(min_length = 1, max_length = 50_000)]
    question: String,
    /// When its paper reached the centre; today when nothing is said, as with whatever a court sends itself.
    received_on: Option<DateField>,
}

/// 法院核实 A court asks what lies behind an agreement; a clerk enters an inquiry that came on paper, whichever court it is from. The centre
/// answers within T19. Only the centre and the court that asked read it.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = CourtInquiryBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/court-inquiries")]
pub(crate) async fn receive_inquiry(
    write: CaseWrite<auth::ReceiveInquiry, CourtInquiryBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let matter = fields.check("/reference", CourtCaseNumber::parse(&write.body.reference));
    let question = fields.check("/question", LongText::parse(&write.body.question));
    let (Some(matter), Some(question)) = (matter, question) else { return Err(fields.into()) };
    let command = ReceiveInquiry {
        matter,
        purpose: write.body.purpose.0,
        question: Personal::clear(subject, question),
        received_on: write.body.received_on.as_ref().map(|on| on.0),
    };
    write.execute(command).await
}
