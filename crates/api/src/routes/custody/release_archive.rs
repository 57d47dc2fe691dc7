//! `POST /v1/cases/{case}/archive/releases`: 档案导出放行 Lets another person fetch the archive file.

use super::words;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::custody::CustodyCommand;
use domain::ids::{CaseId, UserId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// To whom, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBody {
    /// The account that may fetch the file; never the own one.
    #[schema(min_length = 1, max_length = 100)]
    account: String,
    /// In words.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 档案导出放行 Lets another person fetch the archive file for three days: an export takes two persons.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ReleaseBody,
    responses((status = 201, description = "Released.", body = ReceiptBody))
)]
#[post("/cases/{case}/archive/releases")]
pub(crate) async fn release_archive(
    write: HouseWrite<auth::ReleaseArchive, ReleaseBody>,
    case: PathId<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let mut fields = FieldErrors::default();
    let Some(to) = fields.check("/account", UserId::parse(&write.body.account)) else {
        return Err(fields.into());
    };
    let reason = words(&write.house, case, &write.body.reason).await?;
    let command = CustodyCommand::ReleaseArchive { to, reason };
    let receipt = write.house.custody(&write.call, case, command).await?;
    Ok(answer::created(&receipt, case.to_string(), &format!("/v1/cases/{case}/archive")))
}
