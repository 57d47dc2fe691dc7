//! `POST /v1/cases/{case}/special-needs`: 记录特殊需求 What a party needs in order to take part; confidential.

use super::{CaseWrite, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{SpecialNeedCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::RecordSpecialNeeds;
use domain::ids::PartyId;
use domain::personal::Personal;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whose needs, and which.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialNeedsBody {
    /// Which party.
    party: Uuid,
    /// Which needs.
    #[schema(min_items = 1, max_items = 9)]
    needs: Vec<SpecialNeedCode>,
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    remark: Option<String>,
}

/// 记录特殊需求 What a party needs in order to take part; confidential.
#[utoipa::path(
    tag = "safety",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SpecialNeedsBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/special-needs")]
pub(crate) async fn record_special_needs(
    mut write: CaseWrite<auth::RecordSpecialNeeds, SpecialNeedsBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let needs = Personal::clear(subject, plain(std::mem::take(&mut write.body.needs)));
    let mut fields = FieldErrors::default();
    let Some(remark) = short(&mut fields, "/remark", subject, write.body.remark.as_deref()) else {
        return Err(fields.into());
    };
    write.execute(RecordSpecialNeeds { party: PartyId(write.body.party), needs, remark }).await
}
