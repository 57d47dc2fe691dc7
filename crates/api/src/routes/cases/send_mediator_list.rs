//! `POST /v1/cases/{case}/mediator-lists`: 送交候选名单 Sends names to the parties, who strike and rank.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::ReceiptBody;
use crate::routes::candidates::candidates;
use actix_web::{HttpResponse, post, web};
use domain::case::SendMediatorList;
use domain::ids::MediatorId;
use projection::Views;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who stands on the list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorListBody {
    /// Names free of conflicts, in the centre's order.
    #[schema(min_items = 1, max_items = 100)]
    mediators: Vec<Uuid>,
}

/// 送交候选名单 Sends names to the parties, who strike and rank.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorListBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-lists")]
pub(crate) async fn send_mediator_list(
    write: CaseWrite<auth::SendMediatorList, MediatorListBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    // What is too long is refused by its length, not looked up name by name.
    let most = write.house.rules_of(write.house.case_state(write.case).await?.state.centre()).await?;
    let most = usize::from(most.max_mediator_list).saturating_mul(12);
    let named = write.body.mediators.iter().copied().take(most).map(MediatorId);
    let mediators = candidates(&write.house, &views, &named.collect::<Vec<_>>()).await?;
    write.execute(SendMediatorList { mediators }).await
}
