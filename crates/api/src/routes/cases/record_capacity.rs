//! `POST /v1/cases/{case}/capacities`: 记录民事行为能力 What a person can do in law by himself.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{CapacityBasisCode, LegalCapacityCode};
use actix_web::{HttpResponse, post};
use domain::case::RecordCapacity;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whose capacity, which, and how it is known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CapacityBody {
    /// Which party.
    party: Uuid,
    /// Which capacity.
    capacity: LegalCapacityCode,
    /// How it is known.
    basis: CapacityBasisCode,
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    remark: Option<String>,
}

/// 记录民事行为能力 What a person can do in law by himself.
#[utoipa::path(
    tag = "parties",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = CapacityBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/capacities")]
pub(crate) async fn record_capacity(
    write: CaseWrite<auth::RecordCapacity, CapacityBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let Some(remark) = short(&mut fields, "/remark", subject, body.remark.as_deref()) else {
        return Err(fields.into());
    };
    let (party, capacity, basis) = (PartyId(body.party), body.capacity.0, body.basis.0);
    write.execute(RecordCapacity { party, capacity, basis, remark }).await
}
