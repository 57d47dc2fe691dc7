//! `POST /v1/cases/{case}/sessions/{session}/adjournment`: 休会 A session that goes on is interrupted.

use super::{CaseWrite, SessionPath};
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::CancelReasonCode;
use actix_web::{HttpResponse, post, web};
use domain::case::AdjournSession;
use domain::ids::SessionId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionAdjournmentBody {
    /// Why.
    reason: CancelReasonCode,
}

/// 休会 A session that goes on is interrupted; move it to another time with its rescheduling.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionAdjournmentBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/adjournment")]
pub(crate) async fn adjourn_session(
    write: CaseWrite<auth::AdjournSession, SessionAdjournmentBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let session = SessionId(path.session);
    write.end_session(session, AdjournSession { session, reason: write.body.reason.0 }).await
}
