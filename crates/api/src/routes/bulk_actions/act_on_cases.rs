//! `POST /v1/bulk-actions`: 批量办理 One action in up to a hundred cases, each judged by itself and answered for by itself.
//!
//! Each case is asked as by the single command, under a command of its own that follows from the request's key and the case: the same
//! request again finds done what was done, and answers for it as before.

use crate::auth::{self, Policies};
use crate::error::{ApiError, FieldError, Problem, table};
use crate::extract::{CaughtUp, ConsistencyToken, Language};
use crate::routes::cases::notify_respondent::RespondentNoticeBody;
use crate::routes::cases::unrestricted;
use crate::routes::write::HouseWrite;
use actix_web::{HttpRequest, HttpResponse, post, web};
use application::{Call, House, Receipt};
use domain::case::{CloseCase, LapseApplication, LapseConfirmation};
use domain::ids::CaseId;
use projection::Views;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;
use uuid::Uuid;

/// Most cases of one request.
const MOST: usize = 100;

/// What is done, and in which cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkActionBody {
    /// Which cases; one named twice is asked once.
    #[schema(min_items = 1, max_items = 100)]
    cases: Vec<Uuid>,
    /// What is done in each of them.
    action: CaseActionBody,
}

/// An action, as it is asked of a single case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "action", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum CaseActionBody {
    /// 签收法院移送材料.
    SignReferralReceipt {},
    /// 通知被申请人.
    NotifyRespondent(RespondentNoticeBody),
    /// 逾期未补正，视为撤回.
    LapseApplication {},
    /// 逾期未申请司法确认.
    LapseConfirmation {},
    /// 关闭案件.
    CloseCase {},
}

/// What became of each case.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResultBody {
    /// In how many the action was done.
    done: usize,
    /// In how many it was refused, or could not be done now.
    refused: usize,
    /// One row a case, in the order of the request.
    items: Vec<BulkItemBody>,
}

/// Whether a case let it be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BulkOutcome {
    /// It is done.
    Done,
    /// It is not, and the problem says why.
    Refused,
}

/// What became of one case.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkItemBody {
    /// Which.
    case: Uuid,
    /// Whether it was done.
    outcome: BulkOutcome,
    /// The case's revision afterwards, where it was done: its ETag.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<u64>,
    /// The Consistency-Token of the single command, where it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    consistency_token: Option<String>,
    /// What was recorded, where it was done; empty when it was already so.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<String>>,
    /// Why it was not done. A case that is not the caller's is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// 批量办理 One action in up to a hundred cases, each judged by itself and answered for by itself: what one refuses, the others do all the
/// same. The same request again, under the same key, does nothing twice and answers alike.
#[utoipa::path(
    tag = "cases",
    request_body = BulkActionBody,
    responses((status = 200, description = "Each case was asked.", body = BulkResultBody))
)]
#[post("/bulk-actions")]
pub(crate) async fn act_on_cases(
    write: HouseWrite<auth::ActOnCases, BulkActionBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
    policies: web::Data<Policies>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let HouseWrite { house, call, body, .. } = write;
    permitted(&policies, &call, &body.action)?;
    let cases = wanted(&body.cases)?;
    let language = Language::of(request.headers());
    let id = call.correlation.clone().unwrap_or_default();
    let (mut items, mut last) = (Vec::with_capacity(cases.len()), None);
    for case in cases {
        items.push(match take(&house, &views, &house.member_call(&call, case), case, &body.action).await {
            Ok(receipt) => {
                last = last.max(Some(receipt.position));
                done(case, &receipt)
            }
            Err(error) => BulkItemBody {
                case: case.0,
                outcome: BulkOutcome::Refused,
                revision: None,
                consistency_token: None,
                events: None,
                problem: Some(Problem::of(&error, language, &id)),
            },
        });
    }
    let done = items.iter().filter(|item| item.outcome == BulkOutcome::Done).count();
    let mut answer = HttpResponse::Ok();
    if let Some(position) = last {
        let token = ConsistencyToken { incarnation: house.store().incarnation(), position };
        answer.insert_header((ConsistencyToken::HEADER, token.to_string()));
    }
    Ok(answer.json(BulkResultBody { done, refused: items.len() - done, items }))
}

fn done(case: CaseId, receipt: &Receipt) -> BulkItemBody {
    let token = ConsistencyToken { incarnation: receipt.incarnation, position: receipt.position };
    BulkItemBody {
        case: case.0,
        outcome: BulkOutcome::Done,
        revision: Some(receipt.revision.0),
        consistency_token: Some(token.to_string()),
        events: Some(receipt.events.iter().map(|event| event.event_type.clone()).collect()),
        problem: None,
    }
}

/// Each case once, in the order of the request.
fn wanted(cases: &[Uuid]) -> Result<Vec<CaseId>, ApiError> {
    if cases.is_empty() {
        return Err(ApiError::field(FieldError::new("/cases", &table::NOTHING_GIVEN)));
    }
    if cases.len() > MOST {
        let many = FieldError::new("/cases", &table::TOO_MANY);
        return Err(ApiError::field(many.with("limit", MOST.to_string())));
    }
    let mut met = HashSet::new();
    Ok(cases.iter().copied().filter(|case| met.insert(*case)).map(CaseId).collect())
}

/// Whoever may not do it in a single case may not do it in many.
fn permitted(policies: &Policies, call: &Call, action: &CaseActionBody) -> Result<(), ApiError> {
    let allowed = match action {
        CaseActionBody::SignReferralReceipt {} => policies.allow::<auth::SignReferralReceipt>(&call.actor),
        CaseActionBody::NotifyRespondent(_) => policies.allow::<auth::NotifyRespondent>(&call.actor),
        CaseActionBody::LapseApplication {} => policies.allow::<auth::LapseApplication>(&call.actor),
        CaseActionBody::LapseConfirmation {} => policies.allow::<auth::LapseConfirmation>(&call.actor),
        CaseActionBody::CloseCase {} => policies.allow::<auth::CloseCase>(&call.actor),
    };
    if allowed { Ok(()) } else { Err(ApiError::new(&table::FORBIDDEN)) }
}

/// The action in one case, as the single command does it.
async fn take(
    house: &House,
    views: &Views,
    call: &Call,
    case: CaseId,
    action: &CaseActionBody,
) -> Result<Receipt, ApiError> {
    unrestricted(Some(views), call, case)?;
    Ok(match action {
        CaseActionBody::SignReferralReceipt {} => house.sign_referral_receipt(call, case).await?,
        CaseActionBody::NotifyRespondent(body) => house.case(call, case, body.command()).await?,
        CaseActionBody::LapseApplication {} => house.case(call, case, LapseApplication).await?,
        CaseActionBody::LapseConfirmation {} => house.case(call, case, LapseConfirmation).await?,
        CaseActionBody::CloseCase {} => house.case(call, case, CloseCase).await?,
    })
}
