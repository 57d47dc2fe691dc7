//! What a handler may ask of a request, as parameter types: having one means that it was there and well-formed.

mod as_of;
mod body;
mod consistency;
mod depth;
mod field_types;
mod idempotency_key;
mod if_match;
mod json;
mod language;
mod objects_only;
mod path;
mod query;
mod request_id;
mod write;

pub use as_of::AsOfQuery;
pub use body::BodyLimit;
pub use consistency::{CaughtUp, ConsistencyToken, ConsistencyWait, ViewsLag};
pub use field_types::{DateField, FenField, TimeField};
pub use idempotency_key::IdempotencyKey;
pub use if_match::IfMatch;
pub use json::{StrictJson, parse as parse_json};
pub use language::Language;
pub use path::PathId;
pub use query::StrictQuery;
pub use request_id::{RequestId, TraceId};
pub use write::Write;

use crate::error::{ApiError, Row};
use actix_web::HttpRequest;

/// The one value of a header, if it is there; several values or one outside visible ASCII are refused with `malformed`.
fn single_header<'a>(
    request: &'a HttpRequest,
    name: &'static str,
    malformed: &'static Row,
) -> Result<Option<&'a str>, ApiError> {
    let mut values = request.headers().get_all(name);
    let Some(value) = values.next() else { return Ok(None) };
    match (value.to_str(), values.next()) {
        (Ok(text), None) => Ok(Some(text.trim())),
        (Ok(_), Some(_)) | (Err(_), _) => Err(ApiError::new(malformed)),
    }
}
