//! What the record said at an earlier moment, folded from the log and from nothing else.

use crate::story::{Story, filed, third_party_revoked};
use crate::support::{House, case_stream, value};
use domain::case::ConfirmationStatus;
use event_store::{EventStore, RecordedEvent, Revision, StreamName};
use projection::{AsOf, CaseView, Reader, case_as_of};

async fn history(house: &House, story: &Story) -> Vec<RecordedEvent> {
    let stream = StreamName::parse(&case_stream(story)).expect("a name");
    house.log.read_stream(&stream, Revision(0), 1000).await.expect("the log can be read")
}

async fn today(house: &House, story: &Story) -> CaseView {
    let reader = Reader::Director(story.centre().clone());
    value(house.views().await.case(&reader, story.id())).expect("the case is there")
}

/// The place of the last event of a type.
fn at(events: &[RecordedEvent], event_type: &str) -> AsOf {
    let found = events.iter().rfind(|event| &*event.event_type == event_type).expect(event_type);
    AsOf::Position(found.position)
}

#[tokio::test]
async fn the_record_stands_as_it_stood_when_the_judge_ruled() {
    let house = House::new();
    let story = third_party_revoked(filed(1).whole());
    house.append(&story).await;
    let (events, now) = (history(&house, &story).await, today(&house, &story).await);
    assert_eq!(now.confirmation_status(), ConfirmationStatus::Revoked);
    let moments = [
        ("case.confirmation-filed.v1", ConfirmationStatus::Filed),
        ("case.settlement-confirmed.v1", ConfirmationStatus::Confirmed),
        ("case.confirmation-objected.v1", ConfirmationStatus::Objected),
    ];
    for (event_type, status) in moments {
        let then = case_as_of(&events, at(&events, event_type), &now).expect("it can be read");
        let then = then.expect("it was filed");
        assert_eq!(then.confirmation_status(), status, "after {event_type}");
        assert!(then.obligations.iter().all(|it| !it.complete) || status == ConfirmationStatus::Objected);
    }
}

#[tokio::test]
async fn the_whole_history_folds_to_what_the_views_hold_and_none_of_it_to_nothing() {
    let house = House::new();
    let story = filed(1).whole();
    house.append(&story).await;
    let (events, now) = (history(&house, &story).await, today(&house, &story).await);
    let last = AsOf::Position(events.last().expect("some").position);
    assert_eq!(case_as_of(&events, last, &now), Ok(Some(now.clone())));
    let far = AsOf::Time(chrono::DateTime::<chrono::Utc>::MAX_UTC);
    assert_eq!(case_as_of(&events, far, &now), Ok(Some(now.clone())));
    let before = AsOf::Time(chrono::DateTime::<chrono::Utc>::MIN_UTC);
    assert_eq!(case_as_of(&events, before, &now), Ok(None));
}
