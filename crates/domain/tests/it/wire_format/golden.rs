//! Golden files: complete, readable, and what today's code writes.

use super::specimens::{seal, specimens};
use super::{AnyEvent, golden_files, wire_names};
use serde_json::Value;
use std::collections::BTreeSet;

fn json(text: &[u8]) -> Value {
    serde_json::from_slice(text).unwrap()
}

#[test]
fn every_type_has_a_golden_file_and_every_file_a_type() {
    let kept: BTreeSet<String> = golden_files().iter().map(|file| file.wire_name.clone()).collect();
    let known: BTreeSet<String> = wire_names().into_iter().map(str::to_owned).collect();
    let missing: Vec<_> = known.difference(&kept).collect();
    assert!(missing.is_empty(), "no golden file of {missing:?}: write them with UPDATE_DOCS=1");
    let unknown: Vec<_> = kept.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?} can no longer be read, and once was written");
}

#[test]
fn every_specimen_has_a_golden_file() {
    let kept: BTreeSet<String> = golden_files().iter().map(|file| file.name.clone()).collect();
    for name in specimens().into_keys() {
        assert!(kept.contains(&name), "no golden file {name}: write it with UPDATE_DOCS=1");
    }
}

#[test]
fn a_golden_file_loads_and_is_written_back_unchanged() {
    for file in golden_files() {
        let event = AnyEvent::decode(&file.wire_name, file.text.as_bytes())
            .unwrap_or_else(|error| panic!("{}: {error}", file.name));
        assert_eq!(event.wire_name(), file.wire_name);
        assert_eq!(json(&event.encode().unwrap()), json(file.text.as_bytes()), "{}", file.name);
    }
}

/// Every path from the root to a leaf with the kind of value there; list indices do not count.
fn shape(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| shape(inner, &format!("{path}.{name}"), into));
        }
        Value::Array(items) => items.iter().for_each(|item| shape(item, &format!("{path}[]"), into)),
        Value::Null => drop(into.insert(format!("{path}: null"))),
        Value::Bool(_) => drop(into.insert(format!("{path}: boolean"))),
        Value::Number(_) => drop(into.insert(format!("{path}: number"))),
        Value::String(_) => drop(into.insert(format!("{path}: text"))),
    }
}

/// A field added to, taken from or renamed in an event needs a new version of its name, and a golden file beside the old one.
#[test]
fn what_is_written_today_has_the_shape_of_the_golden_file() {
    let specimens = specimens();
    for file in golden_files() {
        let Some(event) = specimens.get(&file.name) else { continue };
        let (mut today, mut golden) = (BTreeSet::new(), BTreeSet::new());
        shape(&json(&seal(event.clone()).encode().unwrap()), "", &mut today);
        shape(&json(file.text.as_bytes()), "", &mut golden);
        assert_eq!(today, golden, "{}", file.name);
    }
}
