//! Strict JSON: no unknown field, no surprise in type, and a pointer to the place. Values are never echoed.
//!
//! Request types derive `Deserialize` with `#[serde(deny_unknown_fields)]` and hold plain texts and numbers; value objects are
//! parsed from them afterwards, all at once, through [`FieldErrors`](crate::error::FieldErrors).

use super::objects_only::ObjectsOnly;
use super::{body, depth};
use crate::error::{ApiError, FieldError, Row, table};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::invalid::Invalid;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use std::future::Future;
use std::pin::Pin;

/// A JSON body.
#[derive(Debug)]
pub struct StrictJson<T> {
    /// What it says.
    pub value: T,
    /// How it was said, byte for byte.
    pub bytes: web::Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for StrictJson<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = body::read(&request, &mut payload).await?;
            Ok(Self { value: parse(&bytes)?, bytes })
        })
    }
}

/// Parses a body.
///
/// # Errors
/// `json-…` for what is no JSON, `field-…` or a value's own code for JSON of another shape.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ApiError::new(&table::JSON_NOT_UTF8))?;
    depth::check(text)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value =
        serde_path_to_error::deserialize(ObjectsOnly(&mut deserializer)).map_err(|error| classify(&error))?;
    deserializer.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn malformed(error: &serde_json::Error) -> ApiError {
    ApiError::new(&table::JSON_MALFORMED).with("line", error.line()).with("column", error.column())
}

fn classify(error: &serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    match error.inner().classify() {
        Category::Data => ApiError::field(mistake(pointer(error.path()), &error.inner().to_string())),
        // A number beyond every integer is a value too large for its field, not a mistake in the syntax.
        Category::Syntax if error.inner().to_string().starts_with("number out of range") => {
            ApiError::field(expected(pointer(error.path()), &table::FIELD_TYPE, "a number within range"))
        }
        Category::Syntax | Category::Eof | Category::Io => malformed(error.inner()),
    }
}

/// Marks the message of a custom deserialiser as a code of the table; see [`coded`].
const CODED: &str = "code:";

/// An error for hand-written `Deserialize`s of request fields that already know their code.
pub(super) fn coded<E: serde::de::Error>(invalid: &Invalid) -> E {
    E::custom(format_args!("{CODED}{}", invalid.code()))
}

/// Reads serde's message: its first words are fixed, what follows may quote the caller and is dropped, except for the
/// expectation, which is ours.
pub(super) fn mistake(pointer: String, message: &str) -> FieldError {
    let message = message.rsplit_once(" at line ").map_or(message, |(head, _)| head);
    let expectation = || message.rsplit_once(", expected ").map_or("", |(_, tail)| tail);
    if let Some(code) = message.strip_prefix(CODED) {
        return FieldError::new(pointer, table::row(code).unwrap_or(&table::FIELD_VALUE));
    }
    if message.starts_with("unknown field ") {
        return FieldError::new(pointer, &table::FIELD_UNKNOWN).with("known", names(expectation()));
    }
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        return FieldError::new(format!("{pointer}/{name}"), &table::FIELD_MISSING);
    }
    if let Some(rest) = message.strip_prefix("duplicate field `") {
        let name = rest.trim_end_matches('`');
        let place =
            if pointer.ends_with(&format!("/{name}")) { pointer } else { format!("{pointer}/{name}") };
        return FieldError::new(place, &table::FIELD_DUPLICATE);
    }
    if message.starts_with("invalid type") || message.starts_with("invalid length") {
        return expected(pointer, &table::FIELD_TYPE, expectation());
    }
    expected(pointer, &table::FIELD_VALUE, &names(expectation()))
}

fn expected(pointer: String, row: &'static Row, expectation: &str) -> FieldError {
    let expectation = if expectation.is_empty() { "/docs" } else { expectation };
    FieldError::new(pointer, row).with("expected", expectation)
}

/// ``one of `a`, `b` `` as `a, b`.
fn names(expectation: &str) -> String {
    let list = expectation.strip_prefix("one of ").unwrap_or(expectation).replace('`', "");
    if list == "there are no fields" { "none".to_owned() } else { list }
}

/// RFC 6901. Names of fields are the caller's when unknown: only plain ones are repeated.
pub(super) fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let plain = |key: &str| {
        key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    };
    let mut pointer = String::new();
    for segment in path {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } | Segment::Enum { variant: key } if plain(key) => pointer.push_str(key),
            Segment::Map { .. } | Segment::Enum { .. } | Segment::Unknown => pointer.push('?'),
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::error::ApiError;
    use crate::extract::{DateField, FenField, TimeField};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only parsed")]
    struct Body {
        name: String,
        kind: Option<Kind>,
        items: Option<Vec<Item>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        OnSite,
        Video,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only parsed")]
    struct Item {
        amount_fen: FenField,
        due: Option<DateField>,
        at: Option<TimeField>,
    }

    fn refused(text: &str) -> ApiError {
        parse::<Body>(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn each_mistake_has_its_code_and_its_place() {
        for (text, code, pointer) in [
            (r#"{"name":"a","nmae":"b"}"#, "field-unknown", "/nmae"),
            (r#"{"name":"a","张三":"b"}"#, "field-unknown", "/?"),
            (r#"{"kind":"video"}"#, "field-missing", "/name"),
            (r#"{"name":"a","name":"b"}"#, "field-duplicate", "/name"),
            (r#"{"name":7}"#, "field-type", "/name"),
            (r#"{"name":"a","kind":"fax"}"#, "field-value", "/kind"),
            (r#"{"name":"a","items":[{"amount_fen":1},{}]}"#, "field-missing", "/items/1/amount_fen"),
            (r#"{"name":"a","items":[{"amount_fen":"1"}]}"#, "field-type", "/items/0/amount_fen"),
            (r#"{"name":"a","items":[{"amount_fen":1.5}]}"#, "amount-not-integer", "/items/0/amount_fen"),
            (
                r#"{"name":"a","items":[{"amount_fen":99999999999999999999}]}"#,
                "amount-too-large",
                "/items/0/amount_fen",
            ),
            (
                r#"{"name":"a","items":[{"amount_fen":18446744073709551615}]}"#,
                "amount-too-large",
                "/items/0/amount_fen",
            ),
            (r#"{"name":"a","items":[{"amount_fen":1e999}]}"#, "field-type", "/items/0/amount_fen"),
            (r#"{"name":"a","items":[{"amount_fen":1,"due":"2026-02-30"}]}"#, "date-invalid", "/items/0/due"),
            (r#"{"name":"a","items":[{"amount_fen":1,"due":"26-2-3"}]}"#, "date-invalid", "/items/0/due"),
            (
                r#"{"name":"a","items":[{"amount_fen":1,"at":"2026-02-03T09:00:00"}]}"#,
                "time-invalid",
                "/items/0/at",
            ),
            ("[]", "field-type", ""),
            (r#"{"name":"a","items":[[1]]}"#, "field-type", "/items/0"),
            ("7", "field-type", ""),
        ] {
            let error = refused(text);
            assert_eq!((error.code(), error.fields()[0].pointer.as_str()), (code, pointer), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_apart() {
        for (bytes, code) in [
            (&b""[..], "json-malformed"),
            (b"{\"name\":\"a\"", "json-malformed"),
            (b"{\"name\":\"a\"} {}", "json-malformed"),
            (b"{name:1}", "json-malformed"),
            (b"{\"name\":\"a\",}", "json-malformed"),
            (b"{\"name\":\"\xff\"}", "json-not-utf8"),
            (b"{\"name\":\"\\ud800\"}", "json-unpaired-surrogate"),
            (b"{\"name\":\"a\x00\"}", "json-control-character"),
        ] {
            assert_eq!(parse::<Body>(bytes).unwrap_err().code(), code, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_refusal_never_repeats_the_value() {
        for text in
            [r#"{"name":{"secret":1}}"#, r#"{"name":"a","kind":"secret"}"#, r#"{"name":"a","secret 中":1}"#]
        {
            let error = refused(text);
            assert!(!format!("{:?}", error.facts()).contains("secret"), "{error:?}");
        }
    }
}
