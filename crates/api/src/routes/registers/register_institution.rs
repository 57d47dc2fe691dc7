//! `POST /v1/institutions`: 机构登记 Enters an institution or restates its entry.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::code::SectorCode;
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::identity::Uscc;
use domain::institution::InstitutionRegistered;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// An institution or branch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionEntryBody {
    /// Unified social credit code.
    #[schema(min_length = 18, max_length = 18)]
    uscc: String,
    /// Registered name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Code of the legal person it belongs to; absent: it is one itself.
    #[schema(min_length = 18, max_length = 18)]
    legal_person: Option<String>,
    /// Code of the unit directly above it, entered before and of the same legal person; absent: the legal person itself is.
    #[schema(min_length = 18, max_length = 18)]
    parent: Option<String>,
    /// The group it belongs to.
    #[schema(min_length = 1, max_length = 200)]
    group: Option<String>,
    /// What it is.
    sector: SectorCode,
}

/// 机构登记 Enters an institution or restates its entry.
#[utoipa::path(
    tag = "registers",
    request_body = InstitutionEntryBody,
    responses((status = 201, description = "Entered.", body = ReceiptBody))
)]
#[post("/institutions")]
pub(crate) async fn register_institution(
    write: HouseWrite<auth::RegisterInstitution, InstitutionEntryBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let uscc = fields.check("/uscc", Uscc::parse(&body.uscc));
    let name = fields.check("/name", ShortText::parse(&body.name));
    let legal_person = fields.check_some("/legal_person", body.legal_person.as_deref().map(Uscc::parse));
    let parent = fields.check_some("/parent", body.parent.as_deref().map(Uscc::parse));
    let group = fields.check_some("/group", body.group.as_deref().map(ShortText::parse));
    let (Some(uscc), Some(name), Some(legal_person), Some(parent), Some(group)) =
        (uscc, name, legal_person, parent, group)
    else {
        return Err(fields.into());
    };
    let legal_person = legal_person.unwrap_or_else(|| uscc.clone());
    let entry = InstitutionRegistered {
        uscc: uscc.clone(),
        name,
        legal_person,
        parent,
        group,
        sector: body.sector.0,
    };
    if !write.house.fits_below(&entry).await? {
        let _none: Option<()> = fields.check("/parent", Err(&table::INSTITUTION_PARENT));
        return Err(fields.into());
    }
    let receipt = write.house.register_institution(&write.call, entry).await?;
    Ok(answer::created(&receipt, uscc.as_str().to_owned(), &format!("/v1/institutions/{}", uscc.as_str())))
}
