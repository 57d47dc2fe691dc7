//! The right to do one thing, as the type of a handler's parameter: a handler without it does not know who calls.

use super::actions::Action;
use super::claims::missing;
use super::door::presented;
use super::policies::Policies;
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
    /// Reads the token and asks the policies.
    ///
    /// # Errors
    /// `token-…` when nobody known calls, `rate-limited`, or `forbidden` or
    /// `claims-incomplete` when somebody else may.
    pub fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        let throttle = request.app_data::<web::Data<Throttle<UserId>>>();
        let (Some(throttle), Some(policies)) = (throttle, request.app_data::<web::Data<Policies>>()) else {
            return Err(ApiError::internal(&"no verifier is configured"));
        };
        let actor = presented(request)?;
        request.extensions_mut().insert(Caller(Arc::clone(&actor)));
        if !throttle.admits(&actor.user) {
            return Err(ApiError::new(&table::RATE_LIMITED));
        }
        if !policies.allow::<A>(&actor) {
            return Err(ApiError::new(&table::FORBIDDEN)
                .with("role", actor.role.wire_name())
                .with("action", A::ROW.name)
                .with("allowed", others(&policies.roles(A::INDEX), actor.role)));
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

/// Who may instead. An own policy of the operator may forbid what the role could do elsewhere.
fn others(roles: &[Role], own: Role) -> String {
    let others = roles.iter().filter(|role| **role != own).map(|role| role.wire_name());
    others.collect::<Vec<_>>().join(", ")
}
