//! `POST /v1/cases/{case}/mediator-choices`: 选定调解员 One party names whom it wants, or leaves it to the centre; whom all name is asked.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::ReceiptBody;
use crate::routes::candidates::candidates;
use actix_web::{HttpResponse, post, web};
use domain::case::ChooseMediator;
use domain::ids::{MediatorId, PartyId, RepresentativeId};
use projection::Views;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom a party wants.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorChoiceBody {
    /// Which party.
    party: Uuid,
    /// The representative who declares it, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
    /// Who, the presider first; empty: the choice is left to the centre (由调解组织指定).
    #[schema(max_items = 3)]
    mediators: Vec<Uuid>,
}

/// 选定调解员 One party names whom it wants, or leaves it to the centre; whom all name is asked.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorChoiceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-choices")]
pub(crate) async fn choose_mediator(
    write: CaseWrite<auth::ChooseMediator, MediatorChoiceBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    let named: Vec<MediatorId> = write.body.mediators.iter().copied().map(MediatorId).collect();
    let mediators = candidates(&write.house, &views, &named).await?;
    let (party, representative) =
        (PartyId(write.body.party), write.body.representative.map(RepresentativeId));
    write.execute(ChooseMediator { party, representative, mediators }).await
}
