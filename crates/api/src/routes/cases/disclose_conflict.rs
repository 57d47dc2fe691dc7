//! `POST /v1/cases/{case}/disclosures`: 披露 A mediator tells what may touch fairness, and stops until every party has waived it.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::RecusalGroundCode;
use actix_web::{HttpResponse, post};
use domain::case::DiscloseConflict;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is disclosed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureBody {
    /// Which ground it would be.
    ground: RecusalGroundCode,
    /// In relation to which party; absent where it concerns the matter.
    about: Option<Uuid>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// 披露 A mediator tells what may touch fairness, and stops until every party has waived it.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = DisclosureBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/disclosures")]
pub(crate) async fn disclose_conflict(
    write: CaseWrite<auth::DiscloseConflict, DisclosureBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(wording) = long(&mut fields, "/wording", subject, write.body.wording.as_deref()) else {
        return Err(fields.into());
    };
    let (ground, about) = (write.body.ground.0, write.body.about.map(PartyId));
    write.execute(DiscloseConflict { ground, about, wording }).await
}
