//! Emergency access: for one person, one case and two hours, and listed until somebody has reviewed it.

use crate::house::actor;
use application::{Classes, Journal, Purpose, Read};
use domain::ids::{CaseId, UserId};
use domain::occasion::{Actor, Role};
use uuid::Uuid;

const HOUR_US: i64 = 60 * 60 * 1_000_000;

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn entry(action: &'static str, by: Actor, about: Uuid, at_us: i64) -> Read {
    Read {
        at_us,
        action,
        actor: by,
        on_behalf: vec![],
        classes: Classes::NONE,
        about: Some(about.to_string()),
        purpose: Some(Purpose { code: "DANGER".to_owned(), reference: None, note: None }),
        cases: vec![case(1)],
        request: None,
    }
}

#[tokio::test]
async fn it_is_open_for_two_hours_to_whoever_opened_it_and_for_that_case_alone() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    let (far, at) = (actor(Role::Director), 50 * HOUR_US);
    journal.record(entry("open_emergency_access", far.clone(), Uuid::from_u128(7), at)).await.unwrap();
    let open = async |by: &Actor, number, now| {
        journal.open_emergency(by, case(number), now).await.unwrap().map(|access| access.id)
    };
    assert_eq!(open(&far, 1, at).await, Some(Uuid::from_u128(7)));
    assert_eq!(open(&far, 1, at + 2 * HOUR_US - 1).await, Some(Uuid::from_u128(7)));
    assert_eq!(open(&far, 1, at + 2 * HOUR_US).await, None, "two hours are over");
    assert_eq!(open(&far, 2, at).await, None, "another case");
    let colleague = Actor { user: UserId::parse("colleague").unwrap(), ..far.clone() };
    assert_eq!(open(&colleague, 1, at).await, None, "somebody else");
    let elsewhere = Actor { centre: None, ..far };
    assert_eq!(open(&elsewhere, 1, at).await, None, "the same account in another place");
}

#[tokio::test]
async fn it_is_listed_with_what_is_held_of_it_page_by_page() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Journal::open(directory.path()).unwrap();
    let (far, auditor) = (actor(Role::Director), actor(Role::AuditAdministrator));
    for number in 1..=3 {
        let id = Uuid::from_u128(number);
        journal.record(entry("open_emergency_access", far.clone(), id, HOUR_US)).await.unwrap();
    }
    let second = Uuid::from_u128(2);
    journal.record(entry("review_emergency_access", auditor.clone(), second, 2 * HOUR_US)).await.unwrap();
    let page = journal.emergencies(None, 2).await.unwrap();
    let reviewed: Vec<bool> = page.iter().map(|access| access.review.is_some()).collect();
    assert_eq!(reviewed, [false, true]);
    assert_eq!(page[1].review.as_ref().map(|review| &review.by), Some(&auditor));
    let rest = journal.emergencies(Some(page[1].number), 2).await.unwrap();
    assert_eq!(rest.iter().map(|access| access.id).collect::<Vec<_>>(), [Uuid::from_u128(1)]);
    assert_eq!(journal.emergency(second).await.unwrap().map(|access| access.id), Some(second));
    assert_eq!(journal.emergency(Uuid::from_u128(9)).await.unwrap(), None);
}
