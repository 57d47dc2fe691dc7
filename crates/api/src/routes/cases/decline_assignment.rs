//! `POST /v1/cases/{case}/assignment-decline`: 不接受指派 The mediator does not take the case.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::DeclineReasonCode;
use actix_web::{HttpResponse, post};
use domain::case::DeclineAssignment;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentDeclineBody {
    /// Why.
    reason: DeclineReasonCode,
}

/// 不接受指派 The mediator does not take the case.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AssignmentDeclineBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/assignment-decline")]
pub(crate) async fn decline_assignment(
    write: CaseWrite<auth::DeclineAssignment, AssignmentDeclineBody>,
) -> Result<HttpResponse, ApiError> {
    let mediator = write.call.actor.mediator.ok_or(ApiError::new(&table::NOT_FOUND))?;
    write.execute(DeclineAssignment { mediator, reason: write.body.reason.0 }).await
}
