//! `POST /v1/cases/{case}/holds`: 依法封存 Puts the file under legal hold: nothing of it may be destroyed.

use super::words;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::HoldGroundCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::custody::CustodyCommand;
use domain::ids::{CaseId, HoldId};
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldBody {
    /// Why.
    ground: HoldGroundCode,
    /// Number of the paper that orders it.
    #[schema(min_length = 1, max_length = 200)]
    reference: Option<String>,
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 依法封存 Puts the file under legal hold: nothing of it may be destroyed.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = HoldBody,
    responses((status = 201, description = "Set.", body = ReceiptBody))
)]
#[post("/cases/{case}/holds")]
pub(crate) async fn set_legal_hold(
    write: HouseWrite<auth::SetLegalHold, HoldBody>,
    case: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let mut fields = FieldErrors::default();
    let reference = write.body.reference.as_deref().map(ShortText::parse);
    let Some(reference) = fields.check_some("/reference", reference) else { return Err(fields.into()) };
    let reason = words(&write.house, case, &write.body.reason).await?;
    let hold = HoldId(write.call.command.derive("hold", 0));
    let command = CustodyCommand::SetHold { hold, ground: write.body.ground.0, reference, reason };
    let receipt = write.house.custody(&write.call, case, command).await?;
    Ok(answer::created(&receipt, hold.to_string(), &format!("/v1/cases/{case}/custody")))
}
