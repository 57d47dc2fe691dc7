//! docs/events.md: every event with its meaning and fields, from source text and golden files.

mod source;

use super::{table, up_to_date};
use crate::wire_format::{golden_files, wire_names};
use serde_json::Value;
use source::Source;
use std::collections::BTreeSet;

const HEAD: &str = "# Events

Every type of event that stands in a log, by stream and in the order of a case: its meaning, its fields, and what of it is sealed.
Names carry their version and are for ever; fields are those of the golden files under `crates/domain/tests/golden`.
A field marked * may be absent. Paths under *Sealed* hold personal data, readable only with the key of its subject.

This page is made by `crates/domain/tests/it/documents/events.rs` and compared by a test; `UPDATE_DOCS=1 cargo test -p domain` writes it anew.
";

/// Paths of what is sealed, list indices written as `[]`.
fn sealed(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) if fields.contains_key("box") && fields.contains_key("subject") => {
            into.insert(format!("`{path}`"));
        }
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| {
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            sealed(inner, &below, into);
        }),
        Value::Array(items) => items.iter().for_each(|item| sealed(item, &format!("{path}[]"), into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn section(source: &Source, wire_name: &str) -> String {
    let event = source.event(wire_name);
    let files: Vec<Value> = golden_files()
        .iter()
        .filter(|file| file.wire_name == wire_name)
        .map(|file| serde_json::from_str(&file.text).unwrap())
        .collect();
    let (mut written, mut personal) = (BTreeSet::new(), BTreeSet::new());
    for file in &files {
        written.extend(file.as_object().unwrap().keys().cloned());
        sealed(file, "", &mut personal);
    }
    let declared: BTreeSet<String> = event.fields.iter().map(|field| field.name.clone()).collect();
    assert_eq!(written, declared, "the golden files of {wire_name} do not fill every field");
    let rows: Vec<Vec<String>> = event
        .fields
        .iter()
        .map(|field| {
            let star = if field.optional { "*" } else { "" };
            vec![format!("`{}`{star}", field.name), field.meaning.clone()]
        })
        .collect();
    let fields = table(&["field".to_owned(), "meaning".to_owned()], &rows);
    let personal: Vec<String> = personal.into_iter().collect();
    let personal =
        if personal.is_empty() { String::new() } else { format!("\nSealed: {}.\n", personal.join(", ")) };
    format!("\n### {wire_name}\n\n{}\n\n{fields}{personal}", event.meaning)
}

#[test]
fn the_page_of_events_is_up_to_date() {
    let source = Source::read();
    let mut page = HEAD.to_owned();
    let mut stream = "";
    for wire_name in wire_names() {
        let of = wire_name.split('.').next().unwrap();
        if of != stream {
            page.push_str(&format!("\n## {of}\n"));
            stream = of;
        }
        page.push_str(&section(&source, wire_name));
    }
    up_to_date("events.md", &page);
}
