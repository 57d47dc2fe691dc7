//! `?fields=`: which fields of a case, or of the rows of a list, a caller wants.
//!
//! The frame looks at the parameter before a handler is called, and takes out of the answer what was not asked for; no handler knows of it.
//! What is shown of a case is decided before: nobody sees more by naming a field. The access journal names all the answer was made from.

mod table;

pub use table::FIELDSETS;

use crate::error::{ApiError, FieldError, table as refusals};
use actix_web::body::{BoxBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use serde_json::{Map, Value};

/// The name of the parameter.
pub const PARAMETER: &str = "fields";

/// What the rows of one answer may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Fieldset {
    /// The address, e.g. `/v1/work-list`.
    pub pattern: &'static str,
    /// Whether it is a list, and the fields are those of its rows.
    pub rows: bool,
    /// What names a row; always there, asked for or not.
    pub keys: &'static [&'static str],
    /// What may be asked for beside.
    pub others: &'static [&'static str],
}

impl Fieldset {
    /// The fields of the answers of an address; none where none may be chosen.
    #[must_use]
    pub fn of(pattern: &str) -> Option<&'static Self> {
        FIELDSETS.iter().find(|fieldset| fieldset.pattern == pattern)
    }

    /// Every field, what names a row first.
    pub fn known(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().chain(self.others).copied()
    }
}

/// The fields a caller wants of an answer.
#[derive(Debug, Clone)]
pub struct Chosen {
    rows: bool,
    fields: Vec<&'static str>,
}

impl Chosen {
    /// What a request asks for; none where it asks for everything, or the address knows no fields and the handler refuses the parameter.
    ///
    /// # Errors
    /// `query-parameter-invalid`, at `fields/<place>` for a name that is not known, with those that are.
    pub fn of(request: &ServiceRequest, pattern: Option<&str>) -> Result<Option<Self>, ApiError> {
        if request.query_string().is_empty() || request.method() != Method::GET {
            return Ok(None);
        }
        let Some(fieldset) = pattern.and_then(Fieldset::of) else { return Ok(None) };
        let pairs = form_urlencoded::parse(request.query_string().as_bytes());
        let mut asked = pairs.filter(|(name, _)| name == PARAMETER).map(|(_, value)| value);
        let Some(names) = asked.next() else { return Ok(None) };
        if asked.next().is_some() {
            return Err(wrong(PARAMETER.to_owned(), fieldset));
        }
        let mut fields: Vec<&'static str> = fieldset.keys.to_vec();
        for (place, name) in names.split(',').enumerate() {
            let known = fieldset.known().find(|known| *known == name);
            fields.push(known.ok_or_else(|| wrong(format!("{PARAMETER}/{place}"), fieldset))?);
        }
        Ok(Some(Self { rows: fieldset.rows, fields }))
    }

    /// The answer with the fields that were asked for and no others; a refusal stays as it is.
    pub async fn trim(&self, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        if response.status() != StatusCode::OK {
            return response;
        }
        let (request, response) = response.into_parts();
        let (head, body) = response.into_parts();
        // A body that is made already is never refused.
        let bytes = to_bytes(body).await.unwrap_or_default();
        let trimmed = match serde_json::from_slice::<Value>(&bytes) {
            Ok(mut value) => {
                self.keep(&mut value);
                BoxBody::new(value.to_string())
            }
            Err(_) => BoxBody::new(bytes),
        };
        ServiceResponse::new(request, head.set_body(trimmed))
    }

    fn keep(&self, value: &mut Value) {
        let of_row =
            |row: &mut Map<String, Value>| row.retain(|name, _| self.fields.contains(&name.as_str()));
        if self.rows {
            let items = value.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten();
            items.filter_map(Value::as_object_mut).for_each(of_row);
        } else {
            value.as_object_mut().into_iter().for_each(of_row);
        }
    }
}

fn wrong(pointer: String, fieldset: &Fieldset) -> ApiError {
    let known: Vec<_> = fieldset.known().collect();
    let error = FieldError::new(pointer, &refusals::QUERY_PARAMETER_INVALID);
    ApiError::field(error.with("expected", known.join(",")))
}

#[cfg(test)]
mod tests {
    use super::{Chosen, FIELDSETS};
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn rows_keep_what_was_asked_for_and_what_names_them() {
        let chosen = Chosen { rows: true, fields: vec!["case", "stage"] };
        let mut list = json!({ "items": [{ "case": 1, "stage": 2, "track": 3 }, { "case": 4 }], "next": "n", "total": 2 });
        chosen.keep(&mut list);
        assert_eq!(
            list,
            json!({ "items": [{ "case": 1, "stage": 2 }, { "case": 4 }], "next": "n", "total": 2 })
        );
        let mut one = json!({ "case": 1, "stage": 2, "track": 3 });
        Chosen { rows: false, ..chosen }.keep(&mut one);
        assert_eq!(one, json!({ "case": 1, "stage": 2 }));
    }

    #[test]
    fn each_address_and_each_of_its_fields_stands_once() {
        let patterns: BTreeSet<_> = FIELDSETS.iter().map(|fieldset| fieldset.pattern).collect();
        assert_eq!(patterns.len(), FIELDSETS.len());
        for fieldset in FIELDSETS {
            let names: BTreeSet<_> = fieldset.known().collect();
            assert_eq!(names.len(), fieldset.keys.len() + fieldset.others.len(), "{}", fieldset.pattern);
            assert!(!fieldset.keys.is_empty(), "{}: something names a row", fieldset.pattern);
        }
    }
}
