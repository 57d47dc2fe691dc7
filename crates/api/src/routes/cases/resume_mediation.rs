//! `POST /v1/cases/{case}/resumption`: 恢复调解 The mediation goes on.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ResumeMediation;
use serde::Deserialize;
use utoipa::ToSchema;

/// What was waited for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumptionBody {
    /// What was waited for.
    #[schema(min_length = 1, max_length = 200)]
    wording: Option<String>,
}

/// 恢复调解 The mediation goes on; its period is longer by the days that did not count.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ResumptionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/resumption")]
pub(crate) async fn resume_mediation(
    write: CaseWrite<auth::ResumeMediation, ResumptionBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = short(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    write.execute(ResumeMediation { wording }).await
}
