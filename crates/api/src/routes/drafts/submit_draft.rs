//! `POST /v1/drafts/{draft}/submission`: 提交草稿 Files the application, once: whoever submits again finds the same case.

use crate::auth;
use crate::error::{ApiError, table};
use crate::extract::{PathId, parse_json};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::cases::file_application::{ApplicationBody, read};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::calendar::legal_date;
use domain::draft::{Draft, DraftCommand};
use domain::ids::DraftId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftSubmissionBody {}

/// 提交草稿 Files the application, once: whoever submits again finds the same case. `id` is the case.
#[utoipa::path(
    tag = "intake",
    params(("draft" = Uuid, Path, description = "Which draft.")),
    request_body = DraftSubmissionBody,
    responses(
        (status = 201, description = "Filed.", body = ReceiptBody),
        (status = 410, description = "The time of the draft is over.")
    )
)]
#[post("/drafts/{draft}/submission")]
pub(crate) async fn submit_draft(
    write: HouseWrite<auth::SubmitDraft, DraftSubmissionBody>,
    draft: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let draft = DraftId(draft.0);
    let state = write.house.own_draft(&write.call, draft).await?;
    let created =
        |receipt: &_, case: &str| answer::created(receipt, case.to_owned(), &format!("/v1/cases/{case}"));
    match &state {
        Draft::Submitted(_, case) => {
            let receipt =
                write.house.finish_draft(&write.call, draft, DraftCommand::Submit { case: *case }).await?;
            Ok(created(&receipt, &case.to_string()))
        }
        Draft::Open(kept) => {
            if kept.submit_by.is_over(legal_date(write.house.clock().now())) {
                return Err(ApiError::new(&table::DRAFT_EXPIRED));
            }
            let text = write.house.typed(kept)?.ok_or(ApiError::new(&table::DRAFT_ENDED))?;
            let body: ApplicationBody = parse_json(text.as_bytes())?;
            let filing = write.house.submission(&write.call, draft);
            let application = read(&write.house, &filing, &body).await?;
            let case = application.case;
            let receipt = write.house.submit_draft(&write.call, draft, application).await?;
            Ok(created(&receipt, &case.to_string()))
        }
        Draft::Expired(_) => Err(ApiError::new(&table::DRAFT_EXPIRED)),
        Draft::NotOpened | Draft::Discarded(_) => Err(ApiError::new(&table::DRAFT_ENDED)),
    }
}
