//! `POST /v1/mediators/{mediator}/standing`: 暂停或恢复 Suspends or reinstates a mediator.

use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::ids::MediatorId;
use domain::mediator::MediatorCommand;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whether a mediator may be asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingBody {
    /// May be asked from now on.
    active: bool,
}

/// 暂停或恢复 Suspends or reinstates a mediator; a suspended one can neither be offered a case nor take one, and stops where he
/// or she sits.
#[utoipa::path(
    tag = "registers",
    params(("mediator" = Uuid, Path, description = "Which mediator.")),
    request_body = StandingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/mediators/{mediator}/standing")]
pub(crate) async fn set_mediator_standing(
    write: HouseWrite<auth::SetMediatorStanding, StandingBody>,
    mediator: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mediator = MediatorId(mediator.0);
    let command = MediatorCommand::SetActive(write.body.active);
    let receipt = write.house.roster(&write.call, mediator, command).await?;
    Ok(answer::done(&receipt, mediator.to_string()))
}
