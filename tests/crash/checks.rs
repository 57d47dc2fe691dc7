//! What must hold after every kill.

use crate::load::{Acknowledged, Client};
use acceptance::{House, process};
use event_store::{EventStore, Position, RecordedEvent};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Events read at once.
const PAGE: usize = 1_000;

/// Reads the log whole, with the engine and nothing else: positions and revisions without holes, ids unique, and every acknowledged
/// write at the place its answer named, once.
pub(crate) async fn log_is_whole(house: &House, clients: &[Client]) -> usize {
    let log = SqliteEventStore::open(SqliteOptions::new(house.data().join("log.db"))).expect("the log opens");
    let mut events: Vec<RecordedEvent> = Vec::new();
    loop {
        let after = events.last().map_or(Position::START, |event| event.position);
        let page = log.read_log(after, PAGE).await.expect("the log can be read");
        events.extend(page.events);
        if page.at_end {
            break;
        }
    }
    log.close();
    dense(&events);
    let by_position: HashMap<String, &RecordedEvent> =
        events.iter().map(|event| (event.position.to_string(), event)).collect();
    for acknowledged in clients.iter().flat_map(|client| &client.acknowledged) {
        recorded_once(acknowledged, &by_position);
    }
    events.len()
}

fn dense(events: &[RecordedEvent]) {
    let mut revisions: HashMap<&str, u64> = HashMap::new();
    let mut ids = HashSet::new();
    for (expected, event) in (1..).zip(events) {
        assert_eq!(event.position, Position::counter(expected), "a hole in the log");
        let next = revisions.entry(event.stream.as_str()).or_default();
        assert_eq!(event.revision.0, *next, "a hole in {}", event.stream);
        *next += 1;
        assert!(ids.insert(event.event_id), "{} stands twice in the log", event.event_id);
    }
}

fn recorded_once(acknowledged: &Acknowledged, by_position: &HashMap<String, &RecordedEvent>) {
    let position = acknowledged.body["position"].as_str().expect("a position");
    let last = by_position.get(position).unwrap_or_else(|| panic!("lost: {acknowledged:?}"));
    assert!(last.stream.as_str().ends_with(acknowledged.case()), "{acknowledged:?} is not at {position}");
    assert_eq!(Some(last.revision.0), acknowledged.body["revision"].as_u64(), "{acknowledged:?}");
    assert_eq!(Some(&*last.event_type), acknowledged.events().last().copied(), "{acknowledged:?}");
}

/// Sends every acknowledged write again: each gets its first answer, and nothing is written.
pub(crate) async fn answers_are_replayed(house: &House, acknowledged: &[Acknowledged]) {
    let head = house.head().await;
    for one in acknowledged {
        let again = one.request.send(house).await.expect("the server answers").ok();
        assert_eq!(again.header("idempotency-replayed"), "true", "{one:?}");
        assert_eq!(again.body, one.body, "{one:?}");
    }
    assert_eq!(house.head().await, head, "a repeat was written");
}

/// The timeline of each case shows every revision once, and each acknowledged event at its own.
pub(crate) async fn timelines_are_whole(house: &House, client: &Client, cases: &BTreeSet<&str>) {
    for case in cases {
        let timeline = house.get(&house.clerk(), &format!("/v1/cases/{case}/timeline?limit=200")).await.ok();
        let entries = timeline.items();
        for (expected, entry) in (0_u64..).zip(entries) {
            assert_eq!(entry["revision"], expected, "the timeline of {case} has a hole: {entries:?}");
        }
        for acknowledged in client.acknowledged.iter().filter(|one| one.case() == *case) {
            for event in acknowledged.body["events"].as_array().expect("events") {
                let found: Vec<&Value> =
                    entries.iter().filter(|entry| entry["revision"] == event["revision"]).collect();
                assert!(found.len() == 1 && found[0]["type"] == event["type"], "{event} in {entries:?}");
            }
        }
    }
}

/// The views of the stopped house are what a rebuild from the first event gives.
pub(crate) fn views_are_what_the_log_says(house: &House) {
    let verified = process::run(&house.data(), &["projection", "verify", "--json"]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success(), "{said} {}", String::from_utf8_lossy(&verified.stderr));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert!(said["equal"] == true && said["live"] == said["rebuilt"], "{said}");
}
