//! Specimens of centres and their numbers, and of a feed that says who opened it.

use super::AnyEvent;
use super::older::as_first_written;
use crate::story::{actors::*, cases::*, commands::*, nothing, on};
use domain::case::{AcceptCase, FileApplication, PartyIdentity};
use domain::classification::{HandOverLine, Sector};
use domain::institution::{self, Institution, InstitutionRegistered};
use std::collections::BTreeMap;

/// An application against an outlet below the branch.
fn file_against_an_outlet() -> FileApplication {
    let mut application = file_application();
    for party in &mut application.parties {
        if let PartyIdentity::Institution { uscc, above, .. } = &mut party.identity {
            *uscc = other_branch();
            *above = vec![branch()];
        }
    }
    application
}

/// Adds them; the number that reads stands beside the one of before.
pub(super) fn add(all: &mut BTreeMap<String, AnyEvent>) {
    let feed = AnyEvent::Calendar(crate::resource_calendar::feed_of_a_clerk());
    all.insert(format!("{}~opened", feed.wire_name()), feed);
    for event in crate::centre::every_event().into_iter().map(AnyEvent::Centre) {
        all.insert(event.wire_name().to_owned(), event);
    }
    let (holidays, rules) = crate::statutes::every_event();
    let published =
        holidays.into_iter().map(AnyEvent::Holidays).chain(rules.into_iter().map(AnyEvent::Rules));
    all.extend(published.map(|event| (event.wire_name().to_owned(), event)));
    for event in crate::batch::every_event().into_iter().map(AnyEvent::Batch) {
        all.insert(event.wire_name().to_owned(), event);
    }
    for event in crate::docking::every_event().into_iter().map(AnyEvent::Docking) {
        all.insert(event.wire_name().to_owned(), event);
    }
    for event in crate::publication::every_event().into_iter().map(AnyEvent::Publication) {
        all.insert(event.wire_name().to_owned(), event);
    }
    for event in crate::draft::every_event().into_iter().map(AnyEvent::Draft) {
        all.insert(event.wire_name().to_owned(), event);
    }
    let refused = filed().and(director(), on("2026-10-12 10:00"), with_checks());
    let reason = Some(secret_short("争议金额较小，事实清楚"));
    let accepted =
        filed().and(clerk(), on("2026-10-12 10:00"), AcceptCase { track_reason: reason, ..accept_case() });
    let seconded = AcceptCase { acceptor_home: Some(other_bank()), ..accept_case() };
    let seconded = filed().and(clerk(), on("2026-10-12 10:00"), seconded);
    let taken = offered().and(mediator(), on("2026-10-14 10:00"), accept_assignment());
    let below = nothing().and(applicant(), on("2026-10-12 09:00"), file_against_an_outlet());
    let handed_over = nothing().and(clerk(), on("2026-10-12 09:00"), handed_over(HandOverLine::Institution));
    let by_agent = nothing().and(lawyer(), on("2026-10-12 09:00"), filed_by_the_lawyer());
    let by_agent = AnyEvent::Case(by_agent.history()[0].clone());
    all.insert(format!("{}~by-agent", by_agent.wire_name()), by_agent);
    let of = [
        ("handed-over", handed_over),
        ("checked", refused),
        ("reasoned", accepted),
        ("acceptor", seconded),
        ("account", taken),
        ("outlet", below),
    ];
    for (variant, story) in of {
        let event = AnyEvent::Case(story.history().last().expect("it ends with its event").clone());
        let event = if variant == "reasoned" { as_first_written(&event) } else { event };
        all.insert(format!("{}~{variant}", event.wire_name()), event);
    }
    let outlet = InstitutionRegistered {
        uscc: other_branch(),
        name: short("某银行天河支行"),
        legal_person: bank(),
        parent: Some(branch()),
        group: None,
        sector: Sector::Bank,
    };
    for event in institution::register(&Institution::NotRegistered, outlet) {
        all.insert(format!("{}~outlet", event.wire_name()), AnyEvent::Institution(event));
    }
    for event in crate::centre::every_number_event().into_iter().map(AnyEvent::Number) {
        let name = event.wire_name();
        let name = if name == "number.reserved.v1" { "number.reserved.v1~reads" } else { name };
        all.insert(name.to_owned(), event);
    }
}
