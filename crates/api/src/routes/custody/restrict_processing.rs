//! `POST /v1/cases/{case}/restriction`: 限制处理 Stops everything but storing and protecting the file.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::classification::RestrictionGround;
use domain::custody::CustodyCommand;
use domain::ids::CaseId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestrictionBody {}

/// 限制处理 Stops everything but storing and protecting the file.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = RestrictionBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/restriction")]
pub(crate) async fn restrict_processing(
    write: HouseWrite<auth::RestrictProcessing, RestrictionBody>,
    case: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let command = CustodyCommand::Restrict { ground: RestrictionGround::Requested, request: None };
    let receipt = write.house.custody(&write.call, case, command).await?;
    Ok(answer::done(&receipt, case.to_string()))
}
