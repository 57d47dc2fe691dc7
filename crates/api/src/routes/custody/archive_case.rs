//! `POST /v1/cases/{case}/archive`: 归档 Archives a closed case as a file that verifies by itself.

use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::PathId;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::proof::refusal;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::{ArchiveError, Notary, Shelf};
use domain::ids::CaseId;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Under which number.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchiveBody {
    /// Number of the dossier.
    #[schema(min_length = 1, max_length = 200)]
    dossier_no: String,
}

/// 归档 Archives a closed case as a file that verifies by itself; the event names its hash, `GET …/archive` hands it out.
#[utoipa::path(
    tag = "privacy",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = ArchiveBody,
    responses((status = 201, description = "Archived.", body = ReceiptBody))
)]
#[post("/cases/{case}/archive")]
pub(crate) async fn archive_case(
    write: HouseWrite<auth::ArchiveCase, ArchiveBody>,
    case: PathId<Uuid>,
    notary: web::Data<Notary>,
    shelf: web::Data<Shelf>,
) -> Result<HttpResponse, ApiError> {
    let case = CaseId(case.0);
    let mut fields = FieldErrors::default();
    let Some(dossier_no) = fields.check("/dossier_no", ShortText::parse(&write.body.dossier_no)) else {
        return Err(fields.into());
    };
    let archived = write.house.archive_case(&write.call, case, dossier_no, &notary, &shelf).await;
    let receipt = archived.map_err(|error| match error {
        ArchiveError::Settlement(error) => refusal(error),
        ArchiveError::Shelf(error) => ApiError::internal(&error),
    })?;
    Ok(answer::created(&receipt, case.to_string(), &format!("/v1/cases/{case}/archive")))
}
