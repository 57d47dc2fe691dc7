//! Who stands before the house: found out once for every request, before any route is looked for. A route that wants to know
//! takes a [`super::Permit`]; a route that does not is open to everybody.

use super::verify::Verifier;
use crate::error::{ApiError, table};
use crate::tls::Thumbprint;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::{HttpMessage, HttpRequest, web};
use domain::occasion::Actor;
use std::sync::Arc;

/// Who presented what, kept with the request.
struct Presented(Result<Arc<Actor>, ApiError>);

/// Looks at what the caller presents and keeps the verdict for the route.
///
/// # Errors
/// Only when nobody may pass whoever it is.
pub(crate) async fn enter(request: &ServiceRequest) -> Result<(), ApiError> {
    if request.headers().contains_key(AUTHORIZATION) {
        let shown = request.conn_data::<Thumbprint>().copied();
        let verdict = match (request.app_data::<web::Data<Verifier>>(), bearer(request.headers())) {
            (_, Err(refusal)) => Err(refusal),
            (None, Ok(_)) => Err(ApiError::internal(&"no verifier is configured")),
            (Some(verifier), Ok(token)) => match verifier.remembered(token, shown.as_ref()) {
                Some(verdict) => verdict,
                None => verifier.actor(token, shown.as_ref()).await,
            },
        };
        request.extensions_mut().insert(Presented(verdict));
    }
    Ok(())
}

/// Who called.
///
/// # Errors
/// Why nobody known did.
pub(super) fn presented(request: &HttpRequest) -> Result<Arc<Actor>, ApiError> {
    let extensions = request.extensions();
    extensions
        .get::<Presented>()
        .map_or_else(|| Err(ApiError::new(&table::TOKEN_MISSING)), |who| who.0.clone())
}

/// Exactly one `Authorization: Bearer <token>`; of two, nobody could say which one counts.
fn bearer(headers: &HeaderMap) -> Result<&str, ApiError> {
    let mut headers = headers.get_all(AUTHORIZATION);
    let header = headers.next().ok_or(ApiError::new(&table::TOKEN_MISSING))?;
    let credentials = header.to_str().ok().filter(|_| headers.next().is_none());
    match credentials.and_then(|text| text.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        Some(_) | None => Err(ApiError::new(&table::TOKEN_MALFORMED)),
    }
}
