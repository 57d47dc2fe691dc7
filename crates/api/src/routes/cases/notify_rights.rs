//! `POST /v1/cases/{case}/rights-notice`: 告知权利义务 Rights, rules and effect are told, before the first session.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::NotifyRights;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// Which notice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RightsNoticeBody {
    /// Version of the notice.
    #[schema(min_length = 1, max_length = 200, example = "2026-01")]
    notice: String,
}

/// 告知权利义务 Rights, rules and effect are told, before the first session.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RightsNoticeBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/rights-notice")]
pub(crate) async fn notify_rights(
    write: CaseWrite<auth::NotifyRights, RightsNoticeBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(notice) = fields.check("/notice", ShortText::parse(&write.body.notice)) else {
        return Err(fields.into());
    };
    write.execute(NotifyRights { notice }).await
}
