//! `GET /v1/institution-desk`: 机构工作台 What an institution has to do in its cases, by branch.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::CaughtUp;
use crate::routes::reading::seen;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::identity::Uscc;
use projection::{BranchDesk, InstitutionEntry};
use serde::Serialize;
use utoipa::ToSchema;

/// What lies on the desk, of one branch or of all together.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeskFiguresBody {
    /// Cases that are not closed.
    open_cases: u64,
    /// Of these, how many wait for an answer of the institution.
    awaiting_answer: u64,
    /// How soon it answers.
    response: ResponseTimesBody,
    /// What its own people asked the head office for.
    approvals: PendingBody,
    /// What it has to perform.
    obligations: OwedBody,
    /// Sessions planned within fourteen days, today among them.
    sessions_in_14_days: u64,
}

/// First answers of the last 365 days to the notice that somebody wants to mediate.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResponseTimesBody {
    /// How many.
    answered: u64,
    /// The median of the calendar days from the notice to the answer, in halves of a day; absent without answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_halves: Option<u64>,
    /// Calendar days within which nine of ten came; absent without answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    p90_days: Option<u32>,
}

/// Requests without an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct PendingBody {
    /// How many.
    pending: u64,
    /// Of these, how many whose last day is over.
    past: u64,
    /// The first last day of all of them, legal date; absent without any.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_by: Option<NaiveDate>,
}

/// Obligations under which something is still to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwedBody {
    /// Those whose last day is today or later.
    due: u64,
    /// What they come to, fen.
    due_fen: i64,
    /// The first of their last days, legal date; absent without any.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_on: Option<NaiveDate>,
    /// Those whose last day is over.
    past: u64,
    /// What they come to, fen.
    past_fen: i64,
}

/// A branch.
#[derive(Debug, Serialize, ToSchema)]
pub struct BranchBody {
    /// Its code.
    #[schema(value_type = String)]
    uscc: Uscc,
    /// Its name, where it is in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The unit directly above it, where that is not the legal person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    parent: Option<Uscc>,
    /// The legal person it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    legal_person: Option<Uscc>,
    /// What lies on its desk.
    #[serde(flatten)]
    figures: DeskFiguresBody,
}

/// The desk.
#[derive(Debug, Serialize, ToSchema)]
pub struct InstitutionDeskBody {
    /// Whose.
    #[schema(value_type = String)]
    institution: Uscc,
    /// The legal date of the figures.
    today: NaiveDate,
    /// The institution itself and the branches below it that are parties, in the order of their codes.
    branches: Vec<BranchBody>,
    /// All together.
    total: DeskFiguresBody,
}

/// 机构工作台 For the people of an institution: its cases and those of the branches below it, as the reader would find them in
/// `/v1/my-cases`; how many wait for its answer, how soon it answers, what its head office was asked, what it has to perform, where it
/// is expected.
#[utoipa::path(
    tag = "institutions",
    responses((status = 200, description = "Found.", body = InstitutionDeskBody))
)]
#[get("/institution-desk")]
pub(crate) async fn read_institution_desk(
    permit: Permit<auth::ReadInstitutionDesk>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let institution = permit.actor().institution.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let today = legal_date(rooms.house.clock().now());
    let answer = rooms.views.institution_desk(&institution, today)?;
    let branches = answer.value.branches.iter().map(|(uscc, entry, desk)| branch(uscc, entry.as_ref(), desk));
    let (branches, total) = (branches.collect(), figures(&answer.value.total));
    let body = InstitutionDeskBody { institution, today, branches, total };
    let trace = rooms.trace(&permit, Vec::new()).await?;
    Ok(seen(&trace, rooms.views.incarnation(), &answer, None, &body))
}

fn branch(uscc: &Uscc, entry: Option<&InstitutionEntry>, desk: &BranchDesk) -> BranchBody {
    BranchBody {
        uscc: uscc.clone(),
        name: entry.map(|it| it.name.as_str().to_owned()),
        parent: entry.and_then(|it| it.parent.clone()),
        legal_person: entry.map(|it| it.legal_person.clone()),
        figures: figures(desk),
    }
}

fn figures(desk: &BranchDesk) -> DeskFiguresBody {
    DeskFiguresBody {
        open_cases: desk.open_cases,
        awaiting_answer: desk.awaiting_answer,
        response: ResponseTimesBody {
            answered: desk.answered,
            median_halves: desk.twice_median_days,
            p90_days: desk.p90_days,
        },
        approvals: PendingBody {
            pending: desk.approvals_pending,
            past: desk.approvals_past,
            first_by: desk.next_approval_by,
        },
        obligations: OwedBody {
            due: desk.obligations_due,
            due_fen: desk.due_fen,
            first_on: desk.next_obligation_on,
            past: desk.obligations_past,
            past_fen: desk.past_fen,
        },
        sessions_in_14_days: desk.sessions,
    }
}
