//! `POST /v1/cases/{case}/sessions/{session}/no-show`: 记录缺席 Somebody did not come to a planned session.

use super::{CaseWrite, SessionPath, parties, short};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post, web};
use domain::case::RecordNoShow;
use domain::ids::SessionId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who was not there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoShowBody {
    /// Which parties.
    #[schema(min_items = 1, max_items = 50)]
    absent: Vec<Uuid>,
    /// A proper reason; with one the absence does not count.
    #[schema(min_length = 1, max_length = 200)]
    excuse: Option<String>,
}

/// 记录缺席 Somebody did not come to a planned session; too often without a proper reason counts as a refusal, where the rules say so.
#[utoipa::path(
    tag = "sessions",
    params(("case" = Uuid, Path, description = "Which case."), ("session" = Uuid, Path, description = "Which session.")),
    request_body = NoShowBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/sessions/{session}/no-show")]
pub(crate) async fn record_no_show(
    mut write: CaseWrite<auth::RecordNoShow, NoShowBody>,
    path: web::Path<SessionPath>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(excuse) = short(&mut fields, "/excuse", subject, write.body.excuse.as_deref()) else {
        return Err(fields.into());
    };
    let absent = parties(std::mem::take(&mut write.body.absent));
    let session = SessionId(path.session);
    write.end_session(session, RecordNoShow { session, absent, excuse }).await
}
