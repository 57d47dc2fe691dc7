//! `POST /v1/cases/{case}/mediator-offers`: 选定、指派调解员 Asks a mediator, unless the conflict rule bars him or her.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::OfferMediator;
use domain::ids::MediatorId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom to ask.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorOfferBody {
    /// Which entry of the roster.
    mediator: Uuid,
    /// Chosen by the parties jointly, or appointed by the centre.
    chosen_by_parties: bool,
}

/// 选定、指派调解员 Asks a mediator, unless the conflict rule bars him or her.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorOfferBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-offers")]
pub(crate) async fn offer_mediator(
    write: CaseWrite<auth::OfferMediator, MediatorOfferBody>,
) -> Result<HttpResponse, ApiError> {
    let mediator = write.house.mediator(MediatorId(write.body.mediator)).await?;
    write.execute(OfferMediator { mediator, chosen_by_parties: write.body.chosen_by_parties }).await
}
