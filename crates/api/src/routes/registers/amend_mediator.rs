//! `POST /v1/mediators/{mediator}/amendments`: 变更登记 Restates an entry of the roster, all but the name.

use super::entry::{EmploymentBody, MediatorKindBody, ProfileBody, Said};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{BusinessCode, plain};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::ids::MediatorId;
use domain::mediator::{MediatorAmended, MediatorCommand};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The entry as it reads from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentBody {
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

/// 变更登记 Restates an entry of the roster, all but the name; the mediator's open cases are scanned again.
#[utoipa::path(
    tag = "registers",
    params(("mediator" = Uuid, Path, description = "Which mediator.")),
    request_body = AmendmentBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/mediators/{mediator}/amendments")]
pub(crate) async fn amend_mediator(
    mut write: HouseWrite<auth::AmendMediator, AmendmentBody>,
    mediator: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mediator = MediatorId(mediator.0);
    let mut fields = FieldErrors::default();
    let said = Said {
        home_institution: write.body.home_institution.take(),
        employment: std::mem::take(&mut write.body.employment),
        account: write.body.account.take(),
        profile: std::mem::take(&mut write.body.profile),
    };
    let Some(known) = said.look_up(&mut fields, &write.house).await? else { return Err(fields.into()) };
    let amended = MediatorAmended {
        mediator,
        kind: write.body.kind.into(),
        home: known.home,
        employment: known.employment,
        expertise: plain(std::mem::take(&mut write.body.expertise)),
        account: known.account,
        profile: known.profile,
    };
    let receipt = write.house.roster(&write.call, mediator, MediatorCommand::Amend(amended)).await?;
    Ok(answer::done(&receipt, mediator.to_string()))
}
