//! `POST /v1/cases/{case}/confirmation/documents`: 向法院补充材料 Supplies what the court asked for.

use super::{CaseWrite, DocumentBody, documents};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::SupplyConfirmationDocuments;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What goes to the court.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationDocumentsBody {
    /// For which party; the centre may leave it out.
    party: Option<Uuid>,
    /// What.
    #[schema(min_items = 1, max_items = 100)]
    documents: Vec<DocumentBody>,
}

/// 向法院补充材料 Supplies what the court asked for.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConfirmationDocumentsBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/confirmation/documents")]
pub(crate) async fn supply_confirmation_documents(
    mut write: CaseWrite<auth::SupplyConfirmationDocuments, ConfirmationDocumentsBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(documents) = documents(&mut fields, subject, std::mem::take(&mut write.body.documents)) else {
        return Err(fields.into());
    };
    write.execute(SupplyConfirmationDocuments { party: write.body.party.map(PartyId), documents }).await
}
