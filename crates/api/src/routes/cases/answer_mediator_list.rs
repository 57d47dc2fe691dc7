//! `POST /v1/cases/{case}/mediator-list-answers`: 划除与排序 One party strikes and ranks; the last answer decides.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::answer::ReceiptBody;
use crate::routes::candidates::on_the_list;
use actix_web::{HttpResponse, post, web};
use domain::case::AnswerMediatorList;
use domain::ids::{MediatorId, PartyId, RepresentativeId};
use projection::Views;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a party says to the list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorListAnswerBody {
    /// Which party.
    party: Uuid,
    /// The representative who declares it, when it is not the party itself; whoever calls as one need not be named.
    representative: Option<Uuid>,
    /// Whom it does not want; as many as the list allows.
    #[serde(default)]
    #[schema(max_items = 100)]
    struck: Vec<Uuid>,
    /// Whom it would rather have, the most wanted first.
    #[serde(default)]
    #[schema(max_items = 100)]
    ranked: Vec<Uuid>,
}

/// 划除与排序 One party strikes and ranks; the last answer decides.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = MediatorListAnswerBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/mediator-list-answers")]
pub(crate) async fn answer_mediator_list(
    write: CaseWrite<auth::AnswerMediatorList, MediatorListAnswerBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let ids = |list: &[Uuid]| list.iter().copied().map(MediatorId).collect();
    let command = AnswerMediatorList {
        party: PartyId(body.party),
        representative: body.representative.map(RepresentativeId),
        struck: ids(&body.struck),
        ranked: ids(&body.ranked),
        mediators: on_the_list(&write.house, &views, write.case).await?,
    };
    write.execute(command).await
}
