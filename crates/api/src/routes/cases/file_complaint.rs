//! `POST /v1/cases/{case}/complaints`: 投诉调解员 A party complains about whoever mediates or mediated its case.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ComplaintGroundCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::FileComplaint;
use domain::ids::{MediatorId, PartyId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// About whom, and what happened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintBody {
    /// Who complains.
    party: Uuid,
    /// About which mediator.
    mediator: Uuid,
    /// For what.
    #[schema(min_items = 1, max_items = 10)]
    grounds: Vec<ComplaintGroundCode>,
    /// What happened.
    #[schema(min_length = 1, max_length = 50_000)]
    text: String,
}

/// 投诉调解员 A party complains about whoever mediates or mediated its case, also when it has ended. The director decides within fifteen
/// working days; no mediator reads it.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ComplaintBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/complaints")]
pub(crate) async fn file_complaint(
    mut write: CaseWrite<auth::FileComplaint, ComplaintBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(text) = fields.check("/text", LongText::parse(&write.body.text)) else {
        return Err(fields.into());
    };
    let command = FileComplaint {
        party: PartyId(write.body.party),
        mediator: MediatorId(write.body.mediator),
        grounds: plain(std::mem::take(&mut write.body.grounds)),
        text: Personal::clear(subject, text),
    };
    write.execute(command).await
}
