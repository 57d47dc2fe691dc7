//! Waiting for a position, stopping, and delivery that is late or repeated.

use crate::story::filed;
use crate::support::{House, LONG, value};
use event_store::{EventStore, Position};
use projection::{NotYet, ViewError};
use std::time::Duration;

#[tokio::test]
async fn whoever_waits_for_a_position_finds_it_in_the_answer() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    for number in 1..=20 {
        let story = filed(number);
        let position = house.append(&story).await;
        runner.wait_for(position, LONG).await.expect("in time");
        let reader = projection::Reader::Staff(story.centre().clone());
        let answer = runner.views().case(&reader, story.id()).expect("an answer");
        assert!(answer.position >= position && answer.value.is_some());
    }
}

#[tokio::test]
async fn a_position_beyond_the_log_is_not_yet() {
    let house = House::new();
    let end = house.append(&filed(1)).await;
    let runner = house.follow("views.db", 1000).await;
    house.catch_up(&runner).await;
    let beyond = Position::counter(end.commit + 1);
    let late = runner.wait_for(beyond, Duration::from_millis(1)).await;
    assert_eq!(late, Err(NotYet { applied: end, stopped: false }));
}

#[tokio::test]
async fn a_runner_that_was_stopped_tells_those_who_wait() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    runner.stop();
    runner.stop();
    let position = house.append(&filed(1)).await;
    let late = runner.wait_for(position, LONG).await;
    assert_eq!(late, Err(NotYet { applied: Position::START, stopped: true }));
    assert!(runner.status().expect("a status").stopped.is_some());
}

/// A copy of the file that lags behind is given the events it has seen once more: by moving its checkpoint back.
#[tokio::test]
async fn delivering_everything_again_changes_nothing() {
    let house = House::new();
    for number in 1..=3 {
        house.append(&filed(number).whole()).await;
    }
    let before = value(house.views().await.digest());
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    file.execute("UPDATE checkpoint SET commit_pos = 0", ()).expect("moved back");
    drop(file);
    for batch in [1, 10, 1000] {
        let runner = house.follow("views.db", batch).await;
        house.catch_up(&runner).await;
        assert_eq!(value(runner.views().digest()), before, "batches of {batch}");
        runner.stop();
        let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
        file.execute("UPDATE checkpoint SET commit_pos = 5", ()).expect("moved back");
    }
}

#[tokio::test]
async fn a_second_runner_on_the_same_file_stops() {
    let house = House::new();
    house.append(&filed(1)).await;
    // Opened before the first runner has done anything, so it knows nothing of what that one does.
    let second = house.store("views.db");
    let first = house.follow("views.db", 1000).await;
    house.catch_up(&first).await;
    let second = projection::Runner::start(house.log(), second, Default::default()).await.expect("it starts");
    assert_eq!(second.stopped().await, ViewError::NotAlone.to_string());
    house.append(&filed(2)).await;
    house.catch_up(&first).await;
}

#[tokio::test]
async fn a_log_without_events_is_followed_too() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    assert_eq!(house.log.head().await.expect("a head"), Position::START);
    runner.wait_for(Position::START, LONG).await.expect("nothing to wait for");
    house.append(&filed(1)).await;
    house.catch_up(&runner).await;
}
