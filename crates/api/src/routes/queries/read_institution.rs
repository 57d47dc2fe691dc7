//! `GET /v1/institutions/{uscc}`: 机构 One institution by its code.

use crate::auth::{self, Permit};
use crate::error::{ApiError, table};
use crate::extract::{CaughtUp, PathId};
use crate::routes::opening::shown;
use crate::routes::reading::found;
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::identity::Uscc;

/// 机构 One institution by its code.
#[utoipa::path(
    tag = "registers",
    params(("uscc" = String, Path, description = "Its unified social credit code.")),
    responses((status = 200, description = "Found.", body = Object))
)]
#[get("/institutions/{uscc}")]
pub(crate) async fn read_institution(
    permit: Permit<auth::ReadInstitution>,
    _caught_up: CaughtUp,
    uscc: PathId<String>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let uscc = Uscc::parse(&uscc.0).map_err(|_| ApiError::new(&table::NOT_FOUND))?;
    let answer = rooms.views.institution(&uscc)?;
    let Some(entry) = &answer.value else { return Err(ApiError::new(&table::NOT_FOUND)) };
    let body = shown(&rooms.house, "", entry)?;
    Ok(found(rooms.views.incarnation(), &answer, Some(entry.revision), &body))
}
