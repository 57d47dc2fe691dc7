//! The timeline of a case.

use crate::story::filed;
use crate::support::{House, value};
use domain::deadline::Timer;
use domain::occasion::Role;
use projection::{Paging, Reader, TimelineEntry};

async fn timeline() -> (crate::story::Story, Vec<TimelineEntry>) {
    let (house, story) = (House::new(), filed(1).whole());
    house.append(&story).await;
    let views = house.views().await;
    let reader = Reader::Staff(story.centre().clone());
    let mut paging = Paging::first(7);
    let mut entries = Vec::new();
    loop {
        let page = value(views.timeline(&reader, story.id(), &paging)).expect("a timeline");
        entries.extend(page.items);
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return (story, entries),
        }
    }
}

#[tokio::test]
async fn every_event_has_its_row_in_order() {
    let (story, entries) = timeline().await;
    let expected: Vec<&str> = story.events().map(domain::case::Event::wire_name).collect();
    assert_eq!(entries.iter().map(|entry| entry.event_type.as_str()).collect::<Vec<_>>(), expected);
    assert!(entries.iter().enumerate().all(|(index, entry)| entry.revision == index as u64));
}

#[tokio::test]
async fn a_row_says_who_when_and_which_period_it_set() {
    let (story, entries) = timeline().await;
    let accepted = &entries[1];
    assert_eq!(accepted.actor, story.clerk());
    assert_eq!(
        (accepted.occurred_at, accepted.legal_date.to_string()),
        (story.deeds()[1].metadata.occurred_at, "2026-10-12".to_owned())
    );
    let timers: Vec<_> = accepted.deadlines.iter().map(|deadline| deadline.timer).collect();
    assert_eq!(timers, [Timer::T03c, Timer::T05a]);
    assert_eq!(accepted.facts["case_no"], "粤广州金调字〔2026〕1号");
    let roles: Vec<Role> = entries.iter().map(|entry| entry.actor.role).collect();
    for role in [Role::Party, Role::Clerk, Role::InstitutionAgent, Role::Mediator, Role::Court] {
        assert!(roles.contains(&role), "{role:?} acted and is not told");
    }
}

/// Whatever is sealed in an event stays out of its row, ciphertext included.
#[tokio::test]
async fn no_row_holds_personal_data_sealed_or_not() {
    let (_story, entries) = timeline().await;
    for entry in entries {
        let facts = entry.facts.to_string();
        assert!(!facts.contains("\"box\"") && !facts.contains("subject"), "{}: {facts}", entry.event_type);
    }
}
