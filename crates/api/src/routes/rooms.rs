//! House and views, as a route asks for them.

use crate::error::{ApiError, table};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use application::House;
use domain::ids::CentreId;
use domain::occasion::Actor;
use projection::Views;
use std::future::{Ready, ready};

/// What a query works in.
pub struct Rooms {
    /// Opens what is sealed, tells the time.
    pub house: web::Data<House>,
    /// Answers.
    pub views: web::Data<Views>,
}

impl FromRequest for Rooms {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let house = request.app_data::<web::Data<House>>().cloned();
        let views = request.app_data::<web::Data<Views>>().cloned();
        ready(match (house, views) {
            (Some(house), Some(views)) => Ok(Self { house, views }),
            (None, _) | (_, None) => Err(ApiError::internal(&"no house is configured")),
        })
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
