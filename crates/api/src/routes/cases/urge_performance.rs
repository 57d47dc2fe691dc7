//! `POST /v1/cases/{case}/performance-urgings`: 督促履行 Calls on the obligor to perform.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::UrgePerformance;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is called for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UrgingBody {
    /// Which obligation: 1, 2, 3 ….
    #[schema(minimum = 1)]
    seq: u32,
    /// The creditor that asks for it; the centre may leave it out.
    asked_by: Option<Uuid>,
    /// How, and what was answered.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// 督促履行 Calls on the obligor to perform.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = UrgingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/performance-urgings")]
pub(crate) async fn urge_performance(
    write: CaseWrite<auth::UrgePerformance, UrgingBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = long(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let asked_by = write.body.asked_by.map(PartyId);
    write.execute(UrgePerformance { seq: write.body.seq, asked_by, wording }).await
}
