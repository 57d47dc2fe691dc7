//! The frame around every request: its id, its log line, its metrics, its headers, and the body of every refusal.

use crate::auth::{Addresses, Caller, enter};
use crate::error::{ApiError, render, table};
use crate::extract::{Language, RequestId, TraceId, ViewsLag};
use crate::fieldset::Chosen;
use crate::observe::metrics::{Kind, count};
use crate::observe::quiet::until_the_next_tick;
use crate::server::{Named, Templates};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::Instrument as _;

/// What a JSON answer needs of a browser: nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";
/// What the interactive page needs: its own scripts, styles and pictures.
const OWN_PAGE: &str =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/// Whoever came over TLS comes over TLS for a year.
const TLS_ALWAYS: &str = "max-age=31536000";

/// Wraps every request; the outermost middleware.
///
/// # Errors
/// Only what an inner middleware could not turn into an answer; there is none.
pub async fn frame(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    let language = Language::of(request.headers());
    let trace = TraceId::of(request.headers());
    let trace_id = trace.as_ref().map_or("", TraceId::as_str);
    let span = tracing::info_span!("request", request_id = id.as_str(), trace_id);
    request.extensions_mut().insert(id.clone());
    let named = named(&request);
    if let Some(named) = &named {
        request.extensions_mut().insert(named.clone());
    }

    let entered = match addresses(&request) {
        Ok(()) => enter(&request).instrument(span.clone()).await,
        Err(refusal) => Err(refusal),
    };
    let chosen = entered.and_then(|()| Chosen::of(&request, named.as_ref().map(|named| &*named.pattern)));
    let mut response = match chosen {
        Ok(None) => next.call(request).instrument(span).await?.map_into_boxed_body(),
        Ok(Some(chosen)) => {
            request.extensions_mut().insert(chosen.clone());
            chosen.trim(next.call(request).instrument(span).await?.map_into_boxed_body()).await
        }
        Err(refusal) => request.error_response(refusal),
    };
    let told = match response.response().error() {
        Some(error) => Some(refusal(error)),
        // The interactive page comes from a library, whose refusals have no words.
        None if response.status() == StatusCode::NOT_FOUND => Some(ApiError::new(&table::NOT_FOUND)),
        None => None,
    };
    if let Some(refusal) = told {
        let request = response.into_parts().0;
        response = ServiceResponse::new(request, render(&refusal, language, id.as_str()));
        response.response_mut().extensions_mut().insert(refusal.code());
    }
    let page = response.request().path().starts_with("/docs");
    set_headers(response.headers_mut(), page, &id);
    lag(&mut response);
    if response.request().app_config().secure() {
        response
            .headers_mut()
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TLS_ALWAYS));
    }
    let hidden = named.is_some() && response.status().as_u16() == 404;
    let route = named.map_or_else(|| pattern(&response), |named| named.pattern);
    record(&response, route, &id, trace_id, started.elapsed());
    if hidden {
        tokio::time::sleep(until_the_next_tick(started.elapsed())).await;
    }
    Ok(response)
}

/// Whether the place it comes from asks too often.
fn addresses(request: &ServiceRequest) -> Result<(), ApiError> {
    let counted = request.app_data::<web::Data<Addresses>>();
    let admitted = counted.is_none_or(|addresses| addresses.admits(request));
    if admitted { Ok(()) } else { Err(ApiError::new(&table::RATE_LIMITED)) }
}

fn named(request: &ServiceRequest) -> Option<Named> {
    request.app_data::<web::Data<Templates>>()?.name(request.path(), request.method())
}

/// The pattern of an address that is not below `/v1`.
fn pattern(response: &ServiceResponse) -> Arc<str> {
    response.request().match_pattern().map_or_else(|| "unknown".into(), Into::into)
}

/// Refusals of our own carry their row; whatever actix refuses by itself gets the nearest one.
fn refusal(error: &Error) -> ApiError {
    if let Some(ours) = error.as_error::<ApiError>() {
        return ours.clone();
    }
    match error.as_response_error().status_code().as_u16() {
        404 => ApiError::new(&table::NOT_FOUND),
        413 => ApiError::new(&table::BODY_TOO_LARGE),
        400..=499 => ApiError::new(&table::BODY_INCOMPLETE),
        _ => ApiError::internal(error),
    }
}

fn set_headers(headers: &mut HeaderMap, page: bool, id: &RequestId) {
    let mut set =
        |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CONTENT_SECURITY_POLICY, if page { OWN_PAGE } else { NOTHING });
    if !page {
        set(header::CACHE_CONTROL, "no-store");
        set(header::VARY, "Accept-Language, Authorization");
    }
    if let Ok(id) = HeaderValue::from_str(id.as_str()) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// Whoever was answered from the views is told how far behind they stood.
fn lag(response: &mut ServiceResponse<BoxBody>) {
    let lag = response.request().extensions().get::<ViewsLag>().copied();
    let Some(lag) = lag.filter(|_| response.status().is_success()) else { return };
    if let Ok(value) = HeaderValue::from_str(&lag.to_string()) {
        response.headers_mut().insert(HeaderName::from_static(ViewsLag::HEADER), value);
    }
}

/// One line and two metrics. The route is the pattern, never the address: addresses hold ids, and queries hold worse.
fn record(response: &ServiceResponse, route: Arc<str>, id: &RequestId, trace_id: &str, took: Duration) {
    let request = response.request();
    let method = method(request.method());
    let status = response.status().as_u16();
    let extensions = request.extensions();
    let caller = extensions.get::<Caller>();
    let code = response.response().extensions().get::<&'static str>().copied().unwrap_or("");
    tracing::info!(
        method,
        route = &*route,
        status,
        code,
        duration_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        request_id = id.as_str(),
        trace_id,
        user = caller.map_or("", |caller| caller.0.user.as_str()),
        role = caller.map_or("", |caller| caller.0.role.wire_name()),
        "request"
    );
    count(Kind { route, method, status }, took);
}

/// The standard methods by name; a caller may invent others, and a label must not grow with callers.
fn method(method: &actix_web::http::Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("OTHER")
}
