//! What becomes of appends that arrive together.

use super::*;
use event_store::contract::{event, events};
use tokio::sync::oneshot;

fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("case-{id}")).unwrap()
}

fn job(id: &str, expected: Expected, events: Vec<event_store::NewEvent>) -> Job {
    Job { stream: stream(id), expected, events, bytes: 0, fence: None, reply: oneshot::channel().0 }
}

fn exact(revision: u64) -> Expected {
    Expected::Exact(Revision(revision))
}

fn written(first_revision: u64, revision: u64, ordinal: u64, fresh: bool) -> Verdict {
    Verdict::Written { first_revision, revision, ordinal, fresh }
}

fn conflict(actual: Option<u64>) -> AppendError {
    AppendError::Conflict { actual: actual.map(Revision) }
}

/// A log in which `stored` holds the three events `stored/0` to `stored/2` at positions 11 to 13.
fn found() -> Found {
    let mut found = Found::default();
    found.heads.insert(stream("stored"), 2);
    for (revision, event) in (0..).zip(events("stored", 3)) {
        let place = Stored { stream: stream("stored"), revision, position: 11 + revision };
        found.ids.insert(event.event_id, place);
    }
    found
}

#[test]
fn appends_to_one_stream_follow_each_other_in_one_group() {
    let group = [
        job("new", Expected::NoStream, events("a", 2)),
        job("new", exact(1), events("b", 1)),
        job("stored", exact(2), events("c", 2)),
    ];
    let plan = plan(&group, &found());
    assert_eq!(plan.verdicts, [written(0, 1, 2, true), written(2, 2, 3, true), written(3, 4, 5, true)]);
    let revisions: Vec<u64> = plan.rows.iter().map(|row| row.revision).collect();
    assert_eq!(revisions, [0, 1, 2, 3, 4]);
}

#[test]
fn a_conflict_with_the_log_stands_and_one_with_a_neighbour_depends_on_it() {
    let group = [
        job("stored", exact(1), events("a", 1)),
        job("stored", exact(2), events("b", 1)),
        job("stored", exact(2), events("c", 1)),
        job("absent", exact(0), events("d", 1)),
    ];
    let verdicts = plan(&group, &found()).verdicts;
    assert_eq!(
        verdicts,
        [
            Verdict::Settled(Err(conflict(Some(2)))),
            written(3, 3, 1, true),
            Verdict::RefusedByNeighbour(conflict(Some(3))),
            Verdict::Settled(Err(conflict(None))),
        ]
    );
}

#[test]
fn the_same_call_is_recognised_in_the_log_and_in_the_group() {
    let group = [
        job("stored", Expected::NoStream, events("stored", 3)),
        job("new", Expected::NoStream, events("twice", 2)),
        job("new", Expected::NoStream, events("twice", 2)),
        job("stored", Expected::NoStream, events("stored", 4)),
    ];
    let plan = plan(&group, &found());
    let first = Appended {
        first_revision: Revision(0),
        revision: Revision(2),
        position: Position::counter(13),
        fresh: false,
    };
    assert_eq!(
        plan.verdicts,
        [
            Verdict::Settled(Ok(first)),
            written(0, 1, 2, true),
            written(0, 1, 2, false),
            Verdict::Settled(Err(conflict(Some(2)))),
        ]
    );
    assert_eq!(plan.rows.len(), 2);
}

#[test]
fn an_id_is_used_once_in_log_group_and_append() {
    let group = [
        job("a", Expected::NoStream, vec![event("stored/1")]),
        job("b", Expected::NoStream, vec![event("own"), event("own")]),
        job("c", Expected::NoStream, vec![event("shared")]),
        job("d", Expected::NoStream, vec![event("shared")]),
        job("d", Expected::NoStream, vec![event("free")]),
    ];
    let verdicts = plan(&group, &found()).verdicts;
    assert_eq!(
        verdicts,
        [
            Verdict::Settled(Err(AppendError::EventIdTaken)),
            Verdict::Settled(Err(AppendError::EventIdTaken)),
            written(0, 0, 1, true),
            Verdict::RefusedByNeighbour(AppendError::EventIdTaken),
            written(0, 0, 2, true),
        ]
    );
}

#[test]
fn an_absurd_expectation_is_a_conflict() {
    let group =
        [job("stored", exact(u64::MAX), events("stored", 3)), job("new", exact(u64::MAX), events("n", 2))];
    let verdicts = plan(&group, &found()).verdicts;
    assert_eq!(verdicts, [Verdict::Settled(Err(conflict(Some(2)))), Verdict::Settled(Err(conflict(None)))]);
}
