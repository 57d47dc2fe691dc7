//! Everything a write brings, checked in the order a caller can repair it: who, may they, which intention, seen what, says what.

use super::{IdempotencyKey, IfMatch, StrictJson};
use crate::auth::{Action, Permit};
use crate::error::ApiError;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::occasion::Actor;
use event_store::Revision;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// A write by somebody who may do `A`, with the body `T`.
#[derive(Debug)]
pub struct Write<A, T> {
    /// Who; having it is the right to do `A`.
    pub permit: Permit<A>,
    /// The caller's name for this intention.
    pub key: IdempotencyKey,
    /// The revision the caller has seen, when pinned.
    pub expected: Option<Revision>,
    /// What is asked for.
    pub body: T,
    /// Method, address and body, byte for byte: the same key may only ever come with the same intent.
    pub intent: Vec<u8>,
}

impl<A, T> Write<A, T> {
    /// Who writes.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        self.permit.actor()
    }
}

impl<A: Action, T: DeserializeOwned + 'static> FromRequest for Write<A, T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let permit = Permit::of(&request)?;
            let key = IdempotencyKey::of(&request)?;
            let expected = IfMatch::of(&request)?.revision();
            let body = StrictJson::<T>::from_request(&request, &mut payload).await?;
            let intent = [
                request.method().as_str().as_bytes(),
                b" ",
                request.uri().path().as_bytes(),
                b"\n",
                &body.bytes,
            ];
            Ok(Self { permit, key, expected, intent: intent.concat(), body: body.value })
        })
    }
}
