//! Specimens of centres and their numbers.

use super::AnyEvent;
use crate::story::{actors::*, cases::*, commands::*, on};
use domain::case::AcceptCase;
use std::collections::BTreeMap;

/// Adds them; the number that reads stands beside the one of before.
pub(super) fn add(all: &mut BTreeMap<String, AnyEvent>) {
    for event in crate::centre::every_event().into_iter().map(AnyEvent::Centre) {
        all.insert(event.wire_name().to_owned(), event);
    }
    for event in crate::draft::every_event().into_iter().map(AnyEvent::Draft) {
        all.insert(event.wire_name().to_owned(), event);
    }
    let refused = filed().and(director(), on("2026-10-12 10:00"), with_checks());
    let reason = Some(secret_short("争议金额较小，事实清楚"));
    let accepted =
        filed().and(clerk(), on("2026-10-12 10:00"), AcceptCase { track_reason: reason, ..accept_case() });
    for (variant, story) in [("checked", refused), ("reasoned", accepted)] {
        let event = story.history().last().expect("it ends with its event").clone();
        all.insert(format!("{}~{variant}", event.wire_name()), AnyEvent::Case(event));
    }
    for event in crate::centre::every_number_event().into_iter().map(AnyEvent::Number) {
        let name = event.wire_name();
        let name = if name == "number.reserved.v1" { "number.reserved.v1~reads" } else { name };
        all.insert(name.to_owned(), event);
    }
}
