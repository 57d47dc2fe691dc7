//! `POST /v1/cases/{case}/closing`: 关闭案件 Closes a case with nothing left to do.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::CloseCase;
use serde::Deserialize;
use utoipa::ToSchema;

/// Nothing to say: an empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosingBody {}

/// 关闭案件 Closes a case with nothing left to do.
#[utoipa::path(
    tag = "ending",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ClosingBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/closing")]
pub(crate) async fn close_case(
    write: CaseWrite<auth::CloseCase, ClosingBody>,
) -> Result<HttpResponse, ApiError> {
    write.execute(CloseCase).await
}
