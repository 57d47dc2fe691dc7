//! `POST /v1/cases/{case}/no-objection-proposals/{version}/withdrawal`: 撤回无异议调解方案 The mediator takes the proposal back.

use super::close_case::ClosingBody;
use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::WithdrawNoObjection;

/// 撤回无异议调解方案 The mediator takes the proposal back, until the last party's time to object is over.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which proposal.")),
    request_body = ClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/no-objection-proposals/{version}/withdrawal")]
pub(crate) async fn withdraw_no_objection(
    write: CaseWrite<auth::WithdrawNoObjection, ClosingBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    write.execute(WithdrawNoObjection { version: path.version }).await
}
