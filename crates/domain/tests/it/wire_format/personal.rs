//! No personal data stands in clear in an event that is written, printed, or complained about.

use super::specimens::{SEALED_FOR, seal, specimens};
use super::{AnyEvent, golden_files};
use domain::personal::Sealed;
use serde_json::Value;
use std::collections::BTreeSet;

/// Paths of all slots that `each_personal` visits.
fn visited(event: &mut AnyEvent) -> Vec<String> {
    let mut paths = vec![];
    event.each_personal(&mut |path, _| paths.push(path.to_owned()));
    paths
}

/// Dotted paths of all objects that look like something sealed.
fn boxes(value: &Value, path: &str, into: &mut Vec<String>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(fields)
            if ["subject", "event", "field", "box"].iter().all(|it| fields.contains_key(*it)) =>
        {
            into.push(path.to_owned());
        }
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| boxes(inner, &below(name), into)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| boxes(item, &below(&index.to_string()), into));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn distinct(paths: Vec<String>) -> BTreeSet<String> {
    let count = paths.len();
    let set: BTreeSet<String> = paths.into_iter().collect();
    assert_eq!(set.len(), count, "two slots share a path: {set:?}");
    set
}

#[test]
fn every_sealed_value_of_every_event_is_visited_under_its_own_path() {
    let mut slots = 0;
    for file in golden_files() {
        let mut event = AnyEvent::decode(&file.wire_name, file.text.as_bytes()).unwrap();
        let mut sealed = vec![];
        boxes(&serde_json::from_str(&file.text).unwrap(), "", &mut sealed);
        slots += sealed.len();
        assert_eq!(distinct(visited(&mut event)), distinct(sealed), "{}", file.name);
    }
    assert!(slots > 30, "only {slots} slots were looked at");
}

#[test]
fn the_path_a_value_was_sealed_under_is_the_path_it_is_opened_under() {
    for file in golden_files() {
        let mut event = AnyEvent::decode(&file.wire_name, file.text.as_bytes()).unwrap();
        event.each_personal(&mut |path, slot| {
            assert_eq!(slot.sealed().map(|sealed| sealed.field.as_str()), Some(path), "{}", file.name);
            assert_eq!(slot.plain(), None, "{}", file.name);
        });
    }
}

#[test]
fn an_event_with_a_single_value_in_clear_is_not_written() {
    let mut tried = 0;
    for (name, event) in specimens() {
        let slots = visited(&mut event.clone()).len();
        for left_clear in 0..slots {
            let mut event = event.clone();
            let mut index = 0;
            event.each_personal(&mut |path, slot| {
                if index != left_clear {
                    let (field, content) = (path.to_owned(), String::new());
                    slot.put(Sealed { subject: slot.subject(), event: SEALED_FOR, field, content });
                }
                index += 1;
            });
            let refused = event.encode().expect_err(&name).to_string();
            assert!(refused.contains("must be sealed"), "{name}: {refused}");
            tried += 1;
        }
        assert!(seal(event).encode().is_ok(), "{name} is sealed and still not written");
    }
    assert!(tried > 30, "only {tried} slots were tried");
}

#[test]
fn nothing_personal_shows_when_an_event_is_printed() {
    for (name, mut event) in specimens() {
        let printed = format!("{event:?}");
        event.each_personal(&mut |path, slot| {
            let plain = slot.plain().expect("in clear");
            let plain = plain.trim_matches('"');
            assert!(plain.len() < 4 || !printed.contains(plain), "{name} shows {path}");
        });
    }
}
