//! `POST /v1/cases/{case}/respondent-notice`: 通知被申请人 Asks the respondent, with a date to answer.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::ServiceMethodCode;
use actix_web::{HttpResponse, post};
use domain::case::NotifyRespondent;
use serde::Deserialize;
use utoipa::ToSchema;

/// How the respondent was told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RespondentNoticeBody {
    /// How.
    method: ServiceMethodCode,
}

/// 通知被申请人 Asks the respondent, with a date to answer.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RespondentNoticeBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/respondent-notice")]
pub(crate) async fn notify_respondent(
    write: CaseWrite<auth::NotifyRespondent, RespondentNoticeBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(write.body.command()).await
}

impl RespondentNoticeBody {
    /// The command it stands for.
    pub(in crate::routes) fn command(&self) -> NotifyRespondent {
        NotifyRespondent { method: self.method.0 }
    }
}
