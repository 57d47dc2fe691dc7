//! Specimens of centres and their numbers.

use super::AnyEvent;
use std::collections::BTreeMap;

/// Adds them; the number that reads stands beside the one of before.
pub(super) fn add(all: &mut BTreeMap<String, AnyEvent>) {
    for event in crate::centre::every_event().into_iter().map(AnyEvent::Centre) {
        all.insert(event.wire_name().to_owned(), event);
    }
    for event in crate::centre::every_number_event().into_iter().map(AnyEvent::Number) {
        let name = event.wire_name();
        let name = if name == "number.reserved.v1" { "number.reserved.v1~reads" } else { name };
        all.insert(name.to_owned(), event);
    }
}
