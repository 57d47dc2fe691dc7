//! The right to do one thing, as the type of a handler's parameter: a handler without it does not know who calls.

use super::actions::Action;
use super::claims::missing;
use super::door::presented;
use super::throttle::Throttle;
use crate::error::{ApiError, table};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use domain::ids::UserId;
use domain::occasion::{Actor, Role};
use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;

/// Somebody who may do `A`.
#[derive(Debug)]
pub struct Permit<A> {
    actor: Arc<Actor>,
    action: PhantomData<A>,
}

/// Who called, kept with the request for the log line.
#[derive(Debug, Clone)]
pub(crate) struct Caller(pub(crate) Arc<Actor>);

impl<A> Permit<A> {
    /// Who.
    #[must_use]
    pub const fn actor(&self) -> &Arc<Actor> {
        &self.actor
    }
}

impl<A: Action> Permit<A> {
    /// Reads the token and looks the action up.
    ///
    /// # Errors
    /// `token-…` when nobody known calls, `rate-limited`, or `forbidden` or
    /// `claims-incomplete` when somebody else may.
    pub fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        let Some(throttle) = request.app_data::<web::Data<Throttle<UserId>>>() else {
            return Err(ApiError::internal(&"no verifier is configured"));
        };
        let actor = presented(request)?;
        request.extensions_mut().insert(Caller(Arc::clone(&actor)));
        if !throttle.admits(&actor.user) {
            return Err(ApiError::new(&table::RATE_LIMITED));
        }
        if !A::ROW.roles.contains(&actor.role) {
            return Err(ApiError::new(&table::FORBIDDEN)
                .with("role", actor.role.wire_name())
                .with("action", A::ROW.name)
                .with("allowed", roles(A::ROW.roles)));
        }
        if let Some(claim) = missing(&actor) {
            return Err(ApiError::new(&table::CLAIMS_INCOMPLETE)
                .with("role", actor.role.wire_name())
                .with("claim", claim));
        }
        Ok(Self { actor, action: PhantomData })
    }
}

impl<A: Action> FromRequest for Permit<A> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

fn roles(roles: &[Role]) -> String {
    roles.iter().map(|role| role.wire_name()).collect::<Vec<_>>().join(", ")
}
