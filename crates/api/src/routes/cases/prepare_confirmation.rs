//! `POST /v1/cases/{case}/confirmation`: 准备司法确认 A party asks for judicial confirmation.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::CourtBasisCode;
use actix_web::{HttpResponse, post};
use domain::case::{Case, PrepareConfirmation};
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who asks which court.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationBody {
    /// Which party asks.
    party: Uuid,
    /// Court code.
    #[schema(min_length = 1, max_length = 10, example = "粤0104")]
    court: String,
    /// Why this court.
    basis: CourtBasisCode,
    /// One party lives or sits outside the province: the intermediate court is then competent from a lower sum on.
    #[serde(default)]
    outside_province: bool,
    /// Foreign, Hong Kong, Macau or Taiwan parties: such disputes have lists of courts of their own.
    #[serde(default)]
    cross_border: bool,
}

/// 准备司法确认 A party asks for judicial confirmation.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConfirmationBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation")]
pub(crate) async fn prepare_confirmation(
    mut write: CaseWrite<auth::PrepareConfirmation, ConfirmationBody>,
) -> Result<HttpResponse, ApiError> {
    let centre = match &write.house.case_state(write.case).await?.state {
        Case::Filed(filed) => write.house.centre(&filed.dossier.centre).await?,
        Case::NotFiled => return Err(ApiError::new(&table::NOT_FOUND)),
    };
    let command = PrepareConfirmation {
        party: PartyId(write.body.party),
        court: std::mem::take(&mut write.body.court),
        basis: write.body.basis.0,
        centre,
        outside_province: write.body.outside_province,
        cross_border: write.body.cross_border,
    };
    write.execute(command).await
}
