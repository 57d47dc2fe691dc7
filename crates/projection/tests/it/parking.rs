//! Events that cannot be read: their stream is set aside, the others go on.

use crate::story::{Story, filed, metadata};
use crate::support::{House, LONG, case_stream, new_event, sealed_case, value};
use domain::case::StageName;
use event_store::{NewEvent, Position};
use projection::{Reader, Runner};
use uuid::Uuid;

fn bad(story: &Story, id: u128, event_type: &str, payload: &[u8]) -> NewEvent {
    let beside = metadata(&story.clerk(), story.now(), id);
    new_event(Uuid::from_u128(0xBAD_0000 + id), event_type, payload.to_vec(), &beside)
}

fn stage(runner: &Runner, story: &Story) -> Option<StageName> {
    let reader = Reader::Staff(story.centre().clone());
    value(runner.views().case(&reader, story.id())).map(|view| view.stage)
}

#[tokio::test]
async fn a_poisoned_stream_is_parked_and_the_others_go_on() {
    let house = House::new();
    let (sick, well) = (filed(1), filed(2).accepted());
    house.append(&sick).await;
    let poison = bad(&sick, 1, "case.accepted.v1", br#"{"case_no":"SECRET"}"#);
    let position = house.append_raw(&case_stream(&sick), 1, vec![poison]).await;
    let later = [bad(&sick, 2, "case.closed.v1", b"{}"), bad(&sick, 3, "case.closed.v1", b"{}")];
    house.append_raw(&case_stream(&sick), 2, later.to_vec()).await;
    house.append(&well).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    assert_eq!(stage(&runner, &well), Some(StageName::ConsentPending));
    assert_eq!(stage(&runner, &sick), Some(StageName::Submitted), "as it was before the poison");
    let parked = runner.status().expect("a status").parked;
    assert_eq!(parked.len(), 1);
    assert_eq!((parked[0].stream.as_str(), parked[0].revision), (case_stream(&sick).as_str(), 1));
    assert_eq!((parked[0].position, parked[0].skipped), (position, 2));
    assert!(parked[0].reason.contains("case.accepted.v1"), "{}", parked[0].reason);
    assert!(!parked[0].reason.contains("SECRET"), "{}", parked[0].reason);
}

#[tokio::test]
async fn a_parked_stream_stays_parked_after_a_restart() {
    let house = House::new();
    let sick = filed(1);
    house.append(&sick).await;
    house.append_raw(&case_stream(&sick), 1, vec![bad(&sick, 1, "case.accepted.v1", b"[]")]).await;
    house.views().await;
    let accepted = sealed_case(&filed(1).accepted().deeds()[1].clone());
    house.append_raw(&case_stream(&sick), 2, accepted).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    assert_eq!(stage(&runner, &sick), Some(StageName::Submitted));
    assert_eq!(runner.status().expect("a status").parked[0].skipped, 1);
}

#[tokio::test]
async fn whatever_stands_in_a_stream_nothing_panics() {
    let house = House::new();
    let story = filed(1);
    let first = sealed_case(&story.deeds()[0]).remove(0);
    let retyped = |id: u128, event_type: &str| NewEvent {
        event_id: Uuid::from_u128(id),
        event_type: event_type.into(),
        ..first.clone()
    };
    let no_metadata = NewEvent { event_id: Uuid::from_u128(7), metadata: b"{}".to_vec(), ..first.clone() };
    let streams = [
        ("case-gd~not-an-id", vec![retyped(1, "case.application-filed.v1")]),
        ("case-without.tenant", vec![retyped(2, "case.application-filed.v1")]),
        // The filing of another case than the stream's.
        ("case-gd~00000000-0000-0000-0000-000000000009", vec![retyped(3, "case.application-filed.v1")]),
        ("case-gd~00000000-0000-0000-0000-00000000000a", vec![bad(&story, 4, "case.closed.v1", b"{}")]),
        ("case-gd~00000000-0000-0000-0000-00000000000b", vec![no_metadata]),
        ("mediator-gd~1", vec![bad(&story, 5, "mediator.registered.v1", b"\xff\xfe")]),
        (
            "mediator-gd~2",
            vec![bad(
                &story,
                6,
                "mediator.standing-changed.v1",
                br#"{"mediator":"00000000-0000-0000-0000-000000000001","active":true}"#,
            )],
        ),
        ("institution-gd~1", vec![bad(&story, 7, "institution.registered.v1", b"")]),
    ];
    let expected: Vec<String> = streams.iter().map(|(stream, _)| (*stream).to_owned()).collect();
    for (stream, events) in streams {
        house.append_raw(stream, 0, events).await;
    }
    house.append_raw("number-gd~440100.2026.case", 0, vec![bad(&story, 8, "number.reserved.v9", b"?")]).await;
    house.append(&story).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    let status = runner.status().expect("a status");
    assert_eq!(status.stopped, None);
    let parked: Vec<String> = status.parked.into_iter().map(|parked| parked.stream).collect();
    assert_eq!(parked, expected, "each of them, and neither the number register nor the good case");
    assert_eq!(stage(&runner, &story), Some(StageName::Submitted));
}

#[tokio::test]
async fn the_same_case_in_a_second_stream_is_parked_and_the_first_is_unharmed() {
    let house = House::new();
    let story = filed(1).accepted();
    house.append(&story).await;
    let copy = NewEvent { event_id: Uuid::from_u128(5), ..sealed_case(&story.deeds()[0]).remove(0) };
    let second = case_stream(&story).replace("gd~", "other~");
    house.append_raw(&second, 0, vec![copy]).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    assert_eq!(runner.status().expect("a status").parked[0].stream, second);
    assert_eq!(stage(&runner, &story), Some(StageName::ConsentPending));
}

#[tokio::test]
async fn an_event_of_a_newer_version_stops_the_runner_before_it() {
    let house = House::new();
    let story = filed(1);
    let before = house.append(&story).await;
    house.append_raw(&case_stream(&story), 1, vec![bad(&story, 1, "case.suspended.v1", b"{}")]).await;
    let after = house.append(&filed(2)).await;
    let unread = house.follow("new.db", 1000).await;
    let reason = unread.stopped().await;
    assert!(reason.contains("case.suspended.v1") && reason.contains("upgrade"), "{reason}");
    let nothing = (unread.position(), stage(&unread, &filed(2)));
    assert_eq!(nothing, (Position::START, None), "views that are new are not built in part");
    let runner = house.follow_from_the_first_event("views.db", 1000).await;
    let reason = runner.stopped().await;
    assert!(reason.contains("case.suspended.v1") && reason.contains("upgrade"), "{reason}");
    assert_eq!(runner.position(), before);
    let late = runner.wait_for(after, LONG).await.expect_err("it has stopped");
    assert_eq!((late.applied, late.stopped), (before, true));
    assert!(
        !unread.is_whole() && !unread.status().expect("a status").whole,
        "it will not be before an upgrade"
    );
    assert_eq!(stage(&runner, &story), Some(StageName::Submitted), "what came before is there");
    assert_eq!(stage(&runner, &filed(2)), None, "what came after waits for the upgrade");
}

#[tokio::test]
async fn an_event_that_does_not_fit_its_stage_is_told_and_changes_nothing() {
    let house = House::new();
    let story = filed(1).accepted();
    house.append(&story).await;
    let again = sealed_case(&story.deeds()[1]).remove(0);
    let again = NewEvent { event_id: Uuid::from_u128(5), ..again };
    house.append_raw(&case_stream(&story), 2, vec![again]).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    assert_eq!(runner.status().expect("a status").parked, []);
    let counts = value(runner.views().counts(&projection::CountsFilter::default()));
    assert_eq!(counts[0].accepted, 1, "accepted once, whatever the log repeats");
}
