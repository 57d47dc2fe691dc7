//! `POST /v1/cases/{case}/sessions/{session}/cancellation`: 取消排期 A planned session does not take place.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::CancelReasonCode;
use actix_web::{HttpResponse, post, web};
use domain::case::CancelSession;
use domain::ids::SessionId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionCancellationBody {
    /// Why.
    reason: CancelReasonCode,
}

/// 取消排期 A planned session does not take place.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionCancellationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/cancellation")]
pub(crate) async fn cancel_session(
    write: CaseWrite<auth::CancelSession, SessionCancellationBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let session = SessionId(path.session);
    write.end_session(session, CancelSession { session, reason: write.body.reason.0 }).await
}
