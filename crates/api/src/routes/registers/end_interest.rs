//! `POST /v1/mediators/{mediator}/interests/{seq}/ending`: 利害关系终止 Says that a declared interest has ended.

use crate::auth;
use crate::error::{ApiError, table};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpRequest, HttpResponse, post};
use domain::ids::MediatorId;
use domain::mediator::MediatorCommand;
use serde::Deserialize;
use utoipa::ToSchema;

/// When it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestEndingBody {
    /// The last day; not in the future.
    until: DateField,
}

/// 利害关系终止 Says that a declared interest has ended; who was suspended for it goes on from the day after.
#[utoipa::path(
    tag = "registers",
    params(
        ("mediator" = Uuid, Path, description = "Which mediator."),
        ("seq" = u32, Path, description = "Which declaration: 1, 2, 3 …."),
    ),
    request_body = InterestEndingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/mediators/{mediator}/interests/{seq}/ending")]
pub(crate) async fn end_interest(
    write: HouseWrite<auth::EndInterest, InterestEndingBody>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let part = |name| request.match_info().get(name).unwrap_or_default();
    let malformed = || ApiError::new(&table::PATH_PARAMETER_INVALID);
    let mediator = MediatorId::parse(part("mediator")).map_err(|_| malformed())?;
    let seq = part("seq").parse().map_err(|_| malformed())?;
    let command = MediatorCommand::EndInterest { seq, until: write.body.until.0 };
    let receipt = write.house.roster(&write.call, mediator, command).await?;
    Ok(answer::done(&receipt, mediator.to_string()))
}
