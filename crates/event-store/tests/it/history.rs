//! The checker of histories, tried on histories whose verdict is known: a checker that cannot say no proves nothing.

use event_store::contract::{Answered, Asked, Call, History, is_exactly_once, is_linearisable};
use event_store::{AppendError, Appended, Expected, Position, RecordedEvent, Revision, StreamName};
use uuid::Uuid;

fn stream() -> StreamName {
    StreamName::parse("case-a").expect("a stream name")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// One call on the stream, made and answered at these moments.
fn call(made: u64, answered: u64, asked: Asked, answer: Answered) -> Call {
    Call { stream: stream(), asked, made, answered: Some((answer, answered)) }
}

fn appending(at: u64, number: u128) -> Asked {
    let expected = at.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
    Asked::Append { expected, ids: vec![id(number)] }
}

fn taken(at: u64, fresh: bool) -> Answered {
    let (revision, position) = (Revision(at), Position::counter(at + 1));
    Answered::Append(Ok(Appended { first_revision: revision, revision, position, fresh }))
}

fn refused(error: AppendError) -> Answered {
    Answered::Append(Err(error))
}

fn conflict(actual: Option<u64>) -> Answered {
    refused(AppendError::Conflict { actual: actual.map(Revision) })
}

fn reading(made: u64, answered: u64, numbers: &[u128]) -> Call {
    call(made, answered, Asked::Read, Answered::Read(numbers.iter().map(|number| id(*number)).collect()))
}

/// An append that ended in doubt.
fn doubtful(made: u64, at: u64, number: u128) -> Call {
    call(made, made + 1, appending(at, number), refused(AppendError::Unknown))
}

fn unavailable() -> Answered {
    refused(AppendError::Unavailable { reason: "as a test would".to_owned() })
}

#[test]
fn histories_one_store_could_have_had_are_explained() {
    let table: Vec<(&str, Vec<Call>)> = vec![
        ("nothing", vec![]),
        (
            "one after the other",
            vec![
                call(1, 2, appending(0, 1), taken(0, true)),
                call(3, 4, appending(1, 2), taken(1, true)),
                reading(5, 6, &[1, 2]),
            ],
        ),
        (
            "a read beside an append sees it or not",
            vec![call(1, 10, appending(0, 1), taken(0, true)), reading(2, 3, &[]), reading(4, 5, &[1])],
        ),
        (
            "of two at once one loses",
            vec![
                call(1, 4, appending(0, 1), conflict(Some(0))),
                call(2, 3, appending(0, 2), taken(0, true)),
                reading(5, 6, &[2]),
            ],
        ),
        (
            "a repeat gets the first answer",
            vec![
                call(1, 2, appending(0, 1), taken(0, true)),
                call(3, 4, appending(1, 2), taken(1, true)),
                call(5, 6, appending(0, 1), taken(0, false)),
            ],
        ),
        ("what ended in doubt was written", vec![doubtful(1, 0, 1), reading(3, 4, &[1])]),
        (
            "what ended in doubt was never written",
            vec![doubtful(1, 0, 1), reading(3, 4, &[]), call(5, 6, appending(0, 2), taken(0, true))],
        ),
        ("what ended in doubt comes late", vec![doubtful(1, 0, 1), reading(3, 4, &[]), reading(5, 6, &[1])]),
        (
            "the caller died",
            vec![
                Call { stream: stream(), asked: appending(0, 1), made: 1, answered: None },
                reading(3, 4, &[1]),
            ],
        ),
        (
            "a refused call and its repeat",
            vec![
                call(1, 2, appending(0, 1), unavailable()),
                reading(3, 4, &[]),
                call(5, 6, appending(0, 1), taken(0, true)),
            ],
        ),
    ];
    for (what, calls) in table {
        assert_eq!(is_linearisable(&calls), Ok(()), "{what}");
    }
}

#[test]
fn histories_no_store_could_have_had_are_refused() {
    let written = || call(1, 2, appending(0, 1), taken(0, true));
    let table: Vec<(&str, Vec<Call>)> = vec![
        ("a stale read", vec![written(), reading(3, 4, &[])]),
        (
            "an acknowledged append that is gone later",
            vec![written(), reading(3, 4, &[1]), reading(5, 6, &[])],
        ),
        ("two winners", vec![written(), call(3, 4, appending(0, 2), taken(0, true))]),
        (
            "two winners at once",
            vec![call(1, 4, appending(0, 1), taken(0, true)), call(2, 3, appending(0, 2), taken(0, true))],
        ),
        (
            "a conflict where the expectation held",
            vec![written(), call(3, 4, appending(1, 2), conflict(Some(0)))],
        ),
        (
            "a conflict that names another end",
            vec![written(), call(3, 4, appending(0, 2), conflict(Some(3)))],
        ),
        ("a conflict for a repeat", vec![written(), call(3, 4, appending(0, 1), conflict(Some(0)))]),
        ("a repeat that is written again", vec![written(), call(3, 4, appending(0, 1), taken(0, true))]),
        ("a place that was not asked for", vec![call(1, 2, appending(0, 1), taken(1, true))]),
        (
            "a refused call that was written",
            vec![call(1, 2, appending(0, 1), unavailable()), reading(3, 4, &[1])],
        ),
        (
            "what ended in doubt is there and gone",
            vec![doubtful(1, 0, 1), reading(3, 4, &[1]), reading(5, 6, &[])],
        ),
        (
            "two readers that see two orders",
            vec![
                call(1, 20, appending(0, 1), refused(AppendError::Unknown)),
                call(2, 21, appending(0, 2), refused(AppendError::Unknown)),
                reading(3, 4, &[1]),
                reading(5, 6, &[2]),
            ],
        ),
        ("an event nobody appended", vec![reading(1, 2, &[9])]),
        ("an answer from the future", vec![reading(1, 2, &[1]), call(3, 4, appending(0, 1), taken(0, true))]),
    ];
    for (what, calls) in table {
        assert!(is_linearisable(&calls).is_err(), "{what} was explained");
    }
}

fn stored(numbers: &[u128]) -> Vec<RecordedEvent> {
    let row = |(revision, number): (u64, &u128)| RecordedEvent {
        position: Position::counter(revision + 1),
        stream: stream(),
        revision: Revision(revision),
        event_id: id(*number),
        event_type: "contract.happened.v1".into(),
        recorded_at_us: 0,
        metadata: Vec::new(),
        payload: Vec::new(),
        previous: None,
    };
    (0..).zip(numbers).map(row).collect()
}

#[test]
fn a_log_holds_what_was_acknowledged_once_and_nothing_else() {
    let calls = vec![
        call(1, 2, appending(0, 1), taken(0, true)),
        doubtful(3, 1, 2),
        call(5, 6, appending(1, 3), unavailable()),
    ];
    for (right, log) in [(true, &[1][..]), (true, &[1, 2])] {
        assert_eq!(is_exactly_once(&calls, &stored(log)).is_ok(), right, "{log:?}");
    }
    let wrong: [(&str, &[u128]); 5] = [
        ("lost", &[]),
        ("at another place", &[2, 1]),
        ("twice", &[1, 1]),
        ("refused and written", &[1, 3]),
        ("never asked for", &[1, 9]),
    ];
    for (what, log) in wrong {
        assert!(is_exactly_once(&calls, &stored(log)).is_err(), "{what}");
    }
}

#[test]
fn a_history_counts_its_moments() {
    let history = History::default();
    let (first, second) = (history.made(&stream(), Asked::Read), history.made(&stream(), Asked::Read));
    history.answered(second, Answered::Read(vec![]));
    let calls = history.calls();
    assert!(calls[first].answered.is_none() && calls[first].made < calls[second].made);
    assert!(calls[second].answered.as_ref().is_some_and(|(_, at)| *at > calls[second].made));
}
