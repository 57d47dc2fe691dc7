//! `POST /v1/cases/{case}/sessions/{session}/closing`: 结束调解会议 Closes a session, with minutes or a recording in their place.

use super::{CaseWrite, SessionPath, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::SessionResultCode;
use actix_web::{HttpResponse, post, web};
use domain::case::{CloseSession, NextActor, NextStepPlan, SessionRecord};
use domain::ids::{PartyId, SessionId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is kept and how it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionClosingBody {
    /// Joint minutes 调解笔录; exactly one of minutes and recording, or neither for a session in writing, whose statements are the record.
    #[schema(min_length = 1, max_length = 50_000)]
    minutes: Option<String>,
    /// SHA-256 of the recording that replaces minutes; needs the consent of all.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    recording_sha256: Option<String>,
    /// How it ended.
    result: SessionResultCode,
    /// What was agreed to be done next.
    next_step: Option<NextStepBody>,
    /// A session in writing, whose statements are its record.
    #[serde(default)]
    exchange: bool,
}

/// What comes next.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStepBody {
    /// What.
    #[schema(min_length = 1, max_length = 200)]
    what: String,
    /// The party that has to do it; absent: the mediator.
    party: Option<Uuid>,
    /// The centre's staff has to do it.
    #[serde(default)]
    by_centre: bool,
    /// Calendar days it may take; five working days when absent.
    #[schema(minimum = 1, maximum = 90)]
    days: Option<u16>,
}

impl NextStepBody {
    const fn who(&self) -> NextActor {
        match (self.party, self.by_centre) {
            (Some(party), _) => NextActor::Party(PartyId(party)),
            (None, true) => NextActor::Centre,
            (None, false) => NextActor::Mediator,
        }
    }
}

/// 结束调解会议 Closes a session, with minutes or a recording in their place.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = SessionClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/closing")]
pub(crate) async fn close_session(
    mut write: CaseWrite<auth::CloseSession, SessionClosingBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let exchange = write.body.exchange;
    let record = match (write.body.minutes.as_deref(), write.body.recording_sha256.take()) {
        (None, None) if exchange => Some(SessionRecord::Exchange {}),
        (Some(minutes), None) => {
            let text = fields.check("/minutes", LongText::parse(minutes));
            text.map(|text| SessionRecord::Minutes { text: Personal::clear(subject, text) })
        }
        (None, Some(sha256)) => Some(SessionRecord::Recording { sha256 }),
        (None, None) | (Some(_), Some(_)) => fields.check("/minutes", Err(&table::MINUTES_OR_RECORDING)),
    };
    let next = write.body.next_step.as_ref();
    let what = short(&mut fields, "/next_step/what", subject, next.map(|step| step.what.as_str()));
    let (Some(record), Some(what)) = (record, what) else { return Err(fields.into()) };
    let next_step =
        next.zip(what).map(|(step, what)| NextStepPlan { what, who: step.who(), days: step.days });
    let session = SessionId(path.session);
    let result = write.body.result.0;
    write.end_session(session, CloseSession { session, record, result, next_step }).await
}
