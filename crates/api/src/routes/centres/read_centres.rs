//! `GET /v1/centres`: 调解中心名录 Every centre with the terms that count today.

use super::terms;
use crate::auth::{self, Permit};
use crate::error::ApiError;
use crate::extract::CaughtUp;
use crate::routes::reading::{PageBody, found};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use domain::calendar::legal_date;
use domain::ids::CentreId;
use std::collections::BTreeSet;

/// 调解中心名录 Every centre with the terms that count today.
#[utoipa::path(
    tag = "registers",
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/centres")]
pub(crate) async fn read_centres(
    permit: Permit<auth::ReadCentres>,
    _caught_up: CaughtUp,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let _ = permit;
    let answer = rooms.views.centres()?;
    let mut ids: BTreeSet<CentreId> = answer.value.iter().cloned().collect();
    ids.extend(rooms.house.built_in_centres().into_iter().map(|centre| centre.facts.id));
    let today = legal_date(rooms.house.clock().now());
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        let versions = rooms.house.centre_versions(&id).await?;
        items.extend(versions.iter().rfind(|version| version.effective_from <= today).map(terms::in_force));
    }
    let body = PageBody { items, next: None, total: None };
    Ok(found(rooms.views.incarnation(), &answer, None, &body))
}
