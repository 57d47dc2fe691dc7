//! `POST /v1/cases/{case}/sessions/{session}/rescheduling`: 改期 Moves a planned or adjourned session.

use super::attendance::attendance;
use super::{CaseWrite, SessionPath, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::TimeField;
use crate::routes::answer;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{CancelReasonCode, SessionModeCode};
use actix_web::{HttpResponse, post, web};
use domain::case::RescheduleSession;
use domain::ids::SessionId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// When, where and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionMoveBody {
    /// Start.
    starts_at: TimeField,
    /// Planned length in minutes.
    #[schema(minimum = 15, maximum = 480)]
    planned_minutes: u16,
    /// Where.
    mode: SessionModeCode,
    /// Why it moves.
    reason: CancelReasonCode,
    /// Room, or reference of the video link.
    #[schema(min_length = 1, max_length = 200)]
    venue: String,
    /// Who waived the notice period.
    #[serde(default)]
    #[schema(max_items = 50)]
    notice_waived_by: Vec<Uuid>,
    /// A registered room or video link; it is then held for the session.
    #[serde(default)]
    place: Option<Uuid>,
    /// Accounts of representatives who are to attend; each is held for the session.
    #[serde(default)]
    #[schema(max_items = 20)]
    representatives: Vec<String>,
}

/// 改期 Moves a planned or adjourned session to another time or place.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionMoveBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/rescheduling")]
pub(crate) async fn reschedule_session(
    path: web::Path<SessionPath>,
    mut write: CaseWrite<auth::RescheduleSession, SessionMoveBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let venue = fields.check("/venue", ShortText::parse(&write.body.venue));
    let attendance = attendance(&mut fields, write.body.place, &write.body.representatives);
    let (Some(venue), Some(attendance)) = (venue, attendance) else { return Err(fields.into()) };
    let notice_waived_by = parties(std::mem::take(&mut write.body.notice_waived_by));
    let session = SessionId(path.session);
    let command = RescheduleSession {
        session,
        starts_at: write.body.starts_at.0,
        planned_minutes: write.body.planned_minutes,
        mode: write.body.mode.0,
        venue,
        notice_waived_by,
        reason: write.body.reason.0,
        reservation: None,
    };
    let receipt = write.house.reschedule_session(&write.call, write.case, &attendance, command).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
