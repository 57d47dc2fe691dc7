//! `POST /v1/mediators/{mediator}/interests`: 申报利害关系 Declares an interest or relation; open cases are scanned again.

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, PathId};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::RecusalGroundCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId, SubjectId, UserId};
use domain::mediator::{InterestTarget, MediatorCommand};
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The declaration.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterestBody {
    /// Which ground it would be.
    ground: RecusalGroundCode,
    /// In what.
    target: TargetBody,
    /// The first day.
    since: Option<DateField>,
    /// The last day; absent while it lasts.
    until: Option<DateField>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
}

/// What an interest is in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum TargetBody {
    /// An institution or firm, whichever branch.
    Institution {
        /// Its code; an institution of the register stands for its legal person.
        #[schema(min_length = 18, max_length = 18)]
        uscc: String,
    },
    /// Somebody who acts in cases under an account.
    Account {
        /// The account.
        #[schema(min_length = 1, max_length = 96)]
        user: String,
    },
    /// One case, and whatever is about the same matter.
    Case {
        /// Which.
        case: Uuid,
    },
    /// A complaint handled at an institution.
    Complaint {
        /// The institution's code.
        #[schema(min_length = 18, max_length = 18)]
        uscc: String,
        /// Its number for the complaint.
        #[schema(min_length = 1, max_length = 200)]
        number: String,
    },
}

type InterestWrite = HouseWrite<auth::DeclareInterest, InterestBody>;

/// 申报利害关系 Declares an interest or relation; the mediator's open cases are scanned again before this answers.
#[utoipa::path(
    tag = "registers",
    params(("mediator" = Uuid, Path, description = "Which mediator.")),
    request_body = InterestBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/mediators/{mediator}/interests")]
pub(crate) async fn declare_interest(
    write: InterestWrite,
    mediator: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mediator = MediatorId(mediator.0);
    let mut fields = FieldErrors::default();
    let wording = write.body.wording.as_deref().map(LongText::parse);
    let wording = fields.check_some("/wording", wording);
    let target = target(&mut fields, &write).await?;
    let (Some(wording), Some(target)) = (wording, target) else { return Err(fields.into()) };
    let subject = SubjectId(write.call.command.derive("subject", 0));
    let command = MediatorCommand::DeclareInterest {
        ground: write.body.ground.0,
        target,
        since: write.body.since.map(|date| date.0),
        until: write.body.until.map(|date| date.0),
        wording: wording.map(|text| Personal::clear(subject, text)),
    };
    let receipt = write.house.roster(&write.call, mediator, command).await?;
    Ok(answer::done(&receipt, mediator.to_string()))
}

async fn target(fields: &mut FieldErrors, write: &InterestWrite) -> Result<Option<InterestTarget>, ApiError> {
    Ok(match &write.body.target {
        TargetBody::Institution { uscc } => match fields.check("/target/uscc", Uscc::parse(uscc)) {
            Some(code) => {
                let legal_person = write.house.legal_person(&code).await?;
                Some(InterestTarget::Institution { legal_person })
            }
            None => None,
        },
        TargetBody::Account { user } => {
            let user = fields.check("/target/user", UserId::parse(user));
            user.map(|user| InterestTarget::Account { user })
        }
        TargetBody::Case { case } => Some(InterestTarget::Case { case: CaseId(*case) }),
        TargetBody::Complaint { uscc, number } => {
            let code = fields.check("/target/uscc", Uscc::parse(uscc));
            let number = fields.check("/target/number", ShortText::parse(number));
            match (code, number) {
                (Some(code), Some(number)) => {
                    let legal_person = write.house.legal_person(&code).await?;
                    Some(InterestTarget::Complaint { legal_person, number })
                }
                _ => None,
            }
        }
    })
}
