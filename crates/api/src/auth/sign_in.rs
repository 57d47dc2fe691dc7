//! Signing in at the local issuer: from a proof to a session, from a session to tokens.

use super::{HejieClaims, Issuer, Verifier, claims_for};
use crate::error::{ApiError, FieldError, table};
use crate::settings::AuthSettings;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use application::{Accounts, Clock, OpenSession, PasswordUnfit, SignInError, SignInProof};
use serde::Serialize;
use std::future::{Ready, ready};
use std::sync::Arc;
use utoipa::ToSchema;

/// What signing in works with.
pub struct SignIn {
    /// Passwords, second factors, sessions.
    pub accounts: Arc<Accounts>,
    /// Signs the tokens.
    pub issuer: Arc<Issuer>,
    /// Knows whose access was withdrawn.
    pub verifier: Arc<Verifier>,
    /// How long tokens and sessions last.
    pub settings: AuthSettings,
    /// Tells the time.
    pub clock: Clock,
}

/// What somebody who signed in works with.
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    /// The access token, for the header `Authorization: Bearer`.
    access_token: String,
    /// How long it is valid, seconds.
    expires_in_s: u64,
    /// The secret the session is refreshed with, once. To be kept like a password.
    refresh: String,
    /// How long the session lasts without a refresh, seconds.
    idle_in_s: u64,
}

impl SignIn {
    /// Tokens for whoever proves who he is.
    ///
    /// # Errors
    /// Why there are none.
    pub(crate) async fn sign_in(&self, proof: SignInProof) -> Result<Tokens, ApiError> {
        let proved = self.accounts.prove(proof).await;
        let proved = proved.inspect_err(told).map_err(refused)?;
        let account = proved.actor.user.clone();
        if let Err(refusal) = self.verifier.still_stands(&account, self.now_s()).await {
            tracing::warn!(
                account = account.as_str(),
                "somebody whose access was withdrawn has the right password"
            );
            let withdrawn = refusal.row() == &table::TOKEN_REVOKED;
            return Err(if withdrawn { ApiError::new(&table::SIGN_IN_REFUSED) } else { refusal });
        }
        let session = self.accounts.open_session(proved).await.map_err(refused)?;
        tracing::info!(account = account.as_str(), session = %session.id, "signed in");
        metrics::counter!("hejie_sign_ins_total", "outcome" => "signed-in").increment(1);
        self.tokens(&session)
    }

    /// New tokens for a session that lasts.
    ///
    /// # Errors
    /// `session-ended`, `store-busy`.
    pub(crate) async fn refresh(&self, secret: &str) -> Result<Tokens, ApiError> {
        let session = self.accounts.refresh(secret).await.map_err(refused)?;
        match self.verifier.still_stands(&session.actor.user, session.begun_s).await {
            Ok(()) => self.tokens(&session),
            Err(refusal) if refusal.row() == &table::TOKEN_REVOKED => {
                self.accounts.end_session(&session.secret).await.map_err(refused)?;
                Err(ApiError::new(&table::SESSION_ENDED))
            }
            Err(refusal) => Err(refusal),
        }
    }

    fn tokens(&self, session: &OpenSession) -> Result<Tokens, ApiError> {
        let (now, ttl) = (self.now_s(), self.settings.access_token_s);
        let hejie = HejieClaims::of(&session.actor);
        let mut claims = claims_for(&self.settings, session.actor.user.as_str(), hejie, now, ttl);
        claims.sid = Some(session.id);
        let access_token = self.issuer.sign(&claims).map_err(|error| ApiError::internal(&error))?;
        Ok(Tokens {
            access_token,
            expires_in_s: ttl,
            refresh: session.secret.clone(),
            idle_in_s: session.idle_until_s.saturating_sub(now),
        })
    }

    fn now_s(&self) -> u64 {
        u64::try_from(self.clock.now().timestamp()).unwrap_or(0)
    }
}

impl FromRequest for SignInDesk {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let desk = request.app_data::<web::Data<SignIn>>().cloned();
        ready(desk.map(Self).ok_or(ApiError::new(&table::SIGN_IN_OFF)))
    }
}

/// Where people sign in, if they do here.
pub(crate) struct SignInDesk(pub(crate) web::Data<SignIn>);

fn told(error: &SignInError) {
    let outcome = match error {
        SignInError::Wrong => "wrong",
        SignInError::Locked(_) => "locked",
        SignInError::PasswordInitial | SignInError::FactorNeeded => "not-ready",
        SignInError::Busy => "busy",
        SignInError::FactorUnasked
        | SignInError::Unfit(_)
        | SignInError::SessionEnded
        | SignInError::Failed(_) => "failed",
    };
    metrics::counter!("hejie_sign_ins_total", "outcome" => outcome).increment(1);
}

/// Why somebody is not signed in, as he is told.
pub(crate) fn refused(error: SignInError) -> ApiError {
    match error {
        SignInError::Wrong => ApiError::new(&table::SIGN_IN_REFUSED),
        SignInError::Locked(wait_s) => {
            ApiError::new(&table::SIGN_IN_LOCKED).retry_after(u32::try_from(wait_s).unwrap_or(u32::MAX))
        }
        SignInError::PasswordInitial => ApiError::new(&table::PASSWORD_CHANGE_NEEDED),
        SignInError::FactorNeeded => ApiError::new(&table::SECOND_FACTOR_NEEDED),
        SignInError::FactorUnasked => ApiError::new(&table::SECOND_FACTOR_UNASKED),
        SignInError::Unfit(why) => {
            let row = match why {
                PasswordUnfit::Length => &table::PASSWORD_LENGTH,
                PasswordUnfit::Common => &table::PASSWORD_COMMON,
                PasswordUnfit::Name => &table::PASSWORD_NAME,
                PasswordUnfit::Same => &table::PASSWORD_SAME,
            };
            ApiError::field(FieldError::new("/new_password", row))
        }
        SignInError::SessionEnded => ApiError::new(&table::SESSION_ENDED),
        SignInError::Busy => ApiError::new(&table::RATE_LIMITED),
        SignInError::Failed(reason) => {
            tracing::error!(reason, "accounts cannot be used");
            ApiError::new(&table::STORE_BUSY)
        }
    }
}
