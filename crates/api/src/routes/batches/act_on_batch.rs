//! `POST /v1/batches/{batch}/steps`: 批量办理 One step in every linked case, each judged by itself and answered for by itself.
//!
//! Each case is asked under a command of its own that follows from the request and the case: the same request again finds done what was
//! done, and goes on with the rest.

use crate::auth::{self, Policies};
use crate::error::{ApiError, Problem, table};
use crate::extract::{CaughtUp, ConsistencyToken, Language, PathId};
use crate::routes::cases::accept_case::{self, AcceptanceBody};
use crate::routes::cases::notify_respondent::RespondentNoticeBody;
use crate::routes::cases::offer_mediator::{self, MediatorOfferBody};
use crate::routes::cases::terminate_mediation::{self, TerminationBody};
use crate::routes::cases::unrestricted;
use crate::routes::write::HouseWrite;
use actix_web::{HttpRequest, HttpResponse, post, web};
use application::{Call, House, Receipt, Refusal};
use domain::batch::BatchRejection;
use domain::case::Case;
use domain::ids::{BatchId, CaseId, SubjectId};
use projection::Views;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is done, and to which of the cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchStepBody {
    /// Only these of the linked cases; all of them when absent.
    #[schema(max_items = 200)]
    cases: Option<Vec<Uuid>>,
    /// The step.
    step: StepBody,
}

/// A step, as it is asked of a single case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum StepBody {
    /// 受理.
    Accept(AcceptanceBody),
    /// 通知被申请人.
    NotifyRespondent(RespondentNoticeBody),
    /// 选定、指派调解员.
    OfferMediator(MediatorOfferBody),
    /// 终止调解.
    Terminate(TerminationBody),
}

/// What became of each case.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchResultBody {
    /// In how many the step was taken.
    done: usize,
    /// In how many it was refused, or could not be taken now.
    refused: usize,
    /// One row a case.
    items: Vec<BatchItemBody>,
}

/// What became of one case.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchItemBody {
    /// Which.
    case: Uuid,
    /// What was recorded, when the step was taken; empty when it was already so.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<String>>,
    /// Why it was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// 批量办理 One step in every linked case, each judged by itself and answered for by itself.
#[utoipa::path(
    tag = "batches",
    params(("batch" = Uuid, Path, description = "Which batch.")),
    request_body = BatchStepBody,
    responses((status = 200, description = "Each case was asked.", body = BatchResultBody))
)]
#[post("/batches/{batch}/steps")]
pub(crate) async fn act_on_batch(
    write: HouseWrite<auth::ActOnBatch, BatchStepBody>,
    batch: PathId<Uuid>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
    policies: web::Data<Policies>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let HouseWrite { house, call, body, .. } = write;
    let state = house.batch_state(BatchId(batch.0)).await?;
    let members = state.members(&call.actor).map_err(Refusal::from)?;
    permitted(&policies, &call, &body.step)?;
    let wanted: Vec<CaseId> = match &body.cases {
        None => members.iter().copied().collect(),
        Some(cases) => cases.iter().copied().map(CaseId).collect(),
    };
    if let Some(case) = wanted.iter().find(|case| !members.contains(case)) {
        return Err(Refusal::from(BatchRejection::NotMember { case: *case }).into());
    }
    let language = Language::of(request.headers());
    let (mut result, mut last) = (BatchResultBody { done: 0, refused: 0, items: Vec::new() }, None);
    for case in wanted {
        let member = house.member_call(&call, case);
        let taken = take(&house, &views, &member, case, &body.step).await;
        result.items.push(match taken {
            Ok(receipt) => {
                result.done += 1;
                let events = receipt.events.iter().map(|event| event.event_type.clone()).collect();
                last =
                    Some(ConsistencyToken { incarnation: receipt.incarnation, position: receipt.position });
                BatchItemBody { case: case.0, events: Some(events), problem: None }
            }
            Err(error) => {
                result.refused += 1;
                let problem = Problem::of(&error, language, &case.to_string());
                BatchItemBody { case: case.0, events: None, problem: Some(problem) }
            }
        });
    }
    let mut answer = HttpResponse::Ok();
    if let Some(token) = last {
        answer.insert_header((ConsistencyToken::HEADER, token.to_string()));
    }
    Ok(answer.json(result))
}

/// Whoever may not take the step in a single case may not take it in many.
fn permitted(policies: &Policies, call: &Call, step: &StepBody) -> Result<(), ApiError> {
    let allowed = match step {
        StepBody::Accept(_) => policies.allow::<auth::AcceptCase>(&call.actor),
        StepBody::NotifyRespondent(_) => policies.allow::<auth::NotifyRespondent>(&call.actor),
        StepBody::OfferMediator(_) => policies.allow::<auth::OfferMediator>(&call.actor),
        StepBody::Terminate(_) => policies.allow::<auth::TerminateMediation>(&call.actor),
    };
    if allowed { Ok(()) } else { Err(ApiError::new(&table::FORBIDDEN)) }
}

/// The step in one case.
async fn take(
    house: &House,
    views: &Views,
    call: &Call,
    case: CaseId,
    step: &StepBody,
) -> Result<Receipt, ApiError> {
    unrestricted(Some(views), call, case)?;
    let subject = subject(house, case).await?;
    match step {
        StepBody::Accept(body) => accept_case::accept(house, call, case, subject, body).await,
        StepBody::NotifyRespondent(body) => Ok(house.case(call, case, body.command()).await?),
        StepBody::OfferMediator(body) => {
            let command = offer_mediator::command(house, views, case, body).await?;
            Ok(house.case(call, case, command).await?)
        }
        StepBody::Terminate(body) => {
            Ok(house.case(call, case, terminate_mediation::command(subject, body)?).await?)
        }
    }
}

async fn subject(house: &House, case: CaseId) -> Result<SubjectId, ApiError> {
    match &house.case_state(case).await?.state {
        Case::Filed(filed) => Ok(filed.dossier.subject),
        Case::NotFiled => Err(ApiError::new(&table::NOT_FOUND)),
    }
}
