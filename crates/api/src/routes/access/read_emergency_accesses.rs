//! `GET /v1/emergency-accesses`: 紧急访问清单 Cases that were opened in an emergency, for whoever reviews that and for their directors.

use super::{access_body, before, rows, unread};
use crate::auth::{self, Permit};
use crate::error::{ApiError, FieldErrors};
use crate::extract::StrictQuery;
use crate::routes::reading::{PageBody, reader};
use crate::routes::rooms::Rooms;
use actix_web::{HttpResponse, get};
use application::EmergencyAccess;
use domain::occasion::Role;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EmergencyQuery {
    /// Only those nobody has reviewed yet.
    unreviewed: Option<bool>,
    /// The `next` of the page before.
    #[param(max_length = 1000)]
    after: Option<String>,
    /// Rows looked at; 50 when absent. A page may hold fewer.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// 紧急访问清单 Cases that were opened in an emergency, the newest first: all for the audit administrator, those of the own centre for a
/// director, with what is held of them.
#[utoipa::path(
    tag = "access",
    params(EmergencyQuery),
    responses((status = 200, description = "Found.", body = PageBody))
)]
#[get("/emergency-accesses")]
pub(crate) async fn read_emergency_accesses(
    permit: Permit<auth::ReadEmergencyAccesses>,
    query: StrictQuery<EmergencyQuery>,
    rooms: Rooms,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(limit) = fields.check("limit", rows(query.0.limit)) else { return Err(fields.into()) };
    let before = before(query.0.after.as_deref())?;
    let actor = permit.actor();
    let page = rooms.journal.emergencies(before, limit).await.map_err(unread)?;
    let full = page.len() == limit as usize;
    let next = page.last().filter(|_| full).map(|last| last.number.to_string());
    let mut found: Vec<&EmergencyAccess> = Vec::new();
    for access in &page {
        let reviewed = access.review.is_some() && query.0.unreviewed == Some(true);
        let own = actor.role == Role::AuditAdministrator
            || access.by == **actor
            || rooms.views.may_read(&reader(actor)?, access.case)?.value;
        if own && !reviewed {
            found.push(access);
        }
    }
    let _trace = rooms.trace(&permit, found.iter().map(|access| access.case).collect()).await?;
    // A director learns from the cursor how many there are elsewhere, so he gets one only with what is his.
    let next = next.filter(|_| actor.role == Role::AuditAdministrator || !found.is_empty());
    let items = found.into_iter().map(access_body).collect();
    Ok(HttpResponse::Ok().json(PageBody { items, next, total: None }))
}
