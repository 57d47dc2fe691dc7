//! `POST /v1/cases/{case}/defaults`: 记录违约 An obligation is not performed.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::DefaultGroundCode;
use actix_web::{HttpResponse, post};
use domain::case::DeclareDefault;
use domain::ids::PartyId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is not performed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultBody {
    /// Which obligation: 1, 2, 3 ….
    #[schema(minimum = 1)]
    seq: u32,
    /// The creditor that says so; the centre may leave it out.
    asked_by: Option<Uuid>,
    /// How it shows.
    ground: DefaultGroundCode,
    /// The creditor calls in the instalments to come 加速到期, as the clause allows.
    #[serde(default)]
    accelerate: bool,
}

/// 记录违约 An obligation is not performed.
#[utoipa::path(
    tag = "performance",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = DefaultBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/defaults")]
pub(crate) async fn declare_default(
    write: CaseWrite<auth::DeclareDefault, DefaultBody>,
) -> Result<HttpResponse, ApiError> {
    let command = DeclareDefault {
        seq: write.body.seq,
        asked_by: write.body.asked_by.map(PartyId),
        ground: write.body.ground.0,
        accelerate: write.body.accelerate,
    };
    write.execute(command).await
}
