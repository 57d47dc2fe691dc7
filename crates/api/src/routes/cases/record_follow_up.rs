//! `POST /v1/cases/{case}/follow-ups`: 记录回访 A party was asked how the agreement is performed.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::RecordFollowUp;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What the party said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpBody {
    /// Who was asked.
    party: Uuid,
    /// Legal date.
    called_on: DateField,
    /// How content the party is, from 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    satisfaction: Option<u8>,
    /// What it said.
    #[schema(min_length = 1, max_length = 50_000)]
    remarks: Option<String>,
    /// The party wants the centre to look after the performance no more.
    #[serde(default)]
    no_further: bool,
}

/// 记录回访 A party was asked how the agreement is performed.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = FollowUpBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/follow-ups")]
pub(crate) async fn record_follow_up(
    write: CaseWrite<auth::RecordFollowUp, FollowUpBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(remarks) = long(&mut fields, "/remarks", subject, write.body.remarks.as_deref()) else {
        return Err(fields.into());
    };
    let command = RecordFollowUp {
        party: PartyId(write.body.party),
        called_on: write.body.called_on.0,
        satisfaction: write.body.satisfaction,
        remarks,
        no_further: write.body.no_further,
    };
    write.execute(command).await
}
