//! `POST /v1/cases/{case}/confirmation/filing`: 提交司法确认申请 Files the joint application with the court.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ConfirmationPaperCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::FileConfirmation;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The package.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationFilingBody {
    /// For which party; the centre may leave it out and files for both.
    party: Option<Uuid>,
    /// What it holds.
    #[schema(min_items = 1, max_items = 6)]
    papers: Vec<ConfirmationPaperCode>,
    /// Through the green channel 绿色通道.
    green_channel: bool,
}

/// 提交司法确认申请 Files the joint application with the court.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConfirmationFilingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/filing")]
pub(crate) async fn file_confirmation(
    mut write: CaseWrite<auth::FileConfirmation, ConfirmationFilingBody>,
) -> Result<HttpResponse, ApiError> {
    let papers = plain(std::mem::take(&mut write.body.papers));
    let party = write.body.party.map(PartyId);
    write.execute(FileConfirmation { party, papers, green_channel: write.body.green_channel }).await
}
