//! `POST /v1/access-revocations`: 吊销访问 Withdraws the access of an account, on every node at once.

use super::{impersonal, revocation_body, unlisted};
use crate::auth::{self, Verifier};
use crate::error::{ApiError, FieldError, FieldErrors, table};
use crate::routes::rooms::{Rooms, Shown};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post, web};
use application::{Purpose, RevocationAct, Revocations};
use domain::ids::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is withdrawn.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Withdrawn {
    /// Every token issued until now.
    Tokens,
    /// The account: every token, whenever issued, until the withdrawal is lifted.
    Account,
}

/// Whose access, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationBody {
    /// The account as the access journal names it; this, or `issuer` and `subject`.
    #[schema(min_length = 1, max_length = 96)]
    account: Option<String>,
    /// Name or address of the issuer.
    #[schema(min_length = 1, max_length = 500)]
    issuer: Option<String>,
    /// The account at that issuer, as its tokens say `sub`.
    #[schema(min_length = 1, max_length = 500)]
    subject: Option<String>,
    /// What is withdrawn.
    withdraws: Withdrawn,
    /// Why, in words that name nobody.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 吊销访问 Withdraws the access of an account. Once this is answered no node serves it any more, whatever token it holds.
#[utoipa::path(
    tag = "access",
    request_body = RevocationBody,
    responses((status = 201, description = "Withdrawn everywhere.", body = Object))
)]
#[post("/access-revocations")]
pub(crate) async fn revoke_access(
    write: HouseWrite<auth::RevokeAccess, RevocationBody>,
    rooms: Rooms,
    verifier: web::Data<Verifier>,
    revocations: web::Data<Revocations>,
) -> Result<HttpResponse, ApiError> {
    let mut fields = FieldErrors::default();
    let account = account(&write.body, &verifier, &mut fields);
    let reason = fields.check("/reason", impersonal(&write.body.reason));
    let (Some(account), Some(reason)) = (account, reason) else { return Err(fields.into()) };
    let act = match write.body.withdraws {
        Withdrawn::Tokens => RevocationAct::Tokens,
        Withdrawn::Account => RevocationAct::Account,
    };
    let id = write.call.command.derive("access-revocation", 0);
    let actor = &write.call.actor;
    let entry = Revocations::entry(id, account, act, reason, Some(actor.clone()));
    match revocations.entered(id) {
        Some(before) => {
            let same =
                before.account == entry.account && before.act == entry.act && before.reason == entry.reason;
            if !same {
                return Err(ApiError::new(&table::IDEMPOTENCY_KEY_REUSED));
            }
            revocations.settled().await.map_err(unlisted)?;
        }
        None => {
            let shown = Shown {
                about: Some(format!("account {}", entry.account)),
                purpose: Some(Purpose {
                    code: act.code().to_owned(),
                    reference: Some(id.to_string()),
                    note: Some(entry.reason.clone()),
                }),
                ..Shown::by::<auth::RevokeAccess>()
            };
            let _trace = rooms.write_down::<auth::RevokeAccess>(actor, Vec::new(), shown).await?;
            tracing::warn!(
                account = entry.account.as_str(),
                by = actor.user.as_str(),
                withdraws = act.code(),
                "an access is withdrawn"
            );
            revocations.enter(entry).await.map_err(unlisted)?;
        }
    }
    let listed =
        revocations.find(id).ok_or_else(|| ApiError::internal(&"an entry that was written is not found"))?;
    Ok(HttpResponse::Created().json(revocation_body(&listed)))
}

fn account(body: &RevocationBody, verifier: &Verifier, fields: &mut FieldErrors) -> Option<UserId> {
    let wrong = |pointer: &str, expected: &str| {
        FieldError::new(pointer, &table::FIELD_VALUE).with("expected", expected)
    };
    match (&body.account, &body.issuer, &body.subject) {
        (Some(account), None, None) => fields.check("/account", UserId::parse(account)),
        (None, Some(issuer), Some(subject)) => {
            let account = verifier.account_of(issuer, subject);
            if account.is_none() {
                fields.note(wrong("/issuer", "an issuer of the settings, and a subject of it"));
            }
            account
        }
        _ => {
            fields.note(wrong("/account", "account, or issuer and subject"));
            None
        }
    }
}
