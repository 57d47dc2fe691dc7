//! `POST /v1/cases/{case}/agreements/{version}/reviews`: 审查协议合法性 The centre looks at whether a court could confirm the version.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ReviewFindingCode, ReviewOutcomeCode, plain};
use actix_web::{HttpResponse, post, web};
use domain::case::ReviewAgreement;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a review came to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementReviewBody {
    /// Passed, or sent back.
    outcome: ReviewOutcomeCode,
    /// Why it goes back; none where it passes.
    #[serde(default)]
    #[schema(max_items = 8)]
    findings: Vec<ReviewFindingCode>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    note: Option<String>,
    /// The hash of the text that was reviewed.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

/// 审查协议合法性 The centre looks at whether a court could confirm the version on the table; whoever mediated the case does not. What is sent
/// back is neither signed nor sealed: the mediator drafts another version.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = AgreementReviewBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements/{version}/reviews")]
pub(crate) async fn review_agreement(
    mut write: CaseWrite<auth::ReviewAgreement, AgreementReviewBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let note = write.body.note.as_deref().map(LongText::parse);
    let Some(note) = fields.check_some("/note", note) else { return Err(fields.into()) };
    let command = ReviewAgreement {
        version: path.version,
        outcome: write.body.outcome.0,
        findings: plain(std::mem::take(&mut write.body.findings)),
        note: note.map(|note| Personal::clear(subject, note)),
        hash: std::mem::take(&mut write.body.hash),
    };
    write.execute(command).await
}
