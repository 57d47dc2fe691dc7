//! `POST /v1/cases/{case}/sessions`: 排期 Plans a session.

use super::attendance::attendance;
use super::{CaseWrite, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::TimeField;
use crate::routes::answer;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SessionModeCode;
use actix_web::{HttpResponse, post};
use domain::case::ScheduleSession;
use domain::ids::SessionId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// When, where and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionBody {
    /// Start.
    starts_at: TimeField,
    /// Planned length in minutes.
    #[schema(minimum = 15, maximum = 480)]
    planned_minutes: u16,
    /// Where.
    mode: SessionModeCode,
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

/// 排期 Plans a session.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SessionBody,
    responses((status = 201, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions")]
pub(crate) async fn schedule_session(
    mut write: CaseWrite<auth::ScheduleSession, SessionBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let venue = fields.check("/venue", ShortText::parse(&write.body.venue));
    let attendance = attendance(&mut fields, write.body.place, &write.body.representatives);
    let (Some(venue), Some(attendance)) = (venue, attendance) else { return Err(fields.into()) };
    let notice_waived_by = parties(std::mem::take(&mut write.body.notice_waived_by));
    let session = SessionId(write.call.command.derive("session", 0));
    let command = ScheduleSession {
        session,
        starts_at: write.body.starts_at.0,
        planned_minutes: write.body.planned_minutes,
        mode: write.body.mode.0,
        venue,
        notice_waived_by,
        reservation: None,
    };
    let receipt = write.house.schedule_session(&write.call, write.case, &attendance, command).await?;
    let location = format!("/v1/cases/{}/sessions/{session}", write.case);
    Ok(answer::created(&receipt, session.to_string(), &location))
}
