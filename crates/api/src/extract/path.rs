//! An id in the address.

use crate::error::{ApiError, table};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

/// What the address names: one id, or a tuple of ids in the order of the route's pattern.
#[derive(Debug, Clone, Copy)]
pub struct PathId<T>(pub T);

impl<T: DeserializeOwned> FromRequest for PathId<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        ready(
            path.map(|path| Self(path.into_inner()))
                .map_err(|_| ApiError::new(&table::PATH_PARAMETER_INVALID)),
        )
    }
}
