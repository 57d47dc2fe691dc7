//! House and views, as a route asks for them.

use crate::auth::{Action, Permit};
use crate::error::{ApiError, table};
use crate::extract::RequestId;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use application::{ExecuteError, House, Journal, Read, Trace};
use domain::calendar::legal_date;
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
    /// Nobody reads beyond the last day of his or her authority, however far the views are: a mediator who is suspended, replaced, was
    /// never asked, has left the roster or is past the term there; an agent who was revoked or whose authority has run out.
    ///
    /// # Errors
    /// `not-found`, as for any stranger.
    pub async fn admit(&self, actor: &Actor, case: CaseId) -> Result<(), ApiError> {
        let reader = crate::routes::reading::reader(actor)?;
        // The view first: for a stranger it costs the same whether or not there is such a case, and folding one does not.
        let admitted = self.views.may_read(&reader, case)?.value && self.admits(actor, case).await?;
        if admitted { Ok(()) } else { Err(ApiError::new(&table::NOT_FOUND)) }
    }

    /// Whether somebody who stands in a relation to a case reads it today.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn admits(&self, actor: &Actor, case: CaseId) -> Result<bool, ApiError> {
        match actor.role {
            Role::Mediator | Role::Party | Role::InstitutionAgent => {}
            Role::Clerk
            | Role::Director
            | Role::Court
            | Role::DataProtection
            | Role::Federation
            | Role::Administrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => return Ok(true),
        }
        let today = legal_date(self.house.clock().now());
        if let Some(mediator) = actor.mediator.filter(|_| actor.role == Role::Mediator) {
            match self.house.mediator(mediator).await {
                Ok(facts) if facts.may_serve(today) => {}
                Ok(_) => return Ok(false),
                Err(ExecuteError::Refused(_)) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.house.case_state(case).await?.state.lets_read(actor, today))
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
