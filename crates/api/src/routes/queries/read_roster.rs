//! `GET /v1/mediators`: 调解员名册 Mediators of the own centre, or of all for the federation.

use super::paging;
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors};
use crate::extract::{CaughtUp, StrictQuery};
use crate::routes::reading::PageBody;
use crate::routes::reading::{entry_seen, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::ids::CentreId;
use projection::RosterFilter;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which mediators.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RosterQuery {
    /// Only entries kept by this centre.
    centre: Option<String>,
    /// Only those who may, or may not, be asked.
    active: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows wanted; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 调解员名册 Mediators of the own centre, or of all for the federation.
#[utoipa::path(
    tag = "registers",
    params(RosterQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/mediators")]
pub(crate) async fn read_roster(
    permit: Permit<auth::ReadRoster>,
    _caught_up: CaughtUp,
    query: StrictQuery<RosterQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let RosterQuery { centre, active, after, limit } = query.0;
    let mut fields = FieldErrors::default();
    let Some(centre) = fields.check_some("centre", centre.as_deref().map(CentreId::parse)) else {
        return Err(fields.into());
    };
    let own = permit.actor().centre.clone();
    let filter = RosterFilter { centre: centre.or(own), active };
    let answer = rooms.views.mediators(&filter, &paging(after, limit))?;
    let items = answer.value.items.iter().map(|entry| entry_seen(&rooms.house, permit.actor(), entry));
    let items = items.collect::<Result<Vec<_>, ApiError>>()?;
    let body = PageBody { items, next: answer.value.next.clone(), total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
