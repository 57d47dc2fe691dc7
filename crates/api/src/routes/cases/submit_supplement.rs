//! `POST /v1/cases/{case}/supplements`: 提交补正材料 Hands in what was missing.

use super::{CaseWrite, DocumentBody, documents};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::SubmitSupplement;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementBody {
    /// For which applicant.
    party: Uuid,
    /// What.
    #[schema(min_items = 1, max_items = 100)]
    documents: Vec<DocumentBody>,
}

/// 提交补正材料 Hands in what was missing.
#[utoipa::path(
    tag = "intake",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = SupplementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/supplements")]
pub(crate) async fn submit_supplement(
    mut write: CaseWrite<auth::SubmitSupplement, SupplementBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let party = PartyId(write.body.party);
    let mut fields = FieldErrors::default();
    let Some(documents) = documents(&mut fields, subject, std::mem::take(&mut write.body.documents)) else {
        return Err(fields.into());
    };
    write.execute(SubmitSupplement { party, documents }).await
}
