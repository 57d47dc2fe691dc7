//! What every route that writes takes in: who, under which command, about which revision, saying what.

use crate::auth::Action;
use crate::error::ApiError;
use crate::extract::{RequestId, Write};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use application::{Call, House};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

/// A write by somebody who may do `A`, on its way to the house.
pub struct HouseWrite<A, T> {
    /// The house.
    pub house: web::Data<House>,
    /// Who, under which command, about which revision.
    pub call: Call,
    /// What is asked for.
    pub body: T,
    right: PhantomData<A>,
}

impl<A: Action, T: DeserializeOwned + 'static> FromRequest for HouseWrite<A, T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let write = Write::<A, T>::from_request(&request, &mut payload).await?;
            let house = request.app_data::<web::Data<House>>();
            let house = house.ok_or_else(|| ApiError::internal(&"no house is configured"))?.clone();
            let actor = write.actor().clone();
            let command = house.command_id(&actor, write.key.as_str());
            let correlation = request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned());
            let digest = house.digest(&[&write.intent]);
            let call = Call { actor, command, digest, expected: write.expected, correlation };
            Ok(Self { house, call, body: write.body, right: PhantomData })
        })
    }
}
