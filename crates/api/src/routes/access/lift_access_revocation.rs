//! `POST /v1/access-revocations/{revocation}/lifting`: 解除吊销 Lets an account in again.

use super::{impersonal, revocation_body, unlisted};
use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::PathId;
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::{Purpose, RevocationAct, Revocations};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftingBody {
    /// Why, in words that name nobody.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 解除吊销 Lets an account in again that was withdrawn. Tokens issued until now stay refused: it signs in anew.
#[utoipa::path(
    tag = "access",
    params(("revocation" = Uuid, Path, description = "Which withdrawal.")),
    request_body = LiftingBody,
    responses((status = 200, description = "Lifted.", body = Object))
)]
#[post("/access-revocations/{revocation}/lifting")]
pub(crate) async fn lift_access_revocation(
    write: HouseWrite<auth::LiftAccessRevocation, LiftingBody>,
    revocation: PathId<Uuid>,
    rooms: Rooms,
    revocations: web::Data<Revocations>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let Some(reason) = fields.check("/reason", impersonal(&write.body.reason)) else {
        return Err(fields.into());
    };
    let not_found = || ApiError::new(&table::NOT_FOUND);
    let found = revocations.find(revocation.0).ok_or_else(not_found)?;
    if found.entry.act != RevocationAct::Account {
        return Err(ApiError::new(&table::REVOCATION_NOT_LASTING));
    }
    let id = write.call.command.derive("access-revocation-lifting", 0);
    match &found.lifting {
        // The same again is answered again.
        Some(lifting) if lifting.id == id && lifting.reason == reason => {
            revocations.settled().await.map_err(unlisted)?;
        }
        Some(_) => return Err(ApiError::new(&table::REVOCATION_LIFTED)),
        None => {
            let (actor, account) = (&write.call.actor, found.entry.account.clone());
            let shown = Shown {
                about: Some(format!("account {account}")),
                purpose: Some(Purpose {
                    code: "LIFTING".to_owned(),
                    reference: Some(revocation.0.to_string()),
                    note: Some(reason.clone()),
                }),
                ..Shown::by::<auth::LiftAccessRevocation>()
            };
            let _trace = rooms.write_down::<auth::LiftAccessRevocation>(actor, Vec::new(), shown).await?;
            tracing::warn!(
                account = account.as_str(),
                by = actor.user.as_str(),
                "a withdrawn access is given back"
            );
            let act = RevocationAct::Lifting(revocation.0);
            let entry = Revocations::entry(id, account, act, reason, Some(actor.clone()));
            revocations.enter(entry).await.map_err(unlisted)?;
        }
    }
    let listed = revocations.find(revocation.0).ok_or_else(not_found)?;
    Ok(HttpResponse::Ok().json(revocation_body(&listed)))
}
