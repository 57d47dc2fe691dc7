//! From a view's document to what a reader sees of it: sealed fields opened and masked, deadlines explained, times in Shanghai.
//!
//! Views hold personal data as ciphertext; here, and nowhere else, it is opened for an answer. A field whose key was destroyed reads
//! `{"erased": true}`.

use super::answer::DeadlineBody;
use super::document::{Fields, Node};
use crate::error::ApiError;
use application::{House, Opened};
use chrono::DateTime;
use domain::calendar::in_shanghai;
use domain::deadline::Deadline;
use domain::identity::IdentityDocument;
use domain::ids::CaseId;
use domain::personal::Sealed;
use projection::Stored;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

/// A view's value as JSON, sealed fields of `stream` opened for a reader.
///
/// # Errors
/// `internal` when a box does not open: it was damaged or moved.
pub fn shown<T: Serialize>(house: &House, stream: &str, value: &T) -> Result<Value, ApiError> {
    let written = serde_json::to_vec(value).map_err(|error| ApiError::internal(&error))?;
    let mut document = read(&written)?;
    open(house, stream, &mut document)?;
    if let Node::Fields(fields) = &mut document {
        without_place(fields);
    }
    Ok(document.into())
}

/// A document of a case as the views keep it, its sealed fields opened for a reader, and written with what `edit` makes of it; and which
/// case it is of.
///
/// # Errors
/// `internal` when a box does not open, or the document is none of a case.
pub fn shown_document<T: DeserializeOwned>(
    house: &House,
    document: &Stored<T>,
    edit: impl FnOnce(&mut Fields<'_>),
) -> Result<(CaseId, Box<RawValue>), ApiError> {
    let written = document.json()?;
    written_for(house, read(&written)?, edit)
}

/// The same, with fields of `beside` that are kept apart from the document, sealed ones as well.
///
/// # Errors
/// `internal` when a box does not open, or the document is none of a case.
pub fn shown_beside<T: DeserializeOwned, U: DeserializeOwned>(
    house: &House,
    document: &Stored<T>,
    beside: &Stored<U>,
    edit: impl FnOnce(&mut Fields<'_>),
) -> Result<(CaseId, Box<RawValue>), ApiError> {
    let (written, beside) = (document.json()?, beside.json()?);
    let mut document = read(&written)?;
    if let (Node::Fields(fields), Node::Fields(more)) = (&mut document, read(&beside)?) {
        fields.extend(more);
    }
    written_for(house, document, edit)
}

fn read(written: &[u8]) -> Result<Node<'_>, ApiError> {
    serde_json::from_slice(written).map_err(|error| ApiError::internal(&error))
}

fn written_for(
    house: &House,
    document: Node<'_>,
    edit: impl FnOnce(&mut Fields<'_>),
) -> Result<(CaseId, Box<RawValue>), ApiError> {
    let Node::Fields(mut fields) = document else { return Err(no_case()) };
    let case = fields.text("case").and_then(|id| CaseId::parse(id).ok()).ok_or_else(no_case)?;
    let stream = fields.text("stream").map(str::to_owned).ok_or_else(no_case)?;
    open_fields(house, &stream, &mut fields)?;
    without_place(&mut fields);
    edit(&mut fields);
    let written = to_raw_value(&fields).map_err(|error| ApiError::internal(&error))?;
    Ok((case, written))
}

fn no_case() -> ApiError {
    ApiError::internal(&"a document of a case without case and stream")
}

/// Where sealed fields are bound and where the view stands are the house's own affairs.
fn without_place(fields: &mut Fields<'_>) {
    fields.remove("stream");
    fields.remove("position");
}

fn open(house: &House, stream: &str, node: &mut Node<'_>) -> Result<(), ApiError> {
    match node {
        Node::Fields(fields) => {
            if let Some(opened) = unseal(house, stream, fields)? {
                *node = opened.into();
            } else if let Some(deadline) = explained(fields) {
                *node = deadline.into();
            } else {
                open_fields(house, stream, fields)?;
            }
            Ok(())
        }
        Node::List(items) => items.iter_mut().try_for_each(|item| open(house, stream, item)),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Made(_) => Ok(()),
    }
}

fn open_fields(house: &House, stream: &str, fields: &mut Fields<'_>) -> Result<(), ApiError> {
    fields.iter_mut().try_for_each(|(name, field)| {
        if name == "at" || name.ends_with("_at") {
            local_time(field);
        }
        open(house, stream, field)?;
        if name == "name" {
            either_name(field);
        }
        Ok(())
    })
}

/// What is behind one box, not masked: for whoever asked for it with a reason. `None` when this is no box.
///
/// # Errors
/// `internal` when the box does not open.
pub fn whole(house: &House, stream: &str, value: &Value) -> Result<Option<Value>, ApiError> {
    let Ok(sealed) = Sealed::deserialize(value) else { return Ok(None) };
    behind(house, stream, &sealed).map(|plain| Some(plain.unwrap_or_else(erased)))
}

/// The value behind a box; `None` when this is no box.
fn unseal(house: &House, stream: &str, fields: &Fields<'_>) -> Result<Option<Value>, ApiError> {
    let Some(sealed) = fields.sealed() else { return Ok(None) };
    let plain = behind(house, stream, &sealed)?;
    Ok(Some(plain.map_or_else(erased, |plain| masked(&sealed.field, plain))))
}

fn behind(house: &House, stream: &str, sealed: &Sealed) -> Result<Option<Value>, ApiError> {
    match house.vault().open_sealed(stream, sealed)? {
        Opened::Erased => Ok(None),
        Opened::Value(plain) => {
            serde_json::from_str(&plain).map(Some).map_err(|error| ApiError::internal(&error))
        }
    }
}

fn erased() -> Value {
    json!({ "erased": true })
}

/// Numbers by which a person is traced are shown in part, whoever reads.
fn masked(field: &str, value: Value) -> Value {
    if field.ends_with(".document") {
        return match serde_json::from_value::<IdentityDocument>(value) {
            Ok(document) => {
                json!({ "kind": document.kind().wire_name(), "number": document.masked() })
            }
            Err(_) => Value::Null,
        };
    }
    match value {
        Value::String(phone) if field.ends_with(".phone") => Value::String(masked_phone(&phone)),
        opened @ (Value::String(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Array(_)
        | Value::Object(_)) => opened,
    }
}

/// First three and last four digits; a short number is hidden whole.
fn masked_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    if digits.len() < 9 {
        return "*".repeat(digits.len());
    }
    let head: String = digits.iter().take(3).collect();
    let tail: String = digits.iter().skip(digits.len() - 4).collect();
    format!("{head}{}{tail}", "*".repeat(digits.len() - 7))
}

/// A deadline with its explanation; `None` when this is none.
fn explained(fields: &Fields<'_>) -> Option<Value> {
    if fields.get("timer").is_none() || fields.get("legal_start_date").is_none() {
        return None;
    }
    let deadline = Deadline::deserialize(Value::from(fields.clone())).ok()?;
    serde_json::to_value(DeadlineBody::from(&deadline)).ok()
}

/// A name reads the same, whether it was sealed (a person's) or stands in a public register.
fn either_name(name: &mut Node<'_>) {
    let Node::Fields(fields) = name else { return };
    if let Some(either) = fields.remove("sealed").or_else(|| fields.remove("plain")) {
        *name = either;
    }
}

fn local_time(time: &mut Node<'_>) {
    // As the views write it; the other spellings of an instant are not theirs.
    if let Some(at) = time.text().and_then(|text| DateTime::parse_from_rfc3339(text).ok()) {
        *time = Node::Text(in_shanghai(at.to_utc()).into());
    }
}
