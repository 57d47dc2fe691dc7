//! `POST /v1/mediators`: 调解员入册 Enters a mediator into the roster.

use super::entry::{EmploymentBody, MediatorKindBody, ProfileBody, Said};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{BusinessCode, plain};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::ids::{CentreId, MediatorId, SubjectId};
use domain::mediator::MediatorRegistered;
use domain::personal::Personal;
use domain::text::PersonName;
use serde::Deserialize;
use utoipa::ToSchema;

/// A mediator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediatorBody {
    /// The centre that keeps the entry.
    #[schema(min_length = 1, max_length = 16, example = "440100")]
    centre: String,
    /// Name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What kind.
    kind: MediatorKindBody,
    /// The institution that seconds him or her, from the register.
    #[schema(min_length = 18, max_length = 18)]
    home_institution: Option<String>,
    /// Employers among the institutions, present and past.
    #[serde(default)]
    #[schema(max_items = 50)]
    employment: Vec<EmploymentBody>,
    /// Fields of experience.
    #[serde(default)]
    #[schema(max_items = 20)]
    expertise: Vec<BusinessCode>,
    /// The account he or she acts under.
    #[schema(min_length = 1, max_length = 96)]
    account: Option<String>,
    /// What else he or she is chosen by.
    #[serde(default)]
    profile: ProfileBody,
}

/// 调解员入册 Enters a mediator into the roster.
#[utoipa::path(
    tag = "registers",
    request_body = MediatorBody,
    responses((status = 201, description = "Entered.", body = ReceiptBody))
)]
#[post("/mediators")]
pub(crate) async fn register_mediator(
    mut write: HouseWrite<auth::RegisterMediator, MediatorBody>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let centre = fields.check("/centre", CentreId::parse(&write.body.centre));
    let name = fields.check("/name", PersonName::parse(&write.body.name));
    let said = Said {
        home_institution: write.body.home_institution.take(),
        employment: std::mem::take(&mut write.body.employment),
        account: write.body.account.take(),
        profile: std::mem::take(&mut write.body.profile),
    };
    let known = said.look_up(&mut fields, &write.house).await?;
    let (Some(centre), Some(name), Some(known)) = (centre, name, known) else {
        return Err(fields.into());
    };
    let mediator = MediatorId(write.call.command.derive("mediator", 0));
    let subject = SubjectId(write.call.command.derive("subject", 0));
    let entry = MediatorRegistered {
        mediator,
        centre: write.house.centre(&centre).await?.id,
        name: Personal::clear(subject, name),
        kind: write.body.kind.into(),
        home: known.home,
        employment: known.employment,
        expertise: plain(std::mem::take(&mut write.body.expertise)),
        account: known.account,
        profile: known.profile,
    };
    let receipt = write.house.register_mediator(&write.call, entry).await?;
    Ok(answer::created(&receipt, mediator.to_string(), &format!("/v1/mediators/{mediator}")))
}
