//! `POST /v1/centres`: 设立调解中心 The federation establishes a centre.

use super::terms::{CentreRulesBody, NumberTemplatesBody};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::LegalFormCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::centre::{CentreCommand, CentreFacts, CentreTerms, EstablishCentre, NumberTemplates};
use domain::ids::CentreId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// A centre.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CentreBody {
    /// Division code of its city, six digits.
    #[schema(min_length = 6, max_length = 6, example = "440300")]
    centre: String,
    /// Short name of the city, used in numbers.
    #[schema(min_length = 1, max_length = 200, example = "深圳")]
    city: String,
    /// Prefix shared by the courts of the city.
    #[schema(min_length = 3, max_length = 3, example = "粤03")]
    court_prefix: String,
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What decides when an agreement takes effect.
    legal_form: LegalFormCode,
    /// The legal date from which it is open.
    effective_from: DateField,
    /// How its numbers read; as the house has it when absent.
    numbers: Option<NumberTemplatesBody>,
    /// Its own choices among the rules.
    rules: Option<CentreRulesBody>,
}

/// 设立调解中心 The federation establishes a centre.
#[utoipa::path(
    tag = "registers",
    request_body = CentreBody,
    responses((status = 201, description = "Established.", body = ReceiptBody))
)]
#[post("/centres")]
pub(crate) async fn establish_centre(
    write: HouseWrite<auth::EstablishCentre, CentreBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let code = Some(body.centre.as_str()).filter(|code| CentreFacts::is_division(code));
    let centre = match code {
        Some(code) => fields.check("/centre", CentreId::parse(code)),
        None => fields.check("/centre", Err(&table::FIELD_VALUE)),
    };
    let city = fields.check("/city", ShortText::parse(&body.city));
    let prefix = Some(&body.court_prefix).filter(|prefix| CentreFacts::is_court_prefix(prefix));
    let prefix = fields.check("/court_prefix", prefix.cloned().ok_or(&table::FIELD_VALUE));
    let name = fields.check("/name", ShortText::parse(&body.name));
    let numbers = body.numbers.as_ref().map_or(Some(NumberTemplates::default()), |it| it.parsed(&mut fields));
    let rules = body.rules.as_ref().map_or(Some(Default::default()), |it| it.parsed(&mut fields));
    let (Some(centre), Some(city), Some(court_prefix), Some(name), Some(numbers), Some(rules)) =
        (centre, city, prefix, name, numbers, rules)
    else {
        return Err(fields.into());
    };
    let command = EstablishCentre {
        centre: centre.clone(),
        city,
        court_prefix,
        effective_from: body.effective_from.0,
        terms: CentreTerms { name, legal_form: body.legal_form.0, numbers, rules },
    };
    let receipt = write.house.centre_command(&write.call, &centre, CentreCommand::Establish(command)).await?;
    Ok(answer::created(&receipt, centre.to_string(), &format!("/v1/centres/{centre}")))
}
