//! House and views, as a route asks for them.

use crate::auth::{Action, Permit};
use crate::error::{ApiError, table};
use crate::extract::RequestId;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use application::{House, Journal, Read, Trace};
use domain::ids::{CaseId, CentreId};
use domain::occasion::{Actor, Role};
use projection::Views;
use std::future::{Ready, ready};

/// What a query works in.
pub struct Rooms {
    /// Opens what is sealed, tells the time.
    pub house: web::Data<House>,
    /// Answers.
    pub views: web::Data<Views>,
    /// Writes reads down.
    pub journal: web::Data<Journal>,
    request: Option<String>,
}

impl Rooms {
    /// A mediator who is suspended, replaced or was never asked reads nothing from the moment the case says so, however far the views are.
    ///
    /// # Errors
    /// `not-found`, as for any stranger.
    pub async fn admit(&self, actor: &Actor, case: CaseId) -> Result<(), ApiError> {
        let Some(mediator) = actor.mediator.filter(|_| actor.role == Role::Mediator) else { return Ok(()) };
        let folded = self.house.case_state(case).await?;
        if folded.state.shuts_out(mediator) { Err(ApiError::new(&table::NOT_FOUND)) } else { Ok(()) }
    }

    /// Writes down that somebody is about to see these cases; the answer needs the trace.
    ///
    /// # Errors
    /// `store-busy` when it cannot be written down: no data then.
    pub async fn trace<A: Action>(&self, permit: &Permit<A>, cases: Vec<CaseId>) -> Result<Trace, ApiError> {
        let read = Read {
            at_us: self.house.clock().now().timestamp_micros(),
            action: A::ROW.name,
            actor: permit.actor().as_ref().clone(),
            cases,
            request: self.request.clone(),
        };
        self.journal.record(read).await.map_err(|error| {
            tracing::error!(%error, "a read was not answered");
            ApiError::new(&table::STORE_BUSY)
        })
    }
}

impl FromRequest for Rooms {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let house = request.app_data::<web::Data<House>>().cloned();
        let views = request.app_data::<web::Data<Views>>().cloned();
        let journal = request.app_data::<web::Data<Journal>>().cloned();
        let id = request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned());
        let (Some(house), Some(views), Some(journal)) = (house, views, journal) else {
            return ready(Err(ApiError::internal(&"no house is configured")));
        };
        ready(Ok(Self { house, views, journal, request: id }))
    }
}

/// Whose part of the settlement register somebody reads.
pub enum OwnRegister<'a> {
    /// Matters filed with this court.
    Court(&'a str),
    /// Matters of this centre.
    Centre(&'a CentreId),
}

impl<'a> OwnRegister<'a> {
    /// The part that belongs to `actor`.
    ///
    /// # Errors
    /// `not-found` for somebody with neither court nor centre.
    pub fn of(actor: &'a Actor) -> Result<Self, ApiError> {
        match (&actor.court, &actor.centre) {
            (Some(court), _) => Ok(Self::Court(court)),
            (None, Some(centre)) => Ok(Self::Centre(centre)),
            (None, None) => Err(ApiError::new(&table::NOT_FOUND)),
        }
    }
}
