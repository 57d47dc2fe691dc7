//! `POST /v1/cases/{case}/undisputed-facts/{version}/refusal`: 拒绝无争议事实记载 A party does not accept the facts.

use super::{CaseWrite, VersionPath};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RefuseUndisputedFacts;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who refuses, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsRefusalBody {
    /// The party.
    party: Uuid,
    /// Why.
    #[schema(min_length = 1, max_length = 50_000)]
    reason: String,
}

/// 拒绝无争议事实记载 A party does not accept the facts: the record is abandoned, and no court reads it.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case."), ("version" = u32, Path, description = "Which version.")),
    request_body = FactsRefusalBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/undisputed-facts/{version}/refusal")]
pub(crate) async fn refuse_undisputed_facts(
    write: CaseWrite<auth::RefuseUndisputedFacts, FactsRefusalBody>,
    path: web::Path<VersionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", LongText::parse(&write.body.reason)) else {
        return Err(fields.into());
    };
    let reason = Personal::clear(subject, reason);
    let command = RefuseUndisputedFacts { version: path.version, party: PartyId(write.body.party), reason };
    write.execute(command).await
}
