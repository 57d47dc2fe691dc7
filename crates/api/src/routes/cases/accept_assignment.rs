//! `POST /v1/cases/{case}/assignment-acceptance`: 接受指派 The mediator takes the case and declares what may touch fairness.

use super::{CaseWrite, long};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{RecusalGroundCode, plain};
use actix_web::{HttpResponse, post};
use domain::case::AcceptAssignment;
use serde::Deserialize;
use utoipa::ToSchema;

/// The declaration.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentAcceptanceBody {
    /// Grounds R1 to R8 that apply; empty: nothing to disclose.
    #[schema(max_items = 8)]
    disclosed: Vec<RecusalGroundCode>,
    /// In words.
    #[schema(min_length = 1, max_length = 50_000)]
    disclosure: Option<String>,
}

/// 接受指派 The mediator takes the case and declares what may touch fairness.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AssignmentAcceptanceBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/assignment-acceptance")]
pub(crate) async fn accept_assignment(
    mut write: CaseWrite<auth::AcceptAssignment, AssignmentAcceptanceBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(disclosure) = long(&mut fields, "/disclosure", subject, write.body.disclosure.as_deref()) else {
        return Err(fields.into());
    };
    let own = write.call.actor.mediator.ok_or(ApiError::new(&table::NOT_FOUND))?;
    let mediator = write.house.mediator(own).await?;
    let disclosed = plain(std::mem::take(&mut write.body.disclosed));
    write.execute(AcceptAssignment { mediator, disclosed, disclosure }).await
}
