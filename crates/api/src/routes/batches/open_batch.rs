//! `POST /v1/batches`: 立批 Links similar cases against one institution, named or found by what is common to them.

use super::linkable;
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::CaughtUp;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::{BatchReasonCode, BusinessCode, CauseCode};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use domain::batch::{BatchCommand, BatchRejection, Linkable, MEMBERS};
use domain::identity::Uscc;
use domain::ids::{BatchId, CentreId};
use domain::text::ShortText;
use projection::{Paging, Views, WorkFilter};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which cases, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchBody {
    /// Against whom all of them are: a legal person, or a unit of it.
    #[schema(min_length = 18, max_length = 18)]
    institution: String,
    /// Why they belong together.
    reason: BatchReasonCode,
    /// What they are about; names no person.
    #[schema(min_length = 1, max_length = 200, example = "三年期定期存款计息")]
    title: String,
    /// The cases, where they are chosen one by one.
    #[serde(default)]
    #[schema(max_items = 200)]
    cases: Vec<Uuid>,
    /// Every open case of the work list against the institution that these describe, beside those named.
    matching: Option<MatchingBody>,
}

/// What is common to the cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchingBody {
    /// Business class.
    business: Option<BusinessCode>,
    /// Cause.
    cause: Option<CauseCode>,
}

/// 立批 Links similar cases against one institution, named or found by what is common to them.
#[utoipa::path(
    tag = "batches",
    request_body = BatchBody,
    responses((status = 201, description = "Opened.", body = ReceiptBody))
)]
#[post("/batches")]
pub(crate) async fn open_batch(
    write: HouseWrite<auth::OpenBatch, BatchBody>,
    _caught_up: CaughtUp,
    views: web::Data<Views>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let institution = fields.check("/institution", Uscc::parse(&body.institution));
    let title = fields.check("/title", ShortText::parse(&body.title));
    let (Some(institution), Some(title)) = (institution, title) else { return Err(fields.into()) };
    let centre = write.call.actor.centre.clone().ok_or(ApiError::new(&table::NOT_FOUND))?;
    let mut cases = linkable(&write.house, &body.cases).await?;
    if let Some(wanted) = &body.matching {
        cases.extend(matching(&write, &views, &centre, &institution, wanted).await?);
    }
    let batch = BatchId(write.call.command.derive("batch", 0));
    let command = BatchCommand::Open { batch, centre, institution, reason: body.reason.0, title, cases };
    let receipt = write.house.batch(&write.call, batch, command).await?;
    Ok(answer::created(&receipt, batch.to_string(), &format!("/v1/batches/{batch}")))
}

/// Open cases against the institution; nothing is left out without a word, so more than a batch takes is refused.
async fn matching(
    write: &HouseWrite<auth::OpenBatch, BatchBody>,
    views: &Views,
    centre: &CentreId,
    institution: &Uscc,
    wanted: &MatchingBody,
) -> Result<Vec<Linkable>, ApiError> {
    let filter = WorkFilter {
        institution: Some(institution.clone()),
        business: wanted.business.map(|code| code.0),
        cause: wanted.cause.map(|code| code.0),
        ..WorkFilter::default()
    };
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = views.work_list(centre, &filter, &Paging { after, limit: Paging::MOST })?.value.page;
        for open in &page.items {
            let brief = open.brief.read()?;
            let it = write.house.linkable(brief.case).await?;
            if it.against.contains(institution) && !it.ended && it.centre == *centre {
                found.push(it);
            }
            if found.len() > MEMBERS {
                return Err(application::ExecuteError::from(application::Refusal::from(
                    BatchRejection::TooLarge { limit: MEMBERS },
                ))
                .into());
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}
