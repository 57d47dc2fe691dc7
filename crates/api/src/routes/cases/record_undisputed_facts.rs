//! `POST /v1/cases/{case}/undisputed-facts`: 起草无争议事实记载 The mediator writes down what nobody disputes.

use super::{CaseWrite, facts, parties};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::RecordUndisputedFacts;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What nobody disputes. Nothing that was said in confidence belongs here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndisputedFactsBody {
    /// The facts, in the order of their numbers.
    #[schema(min_items = 1, max_items = 100)]
    facts: Vec<String>,
    /// Who agreed to having them written down: every party.
    agreed_by: Vec<Uuid>,
}

/// 起草无争议事实记载 Once the mediation has failed or been settled, whoever mediated writes down what nobody disputes, for every party to
/// sign. A new version takes the place of one that not everybody has signed.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = UndisputedFactsBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/undisputed-facts")]
pub(crate) async fn record_undisputed_facts(
    write: CaseWrite<auth::RecordUndisputedFacts, UndisputedFactsBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(facts) = facts(&mut fields, "/facts", subject, &write.body.facts) else {
        return Err(fields.into());
    };
    let agreed_by = parties(write.body.agreed_by.clone());
    write.execute(RecordUndisputedFacts { facts, agreed_by }).await
}
