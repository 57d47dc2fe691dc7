//! One of several bodies, told apart by a field of its own.
//!
//! Derived, such a choice reads "this body, which allows nothing beyond its fields, and a field beyond them": no document is valid by it,
//! and a client generated from it sends nothing. Here the field becomes one of each body's own.

use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::{OpenApi, Ref, RefOr};

/// A body and the field that names it.
struct Tagged {
    body: String,
    field: Object,
}

/// Gives each body of a choice the field by which it is chosen.
pub(super) fn name_bodies(document: &mut OpenApi) {
    let schemas = &mut document.components.get_or_insert_default().schemas;
    let mut tagged = Vec::new();
    for schema in schemas.values_mut() {
        let RefOr::T(Schema::OneOf(choice)) = schema else { continue };
        for item in &mut choice.items {
            if let Some((body, reference)) = split(item) {
                tagged.push(body);
                *item = RefOr::Ref(reference);
            }
        }
    }
    for Tagged { body, field } in tagged {
        if let Some(RefOr::T(Schema::Object(object))) = schemas.get_mut(&body) {
            object.required.extend(field.required);
            object.properties.extend(field.properties);
        }
    }
}

/// A reference beside an object of one field.
fn split(item: &RefOr<Schema>) -> Option<(Tagged, Ref)> {
    let RefOr::T(Schema::AllOf(parts)) = item else { return None };
    let [RefOr::Ref(reference), RefOr::T(Schema::Object(field))] = parts.items.as_slice() else {
        return None;
    };
    let body = reference.ref_location.rsplit('/').next()?.to_owned();
    let is_name = field.properties.len() == 1 && field.required.len() == 1;
    is_name.then(|| (Tagged { body, field: field.clone() }, reference.clone()))
}
