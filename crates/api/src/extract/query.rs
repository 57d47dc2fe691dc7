//! Query parameters, as strict as bodies.

use super::json::{mistake, pointer};
use crate::error::{ApiError, FieldError, table};
use crate::fieldset::{Chosen, PARAMETER};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::future::{Ready, ready};

/// The query parameters of a request. The type derives `Deserialize` with `#[serde(deny_unknown_fields)]`.
#[derive(Debug)]
pub struct StrictQuery<T>(pub T);

impl<T: DeserializeOwned> FromRequest for StrictQuery<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = remaining(request);
        let pairs = form_urlencoded::parse(query.as_bytes());
        let parsed = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
        ready(parsed.map(Self).map_err(|error| {
            let found = mistake(pointer(error.path()), &error.inner().to_string());
            let name = found.pointer.trim_start_matches('/').to_owned();
            let known = found.facts.iter().find(|(fact, _)| *fact == "known").map(|(_, list)| list.clone());
            let expected =
                found.facts.into_iter().find(|(fact, _)| *fact == "expected").map(|(_, text)| text);
            ApiError::field(match known {
                Some(known) => FieldError::new(name, &table::QUERY_PARAMETER_UNKNOWN).with("known", known),
                None => FieldError::new(name, &table::QUERY_PARAMETER_INVALID)
                    .with("expected", expected.unwrap_or_else(|| found.row.en.to_owned())),
            })
        }))
    }
}

/// The parameters a handler reads. Which fields are wanted was looked at before, where they may be chosen.
fn remaining(request: &HttpRequest) -> Cow<'_, str> {
    let query = request.query_string();
    if request.extensions().get::<Chosen>().is_none() {
        return Cow::Borrowed(query);
    }
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != PARAMETER);
    Cow::Owned(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}
