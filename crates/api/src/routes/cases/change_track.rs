//! `POST /v1/cases/{case}/track`: 变更程序类别 The case goes on in another track.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::TrackCode;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;

/// Which track, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackBody {
    /// Procedure track from now on.
    track: TrackCode,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 变更程序类别 The case goes on in another track, within that track's ceiling; on the fast track, too, where memoranda bind all respondents.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TrackBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/track")]
pub(crate) async fn change_track(
    write: CaseWrite<auth::ChangeTrack, TrackBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(Some(reason)) = short(&mut fields, "/reason", subject, Some(&write.body.reason)) else {
        return Err(fields.into());
    };
    let track = write.body.track.0;
    let receipt = write.house.change_track(&write.call, write.case, track, reason).await?;
    Ok(answer::done(&receipt, write.case.to_string()))
}
