//! `POST /v1/cases/{case}/conflict-waivers`: 豁免 One party waives a disclosed conflict (R3, R6); the last of them lets the mediator go on.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{DeclarationFormCode, RecusalGroundCode};
use actix_web::{HttpResponse, post};
use domain::case::WaiveConflict;
use domain::ids::{MediatorId, PartyId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is waived.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictWaiverBody {
    /// By which party.
    by: Uuid,
    /// For which mediator.
    mediator: Uuid,
    /// Which ground: R3 or R6.
    ground: RecusalGroundCode,
    /// In relation to which party, as the finding or disclosure says.
    about: Option<Uuid>,
    /// In which form.
    form: DeclarationFormCode,
}

/// 豁免 One party waives a disclosed conflict (R3, R6); the last of them lets the mediator go on.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConflictWaiverBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/conflict-waivers")]
pub(crate) async fn waive_conflict(
    write: CaseWrite<auth::WaiveConflict, ConflictWaiverBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let command = WaiveConflict {
        by: PartyId(body.by),
        mediator: MediatorId(body.mediator),
        ground: body.ground.0,
        about: body.about.map(PartyId),
        form: body.form.0,
    };
    write.execute(command).await
}
