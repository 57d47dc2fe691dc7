//! Access ends with the last day of the authority, without anybody doing anything.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::mediator::{MediatorFacts, RosterTerm};
use domain::occasion::Actor;

fn reads(story: &Story, by: &Actor, today: &str) -> bool {
    story.case().lets_read(by, day(today))
}

/// The lawyer's authority ends on a day.
fn represented_until(last: &str) -> Story {
    let authority = Authority { valid_to: Some(day(last)), ..authority() };
    filed().and(
        applicant(),
        on("2026-10-12 09:30"),
        AppointRepresentative { authority, ..appoint_representative() },
    )
}

#[test]
fn an_agent_reads_and_acts_on_the_last_day_and_not_on_the_next() {
    let story = represented_until("2026-10-20");
    assert!(reads(&story, &lawyer(), "2026-10-20"));
    assert!(!reads(&story, &lawyer(), "2026-10-21"));
    let asks = |at| story.clone().when(lawyer(), on(at), submit_supplement());
    assert_ne!(asks("2026-10-20 23:59").answer(), Err(&Rejection::NotInvolved));
    asks("2026-10-21 00:00").then_rejected(Rejection::NotInvolved);
    assert!(reads(&story, &applicant(), "2026-10-21"), "the party itself goes on");
}

#[test]
fn an_agent_who_was_revoked_reads_nothing_more() {
    let story =
        represented_until("2026-12-31").and(applicant(), on("2026-10-13 09:00"), revoke_representative());
    assert!(!reads(&story, &lawyer(), "2026-10-13"));
}

#[test]
fn a_mediator_reads_and_acts_on_the_last_day_of_the_term_and_not_on_the_next() {
    let term = RosterTerm { from: None, to: Some(day("2026-10-31")) };
    let facts = MediatorFacts { term, ..unbound() };
    let story = consented()
        .and(clerk(), on("2026-10-14 09:00"), OfferMediator { mediator: facts.clone(), ..offer_mediator() })
        .and(mediator(), on("2026-10-14 10:00"), AcceptAssignment { mediator: facts, ..accept_assignment() });
    assert!(reads(&story, &mediator(), "2026-10-31"));
    assert!(!reads(&story, &mediator(), "2026-11-01"));
    let asks = |at| story.clone().when(mediator(), on(at), notify_rights());
    assert!(asks("2026-10-31 23:59").answer().is_ok());
    asks("2026-11-01 00:00").then_rejected(Rejection::NotInvolved);
}

#[test]
fn a_mediator_who_was_replaced_reads_nothing_more() {
    let story = rights_told();
    assert!(reads(&story, &mediator(), "2026-10-20"));
    let story = story.and(director(), on("2026-10-20 09:00"), replace_mediator());
    assert!(!reads(&story, &mediator(), "2026-10-20"));
}
