//! `POST /v1/cases/{case}/termination`: 终止调解 Ends the mediation, with a code whose condition holds.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::TerminationCode;
use actix_web::{HttpResponse, post};
use domain::case::TerminateMediation;
use domain::ids::SubjectId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TerminationBody {
    /// Code E01 to E13.
    code: TerminationCode,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: Option<String>,
}

/// 终止调解 Ends the mediation, with a code whose condition holds.
#[utoipa::path(
    tag = "ending",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = TerminationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/termination")]
pub(crate) async fn terminate_mediation(
    write: CaseWrite<auth::TerminateMediation, TerminationBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    write.execute(command(subject, &write.body)?).await
}

/// The command the body stands for in one case.
///
/// # Errors
/// Wrong fields.
pub(in crate::routes) fn command(
    subject: SubjectId,
    body: &TerminationBody,
) -> Result<TerminateMediation, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(reason) = long(&mut fields, "/reason", subject, body.reason.as_deref()) else {
        return Err(fields.into());
    };
    Ok(TerminateMediation { code: body.code.0, reason })
}
