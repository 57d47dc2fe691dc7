//! Files that must not be used, and why.

use crate::story::filed;
use crate::support::{House, value};
use event_store::{EventStore, Incarnation, Position};
use projection::{Runner, RunnerOptions, ViewError, ViewStore, rebuild};
use uuid::Uuid;

#[tokio::test]
async fn views_of_another_log_are_refused() {
    let (house, other) = (House::new(), House::new());
    house.append(&filed(1)).await;
    house.views().await;
    let refused = ViewStore::open(house.path("views.db"), Incarnation(Uuid::from_u128(1))).err();
    let Some(ViewError::ForeignIncarnation { found, .. }) = &refused else { panic!("{refused:?}") };
    assert_eq!(*found, house.log.incarnation().to_string());
    assert!(refused.expect("an error").to_string().contains("remove the file"), "it says what to do");

    let store = house.store("views.db");
    let refused = Runner::start(other.log(), store, RunnerOptions::default()).await.err();
    assert!(matches!(refused, Some(ViewError::ForeignIncarnation { .. })), "{refused:?}");
}

#[tokio::test]
async fn views_ahead_of_the_log_are_refused() {
    let house = House::new();
    let end = house.append(&filed(1)).await;
    house.views().await;
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    file.execute("UPDATE checkpoint SET commit_pos = commit_pos + 1", ()).expect("moved");
    let refused = Runner::start(house.log(), house.store("views.db"), RunnerOptions::default()).await.err();
    let Some(ViewError::AheadOfLog { checkpoint, head }) = refused else { panic!("{refused:?}") };
    assert_eq!((checkpoint, head), (Position::counter(end.commit + 1), end));
}

#[tokio::test]
async fn a_database_of_another_kind_is_left_alone() {
    let house = House::new();
    let path = house.path("other.db");
    let other = rusqlite::Connection::open(&path).expect("a file");
    other.execute_batch("CREATE TABLE things (a); PRAGMA journal_mode = DELETE;").expect("a table");
    drop(other);
    let before = std::fs::read(&path).expect("bytes");
    let refused = ViewStore::open(&path, house.log.incarnation()).err();
    assert!(matches!(refused, Some(ViewError::NotViews { .. })), "{refused:?}");
    std::fs::write(house.path("text.db"), "no database at all, but long enough to be looked at".repeat(20))
        .expect("a file");
    let refused = ViewStore::open(house.path("text.db"), house.log.incarnation()).err();
    assert!(matches!(refused, Some(ViewError::NotViews { .. })), "{refused:?}");
    assert_eq!(std::fs::read(&path).expect("bytes"), before);
}

#[tokio::test]
async fn a_rebuild_never_writes_over_a_file() {
    let house = House::new();
    house.append(&filed(1)).await;
    house.views().await;
    let refused = rebuild(&*house.log, &house.path("views.db"), |_| {}).await.err();
    assert!(matches!(refused, Some(ViewError::FileExists { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_rebuild_tells_how_far_it_is() {
    let house = House::new();
    let end = house.append(&filed(1).whole()).await;
    let mut told = Vec::new();
    let rebuilt =
        rebuild(&*house.log, &house.path("new.db"), |position| told.push(position)).await.expect("built");
    assert_eq!((told.last(), rebuilt.position), (Some(&end), end));
    assert_eq!(rebuilt.events, end.commit);
    assert_eq!(value(rebuilt.views.parked()), []);
}

#[tokio::test]
async fn what_an_older_version_built_is_built_anew() {
    let house = House::new();
    let end = house.append(&filed(1)).await;
    let now = house.views().await.digest().expect("a digest").value;
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    file.execute("UPDATE checkpoint SET version = version - 1", ()).expect("aged");
    file.execute("UPDATE cases_v1 SET doc = x'7b7d'", ()).expect("a document of another shape");
    drop(file);
    assert_eq!(house.store("views.db").position(), Position::START);
    let runner = house.follow("views.db", 1).await;
    runner.whole().await;
    assert_eq!(
        (runner.position(), runner.is_whole()),
        (end, true),
        "whole once the log of the start is in them"
    );
    runner.stop();
    let views = house.views().await;
    assert_eq!((views.position().expect("a position"), views.digest().expect("a digest").value), (end, now));
}
