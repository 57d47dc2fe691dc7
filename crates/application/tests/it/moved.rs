//! Which cases have moved since an answer of the views.

use crate::house::{application, call, clerk, open, open_on};
use application::{House, Moved};
use domain::case::WithdrawApplication;
use domain::ids::{CaseId, PartyId};
use event_store::{Expected, NewEvent, Position, StreamName};
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

async fn filed(house: &House, key: &str) -> CaseId {
    let call = call(house, clerk(), key);
    let (case, command) = application(house, &call);
    house.case(&call, case, command).await.unwrap();
    case
}

/// An event of nothing Hejie knows.
fn noise(number: usize) -> NewEvent {
    NewEvent {
        event_id: Uuid::new_v5(&Uuid::NAMESPACE_OID, &number.to_be_bytes()),
        event_type: "noise.v1".into(),
        metadata: b"{}".to_vec(),
        payload: b"{}".to_vec(),
        previous: None,
    }
}

fn these<const N: usize>(cases: [CaseId; N]) -> Moved {
    Moved::These(HashSet::from(cases))
}

#[tokio::test]
async fn a_case_has_moved_when_it_has_events_after_the_position_and_not_otherwise() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let first = filed(&house, "first").await;
    let between = house.store().head().await.unwrap();
    let second = filed(&house, "second").await;
    let end = house.store().head().await.unwrap();
    let both = [first, second];
    assert_eq!(house.moved_since(between, &both).await.unwrap(), these([second]));
    assert_eq!(house.moved_since(end, &both).await.unwrap(), these([]));
    // Somebody who was answered earlier asks later.
    assert_eq!(house.moved_since(Position::START, &both).await.unwrap(), these(both));
    assert_eq!(house.moved_since(Position::START, &[first]).await.unwrap(), these([first]));
    assert_eq!(house.moved_since(between, &both).await.unwrap(), these([second]));
}

#[tokio::test]
async fn what_another_node_writes_has_moved_too() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = open(here.path());
    let other = open_on(there.path(), Arc::clone(one.store()));
    let case = filed(&one, "file").await;
    let seen = one.store().head().await.unwrap();
    assert_eq!(one.moved_since(seen, &[case]).await.unwrap(), these([]));
    let party = PartyId(other.command_id(&clerk(), "file").derive("party", 0));
    let withdraw = WithdrawApplication { party, self_settled: true, reason: None };
    other.case(&call(&other, clerk(), "withdraw"), case, withdraw).await.unwrap();
    assert_eq!(one.moved_since(seen, &[case]).await.unwrap(), these([case]));
}

#[tokio::test]
async fn views_that_are_far_behind_say_nothing_about_what_has_moved() {
    let directory = tempfile::tempdir().unwrap();
    let house = open(directory.path());
    let case = filed(&house, "file").await;
    for number in 0..210 {
        let stream = StreamName::parse(&format!("noise-gd~{number}")).unwrap();
        let events: Vec<_> = (0..100).map(|event| noise(100 * number + event)).collect();
        house.store().append(&stream, Expected::NoStream, events).await.unwrap();
    }
    assert_eq!(house.moved_since(Position::START, &[case]).await.unwrap(), Moved::Any);
    // What was looked at is not looked at again: somebody gets to the end.
    let end = house.store().head().await.unwrap();
    assert_eq!(house.moved_since(end, &[case]).await.unwrap(), these([]));
}
