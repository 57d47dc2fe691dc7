//! `POST /v1/cases/{case}/obligation-waivers`: 免除义务 The creditor gives up what is left.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::WaiveObligation;
use domain::ids::{PartyId, RepresentativeId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is given up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObligationWaiverBody {
    /// Which obligation: 1, 2, 3 ….
    #[schema(minimum = 1)]
    seq: u32,
    /// The creditor.
    party: Uuid,
    /// Who declares it for the creditor.
    representative: Option<Uuid>,
    /// Reference of the declaration.
    #[schema(min_length = 1, max_length = 200)]
    declaration: String,
}

/// 免除义务 The creditor gives up what is left.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ObligationWaiverBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/obligation-waivers")]
pub(crate) async fn waive_obligation(
    write: CaseWrite<auth::WaiveObligation, ObligationWaiverBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let declaration = fields.check("/declaration", ShortText::parse(&write.body.declaration));
    let Some(declaration) = declaration else { return Err(fields.into()) };
    let command = WaiveObligation {
        seq: write.body.seq,
        party: PartyId(write.body.party),
        representative: write.body.representative.map(RepresentativeId),
        declaration: Personal::clear(subject, declaration),
    };
    write.execute(command).await
}
