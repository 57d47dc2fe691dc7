//! `POST /v1/mediators`: 调解员入册 Enters a mediator into the roster.

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{BusinessCode, plain};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId, SubjectId};
use domain::mediator::{Employment, Home, MediatorKind, MediatorRegistered};
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
}

/// What kind of mediator.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MediatorKindBody {
    /// 专职.
    FullTime,
    /// 派驻、公益.
    Seconded,
    /// 律师.
    Lawyer,
    /// 专家.
    Expert,
}

/// An employer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmploymentBody {
    /// Code of the institution, from the register.
    #[schema(min_length = 18, max_length = 18)]
    institution: String,
    /// When it ended; absent while it lasts.
    left_on: Option<DateField>,
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
    let home = write.body.home_institution.as_deref().map(Uscc::parse);
    let home = fields.check_some("/home_institution", home);
    let mut jobs = Vec::new();
    for (index, job) in write.body.employment.iter().enumerate() {
        let code = fields.check(format!("/employment/{index}/institution"), Uscc::parse(&job.institution));
        jobs.extend(code.map(|code| (code, job.left_on.map(|date| date.0))));
    }
    let (Some(centre), Some(name), Some(home), []) = (centre, name, home, fields.all()) else {
        return Err(fields.into());
    };
    let mediator = MediatorId(write.call.command.derive("mediator", 0));
    let subject = SubjectId(write.call.command.derive("subject", 0));
    let entry = MediatorRegistered {
        mediator,
        centre: write.house.centre(&centre)?.id.clone(),
        name: Personal::clear(subject, name),
        kind: write.body.kind.into(),
        home: match home {
            Some(code) => Some(home_of(&write, &code).await?),
            None => None,
        },
        employment: employment(&write, jobs).await?,
        expertise: plain(std::mem::take(&mut write.body.expertise)),
    };
    let receipt = write.house.register_mediator(&write.call, entry).await?;
    Ok(answer::created(&receipt, mediator.to_string(), &format!("/v1/mediators/{mediator}")))
}

type MediatorWrite = HouseWrite<auth::RegisterMediator, MediatorBody>;

async fn home_of(write: &MediatorWrite, code: &Uscc) -> Result<Home, ApiError> {
    let entry = write.house.institution(code).await?;
    Ok(Home { uscc: entry.uscc, legal_person: entry.legal_person, group: entry.group })
}

async fn employment(
    write: &MediatorWrite,
    jobs: Vec<(Uscc, Option<chrono::NaiveDate>)>,
) -> Result<Vec<Employment>, ApiError> {
    let mut employment = Vec::with_capacity(jobs.len());
    for (code, left_on) in jobs {
        let legal_person = write.house.institution(&code).await?.legal_person;
        employment.push(Employment { legal_person, left_on });
    }
    Ok(employment)
}

impl From<MediatorKindBody> for MediatorKind {
    fn from(kind: MediatorKindBody) -> Self {
        match kind {
            MediatorKindBody::FullTime => Self::FullTime,
            MediatorKindBody::Seconded => Self::Seconded,
            MediatorKindBody::Lawyer => Self::Lawyer,
            MediatorKindBody::Expert => Self::Expert,
        }
    }
}
