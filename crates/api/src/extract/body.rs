//! Reading a body: bounded in bytes and in time, JSON only.

use crate::error::{ApiError, table};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::{FromRequest, HttpRequest, web};
use std::time::Duration;

/// How much body is read and how long it is waited for; part of the application's data.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimit {
    /// Most bytes of a body.
    pub bytes: usize,
    /// Longest time from the first to the last byte.
    pub time: Duration,
}

/// The whole body.
///
/// # Errors
/// `content-type-unsupported`, `body-too-large` (before reading, when the length is declared), `request-timeout`,
/// `body-incomplete`.
pub(super) async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<web::Bytes, ApiError> {
    check_type(request)?;
    let Some(limit) = request.app_data::<BodyLimit>().copied() else {
        return Err(ApiError::internal(&"no body limit is configured"));
    };
    let reading = web::Bytes::from_request(request, payload);
    match tokio::time::timeout(limit.time, reading).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(match error.as_error::<PayloadError>() {
            Some(PayloadError::Overflow) => ApiError::new(&table::BODY_TOO_LARGE).with("max", limit.bytes),
            Some(_) | None => ApiError::new(&table::BODY_INCOMPLETE),
        }),
        Err(_) => Err(ApiError::new(&table::REQUEST_TIMEOUT).with("seconds", limit.time.as_secs())),
    }
}

/// `application/json`, in UTF-8 when a charset is named, not compressed.
fn check_type(request: &HttpRequest) -> Result<(), ApiError> {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let json = header(CONTENT_TYPE).is_some_and(|text| {
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
        essence && parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
    });
    let plain = header(CONTENT_ENCODING).is_none_or(|encoding| encoding.eq_ignore_ascii_case("identity"));
    if json && plain { Ok(()) } else { Err(ApiError::new(&table::CONTENT_TYPE_UNSUPPORTED)) }
}
