//! `POST /v1/cases/{case}/agreements/{version}/answers`: 答复协议文本 A party says what it thinks of the version on the table.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::AgreementAnswerCode;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerAgreement;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who says what to which text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementAnswerBody {
    /// For which party.
    party: Uuid,
    /// That it agrees, wants it otherwise, or will not sign.
    answer: AgreementAnswerCode,
    /// What should be otherwise, or why it will not sign; not needed from whoever agrees.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
    /// The hash of the text it answers.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    hash: String,
}

/// 答复协议文本 A party says what it thinks of the version on the table before it signs. To agree is not to sign; to refuse lets the mediation
/// end (E07), and whoever refused may still sign while there is time.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = AgreementAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements/{version}/answers")]
pub(crate) async fn answer_agreement(
    mut write: CaseWrite<auth::AnswerAgreement, AgreementAnswerBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let reason = write.body.reason.as_deref().map(LongText::parse);
    let Some(reason) = fields.check_some("/reason", reason) else { return Err(fields.into()) };
    let command = AnswerAgreement {
        version: path.version,
        party: PartyId(write.body.party),
        answer: write.body.answer.0,
        reason: reason.map(|reason| Personal::clear(subject, reason)),
        hash: std::mem::take(&mut write.body.hash),
    };
    write.execute(command).await
}
