//! Names, numbers and limits.

use event_store::contract::event;
use event_store::{AppendError, Expected, Limits, Position, Revision, StreamName};

#[test]
fn a_stream_name_is_a_category_a_dash_and_an_id() {
    let longest = format!("case-{}", "x".repeat(StreamName::MAX_BYTES - 5));
    let good = [
        ("case-1", "case"),
        ("c-1", "c"),
        ("case-gd.gz~0190a5b2-7c3e-7000-8000-000000000001", "case"),
        ("number_register-2026", "number_register"),
        ("Case-A--b-", "Case"),
        (longest.as_str(), "case"),
    ];
    for (text, category) in good {
        let name = StreamName::parse(text).expect(text);
        assert_eq!((name.as_str(), name.category(), name.to_string().as_str()), (text, category, text));
    }
}

#[test]
fn what_is_no_stream_name_is_refused_and_quoted() {
    let too_long = format!("case-{}", "x".repeat(StreamName::MAX_BYTES - 4));
    let bad = [
        "",
        "-",
        "case",
        "case-",
        "-1",
        "--",
        "case 1",
        "case-1 ",
        " case-1",
        "case-\0",
        "case-1\n",
        "$all-1",
        "case-%2e",
        "case-a/b",
        "案件-1",
        "case-１",
        "case-é",
        "case-a\u{202e}",
        &too_long,
    ];
    for text in bad {
        let error = StreamName::parse(text).expect_err(text);
        assert!(
            error.0.len() <= StreamName::MAX_BYTES * 4 && text.starts_with(&error.0),
            "{text:?} is quoted"
        );
    }
}

#[test]
fn positions_order_by_commit_then_prepare_and_survive_storage() {
    let ordered = [
        Position::START,
        Position::counter(1),
        Position { commit: 1, prepare: 1 },
        Position::counter(2),
        Position { commit: u64::MAX, prepare: u64::MAX },
    ];
    assert!(ordered.is_sorted());
    assert_eq!(Position::counter(7).to_string(), "7");
    assert_eq!(Position { commit: 7, prepare: 3 }.to_string(), "7/3");
}

#[test]
fn the_revision_after_the_last_number_does_not_overflow() {
    assert_eq!(Expected::NoStream.first_revision(), Revision(0));
    assert_eq!(Expected::Exact(Revision(4)).first_revision(), Revision(5));
    assert_eq!(Expected::Exact(Revision(u64::MAX)).first_revision(), Revision(u64::MAX));
}

#[test]
fn limits_count_every_byte_of_an_event_and_name_what_is_passed() {
    let sized = |payload: usize| {
        let mut event = event("sized");
        (event.event_type, event.metadata, event.payload) = ("type".into(), vec![0; 6], vec![0; payload]);
        event
    };
    let limits = Limits { max_event_bytes: 100, max_batch_events: 3, max_append_bytes: 250 };
    assert_eq!(limits.check(&[sized(90)]), Ok(100));
    assert_eq!(limits.check(&[sized(90), sized(90), sized(40)]), Ok(250));
    let table = [
        (vec![], "an append must hold at least one event"),
        (vec![sized(0); 4], "4 events; at most 3"),
        (vec![sized(0), sized(91)], "event 1 has 101 bytes; at most 100"),
        (vec![sized(90), sized(90), sized(41)], "251 bytes in one append; at most 250"),
    ];
    for (events, reason) in table {
        assert_eq!(limits.check(&events), Err(AppendError::TooLarge { reason: reason.to_owned() }));
    }
}
