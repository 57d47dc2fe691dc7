//! `GET /v1/institutions`: 机构名录 Institutions of the register.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::opening::shown;
use crate::routes::reading::PageBody;
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::classification::Sector;
use domain::identity::Uscc;
use projection::InstitutionFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which institutions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InstitutionsQuery {
    /// Only those of this legal person, itself included.
    legal_person: Option<String>,
    /// Only those of this sector.
    #[param(example = "BANK")]
    sector: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 机构名录 Institutions of the register.
#[utoipa::path(
    tag = "registers",
    params(InstitutionsQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/institutions")]
pub(crate) async fn read_institutions(
    permit: Permit<auth::ReadInstitutions>,
    _caught_up: CaughtUp,
    query: StrictQuery<InstitutionsQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let InstitutionsQuery { legal_person, sector, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let legal_person = fields.check_some("legal_person", legal_person.as_deref().map(Uscc::parse));
    let sector = sector.map(|code| Sector::parse(&code).ok_or(&table::QUERY_PARAMETER_INVALID));
    let sector = fields.check_some("sector", sector);
    let (Some(legal_person), Some(sector)) = (legal_person, sector) else { return Err(fields.into()) };
    let answer =
        rooms.views.institutions(&InstitutionFilter { legal_person, sector }, &paging(after, limit))?;
    let items = answer.value.items.iter().map(|entry| shown(&rooms.house, "", entry));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
