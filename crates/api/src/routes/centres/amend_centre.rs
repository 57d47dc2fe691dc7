//! `POST /v1/centres/{centre}/amendments`: 变更调解中心 The federation amends a centre's terms from a day on.

use super::named;
use super::terms::{CentreRulesBody, NumberTemplatesBody};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, PathId};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::LegalFormCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::centre::{AmendCentre, CentreCommand};
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; whatever is absent stays as the last version has it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CentreAmendmentBody {
    /// The legal date from which it counts.
    effective_from: DateField,
    /// Another name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Another form.
    legal_form: Option<LegalFormCode>,
    /// Other templates.
    numbers: Option<NumberTemplatesBody>,
    /// Other choices, all of them: those not among them are as the house has it.
    rules: Option<CentreRulesBody>,
    /// Why.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 变更调解中心 The federation amends a centre's terms from a day on.
#[utoipa::path(
    tag = "registers",
    params(("centre" = String, Path, description = "Which centre.")),
    request_body = CentreAmendmentBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/centres/{centre}/amendments")]
pub(crate) async fn amend_centre(
    write: HouseWrite<auth::AmendCentre, CentreAmendmentBody>,
    centre: PathId<String>,
) -> Result<HttpResponse, ApiError> {
    let centre = named(&centre.0)?;
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let name = fields.check_some("/name", body.name.as_deref().map(ShortText::parse));
    let numbers = match &body.numbers {
        None => Some(None),
        Some(numbers) => numbers.parsed(&mut fields).map(Some),
    };
    let rules = match &body.rules {
        None => Some(None),
        Some(rules) => rules.parsed(&mut fields).map(Some),
    };
    let reason = fields.check("/reason", ShortText::parse(&body.reason));
    let (Some(name), Some(numbers), Some(rules), Some(reason)) = (name, numbers, rules, reason) else {
        return Err(fields.into());
    };
    let command = AmendCentre {
        effective_from: body.effective_from.0,
        name,
        legal_form: body.legal_form.map(|form| form.0),
        numbers,
        rules,
        reason,
    };
    let receipt = write.house.centre_command(&write.call, &centre, CentreCommand::Amend(command)).await?;
    Ok(answer::done(&receipt, centre.to_string()))
}
