//! `POST /v1/cases/{case}/restriction/lifting`: 解除限制 Lets processing go on.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::custody::CustodyCommand;
use domain::ids::CaseId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestrictionLiftingBody {}

/// 解除限制 Lets processing go on.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RestrictionLiftingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/restriction/lifting")]
pub(crate) async fn lift_restriction(
    write: HouseWrite<auth::LiftRestriction, RestrictionLiftingBody>,
    case: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let command = CustodyCommand::LiftRestriction;
    let receipt = write.house.custody(&write.call, case, command).await?;
    Ok(answer::done(&receipt, case.to_string()))
}
