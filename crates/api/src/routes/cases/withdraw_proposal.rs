//! `POST /v1/cases/{case}/proposals/{proposal}/withdrawal`: 撤回调解方案 Takes a proposal back.

use super::close_case::ClosingBody;
use super::{CaseWrite, ProposalPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::WithdrawProposal;

/// 撤回调解方案 Takes a proposal back that not everybody has accepted.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("proposal" = u32, Path, description = "Which proposal.")),
    request_body = ClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/proposals/{proposal}/withdrawal")]
pub(crate) async fn withdraw_proposal(
    write: CaseWrite<auth::WithdrawProposal, ClosingBody>,
    path: web::Path<ProposalPath>,
) -> Result<HttpResponse, ApiError> {
    write.execute(WithdrawProposal { proposal: path.proposal }).await
}
