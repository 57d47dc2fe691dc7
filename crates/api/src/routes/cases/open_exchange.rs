//! `POST /v1/cases/{case}/exchanges`: 开始非同步调解 Opens a session in writing.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::{self, ReceiptBody};
use actix_web::{HttpResponse, post};
use domain::case::OpenExchange;
use domain::ids::SessionId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Until when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeBody {
    /// Calendar days for statements; five working days when absent.
    #[schema(minimum = 1, maximum = 90)]
    days: Option<u16>,
}

/// 开始非同步调解 Opens a session in writing, in which everybody speaks when he can; needs everybody's consent. The receipt names the session.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ExchangeBody,
    responses((status = 201, description = "Opened.", body = ReceiptBody))
)]
#[post("/cases/{case}/exchanges")]
pub(crate) async fn open_exchange(
    write: CaseWrite<auth::OpenExchange, ExchangeBody>,
) -> Result<HttpResponse, ApiError> {
    let session = SessionId(write.call.command.derive("session", 0));
    let command = OpenExchange { session, days: write.body.days };
    let receipt = write.house.case(&write.call, write.case, command).await?;
    let location = format!("/v1/cases/{}/sessions/{session}", write.case);
    Ok(answer::created(&receipt, session.to_string(), &location))
}
