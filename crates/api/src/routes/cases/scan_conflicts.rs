//! `POST /v1/cases/{case}/conflict-scans`: 重新核查利益冲突 Compares the roster as it stands now with the case as it stands now; whoever is barred stops at once.

use super::CaseWrite;
use crate::auth;
use crate::error::ApiError;
use crate::routes::answer::ReceiptBody;
use actix_web::{HttpResponse, post};
use domain::case::ScanConflicts;
use domain::ids::MediatorId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whom to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictScanBody {
    /// Which mediator of the case.
    mediator: Uuid,
}

/// 重新核查利益冲突 Compares the roster as it stands now with the case as it stands now; whoever is barred stops at once.
#[utoipa::path(
    tag = "mediation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ConflictScanBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/conflict-scans")]
pub(crate) async fn scan_conflicts(
    write: CaseWrite<auth::ScanConflicts, ConflictScanBody>,
) -> Result<HttpResponse, ApiError> {
    let mediator = write.house.mediator(MediatorId(write.body.mediator)).await?;
    write.execute(ScanConflicts { mediator }).await
}
