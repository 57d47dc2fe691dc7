//! `POST /v1/cases/{case}/screenings`: 安全与力量失衡筛查 A look at safety and balance of power; confidential.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{RiskIndicatorCode, ScreeningFindingCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::ScreenRisk;
use domain::ids::PartyId;
use domain::personal::Personal;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was found, and by what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreeningBody {
    /// Who may be at a disadvantage or in danger.
    party: Uuid,
    /// What was found.
    finding: ScreeningFindingCode,
    /// What it was found by; needed unless nothing was found.
    #[serde(default)]
    #[schema(max_items = 7)]
    indicators: Vec<RiskIndicatorCode>,
    /// What is done about it.
    #[schema(min_length = 1, max_length = 200)]
    measures: Option<String>,
}

/// 安全与力量失衡筛查 A look at safety and balance of power; confidential.
#[utoipa::path(
    tag = "safety",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ScreeningBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/screenings")]
pub(crate) async fn screen_risk(
    mut write: CaseWrite<auth::ScreenRisk, ScreeningBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let indicators = Personal::clear(subject, plain(std::mem::take(&mut write.body.indicators)));
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(measures) = short(&mut fields, "/measures", subject, body.measures.as_deref()) else {
        return Err(fields.into());
    };
    let (party, finding) = (PartyId(body.party), Personal::clear(subject, body.finding.0));
    write.execute(ScreenRisk { party, finding, indicators, measures }).await
}
