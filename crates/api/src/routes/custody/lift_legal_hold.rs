//! `POST /v1/cases/{case}/holds/{hold}/lifting`: 解除封存 Lifts a legal hold.

use super::words;
use crate::auth;
use crate::error::ApiError;
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::custody::CustodyCommand;
use domain::ids::{CaseId, HoldId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldLiftingBody {
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 解除封存 Lifts a legal hold.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case."), ("hold" = Uuid, Path, description = "Which hold.")),
    request_body = HoldLiftingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/holds/{hold}/lifting")]
pub(crate) async fn lift_legal_hold(
    write: HouseWrite<auth::LiftLegalHold, HoldLiftingBody>,
    path: PathId<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (case, hold) = (CaseId(path.0.0), HoldId(path.0.1));
    let reason = words(&write.house, case, &write.body.reason).await?;
    let receipt = write.house.custody(&write.call, case, CustodyCommand::LiftHold { hold, reason }).await?;
    Ok(answer::done(&receipt, case.to_string()))
}
