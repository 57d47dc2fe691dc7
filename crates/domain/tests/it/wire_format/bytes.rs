//! Bytes from a log that is damaged, foreign or newer: typed errors, never a panic.

use super::{AnyEvent, golden_files, wire_names};
use crate::story::{actors::*, cases::*, on};
use domain::calendar::HolidayTable;
use domain::case::{Case, CloseCase, Event, decide, evolve};
use domain::occasion::Occasion;
use domain::rule_set::RuleSet;
use domain::wire::{DecodeError, Metadata};
use proptest::prelude::*;

#[test]
fn an_unknown_type_is_named() {
    for wire_name in ["case.filed.v0", "case.closed.v2", "", "mediator.", "number.reserved.v1 "] {
        assert_eq!(
            AnyEvent::decode(wire_name, b"{}"),
            Err(DecodeError::UnknownType(wire_name.to_owned())),
            "{wire_name}"
        );
    }
}

#[test]
fn a_stream_does_not_read_the_events_of_another() {
    let payload = br#"{"case":"00000000-0000-0000-0000-00000000ca5e","seq":1}"#;
    assert_eq!(
        Event::decode("number.reserved.v1", payload),
        Err(DecodeError::UnknownType("number.reserved.v1".to_owned()))
    );
}

#[test]
fn a_malformed_payload_is_refused_by_place_and_never_by_value() {
    for wire_name in wire_names() {
        for payload in ["", "null", "[]", "{", "\"secret\"", "{\"case\":\"secret\"}", "\u{0}"] {
            let refused = AnyEvent::decode(wire_name, payload.as_bytes());
            let Err(DecodeError::Malformed { event_type, reason }) = refused else {
                panic!("{wire_name} reads {payload:?} as {refused:?}")
            };
            assert_eq!(event_type, wire_name);
            assert!(!reason.contains("secret") && reason.contains("line"), "{reason}");
        }
    }
}

#[test]
fn metadata_that_is_not_ours_is_refused() {
    assert!(matches!(Metadata::decode("case.closed.v1", b"{}"), Err(DecodeError::Malformed { .. })));
}

#[test]
fn metadata_comes_back_whole() {
    let metadata = Metadata {
        actor: clerk(),
        occurred_at: on("2026-10-12 09:00"),
        command: domain::ids::CommandId(uuid::Uuid::from_u128(7)),
        digest: "0".repeat(64),
        correlation: Some("r-1".to_owned()),
        rules: None,
    };
    let bytes = serde_json::to_vec(&metadata).unwrap();
    assert_eq!(Metadata::decode("case.closed.v1", &bytes), Ok(metadata));
}

/// Whatever could be read is folded into every kind of case and asked about, at any time.
fn fold_and_ask(event: &Event) {
    let rules = RuleSet::builtin();
    let by = clerk();
    for case in [Case::NotFiled, signed().case().clone(), confirmed().case().clone()] {
        let case = evolve(case, event);
        for at in ["1900-01-02 09:00", "2026-11-06 09:00", "2199-12-30 09:00"] {
            let occasion = Occasion { by: &by, at: on(at), rules: &rules, holidays: HolidayTable::builtin() };
            for command in crate::rules::every_command() {
                drop(decide(&occasion, &case, command));
            }
            drop(decide(&occasion, &case, CloseCase.into()));
        }
    }
}

/// Replaces one scalar of a golden file by another value.
fn with_scalar(text: &str, index: usize, scalar: &serde_json::Value) -> String {
    fn walk(value: &mut serde_json::Value, left: &mut usize, scalar: &serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                fields.values_mut().for_each(|inner| walk(inner, left, scalar));
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(|inner| walk(inner, left, scalar)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {
                if *left == 0 {
                    *value = scalar.clone();
                }
                *left = left.wrapping_sub(1);
            }
        }
    }
    let mut value = serde_json::from_str(text).unwrap();
    walk(&mut value, &mut { index }, scalar);
    value.to_string()
}

fn extreme() -> impl Strategy<Value = serde_json::Value> {
    let values = [
        serde_json::json!(i64::MAX),
        serde_json::json!(i64::MIN),
        serde_json::json!(0),
        serde_json::json!(u16::MAX),
        serde_json::json!(u32::MAX),
        serde_json::json!("+262142-12-31"),
        serde_json::json!("-262143-01-01"),
        serde_json::json!("+262142-12-31T23:59:59Z"),
        serde_json::json!("-262143-01-01T00:00:00Z"),
        serde_json::json!(""),
        serde_json::json!("（2026）粤"),
        serde_json::json!(true),
        serde_json::json!(null),
    ];
    prop::sample::select(values.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn no_bytes_make_decoding_panic(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        for wire_name in wire_names() {
            drop(AnyEvent::decode(wire_name, &bytes));
        }
        drop(Metadata::decode("case.closed.v1", &bytes));
    }

    #[test]
    fn no_flipped_byte_makes_decoding_panic(file in 0usize..64, at in any::<prop::sample::Index>(), to: u8) {
        let files = golden_files();
        let file = &files[file % files.len()];
        let mut bytes = file.text.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        drop(AnyEvent::decode(&file.wire_name, &bytes));
    }

    #[test]
    fn no_extreme_value_in_history_makes_a_rule_panic(file in 0usize..64, index in 0usize..80, scalar in extreme()) {
        let files = golden_files();
        let file = &files[file % files.len()];
        let text = with_scalar(&file.text, index, &scalar);
        if let Ok(AnyEvent::Case(event)) = AnyEvent::decode(&file.wire_name, text.as_bytes()) {
            fold_and_ask(&event);
        }
    }
}
