//! Reading streams and the log.

use super::{Bench, append, event, events, exact, ids, read, read_all, stream};
use crate::{Expected, NewEvent, Position, RecordedEvent, Revision};
use uuid::Uuid;

/// Nothing written, nothing read, and the log says that this is its end.
pub async fn an_empty_log_reads_as_empty(bench: &dyn Bench) {
    let store = bench.open().await;
    assert_eq!(store.head().await, Ok(Position::START));
    assert_eq!(store.read_stream(&stream("a"), Revision(0), 10).await, Ok(Vec::new()));
    assert_eq!(store.read_stream_backward(&stream("a"), 10).await, Ok(Vec::new()));
    let page = store.read_log(Position::START, 10).await.expect("an empty log can be read");
    assert!(page.events.is_empty() && page.at_end, "an empty log is at its end");
    assert_eq!(page.safe_through, Position::START);
}

/// `from` is inclusive, `limit` is a limit, and beyond the end there is nothing.
pub async fn a_stream_reads_from_a_revision_and_up_to_a_limit(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 10)).await;
    append(&*store, &stream("b"), Expected::NoStream, events("b", 10)).await;
    let table: [(u64, usize, &[u64]); 8] = [
        (0, 3, &[0, 1, 2]),
        (4, 2, &[4, 5]),
        (8, 10, &[8, 9]),
        (9, 1, &[9]),
        (10, 5, &[]),
        (999, 5, &[]),
        (0, 0, &[]),
        (0, usize::MAX, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ];
    for (from, limit, expected) in table {
        let read =
            store.read_stream(&stream("a"), Revision(from), limit).await.expect("a stream can be read");
        assert_eq!(revisions(&read), expected, "from {from}, limit {limit}");
        assert!(read.iter().all(|event| event.stream == stream("a")), "only events of the stream are read");
    }
}

/// Newest first.
pub async fn a_stream_reads_backward_from_its_end(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 5)).await;
    append(&*store, &stream("b"), Expected::NoStream, events("b", 2)).await;
    let table: [(usize, &[u64]); 5] =
        [(0, &[]), (1, &[4]), (3, &[4, 3, 2]), (5, &[4, 3, 2, 1, 0]), (usize::MAX, &[4, 3, 2, 1, 0])];
    for (limit, expected) in table {
        let read = store.read_stream_backward(&stream("a"), limit).await.expect("a stream can be read");
        assert_eq!(revisions(&read), expected, "limit {limit}");
    }
}

/// However an engine pages inside, a long stream comes whole and in order, both ways.
pub async fn a_long_stream_reads_whole(bench: &dyn Bench) {
    let store = bench.open().await;
    let mut expected = Expected::NoStream;
    for part in 0..12 {
        let appended = append(&*store, &stream("long"), expected, events(&format!("part {part}"), 100)).await;
        expected = Expected::Exact(appended.revision);
    }
    let up = read(&*store, &stream("long")).await;
    assert_eq!(revisions(&up), (0..1200).collect::<Vec<_>>());
    let mut down =
        store.read_stream_backward(&stream("long"), usize::MAX).await.expect("a stream can be read");
    down.reverse();
    assert_eq!(down, up, "backward is forward reversed");
    let all = store.read_log(Position::START, 1200).await.expect("the log can be read");
    assert!(all.at_end || all.events.len() < 1200, "a page that holds the last event is at the end");
}

/// Pages of any size give the same log; `safe_through` and `at_end` tell the truth.
pub async fn the_log_pages_without_overlap_or_gap(bench: &dyn Bench) {
    let store = bench.open().await;
    for index in 0..9 {
        append(
            &*store,
            &stream(&format!("s{index}")),
            Expected::NoStream,
            events(&format!("log {index}"), 3),
        )
        .await;
    }
    let whole = read_all(&*store).await;
    assert_eq!(whole.len(), 27);
    assert!(whole.windows(2).all(|pair| pair[0].position < pair[1].position), "positions rise");
    for size in [1, 2, 5, 26, 27, 28, usize::MAX] {
        let mut seen = Vec::new();
        let mut after = Position::START;
        loop {
            let page = store.read_log(after, size).await.expect("the log can be read");
            assert!(page.events.len() <= size, "a page of at most {size} held {}", page.events.len());
            if let Some(last) = page.events.last() {
                assert!(
                    page.safe_through >= last.position,
                    "safe_through lies before an event of its own page"
                );
            }
            seen.extend(page.events);
            let left = whole.iter().filter(|event| event.position > page.safe_through).count();
            assert_eq!(seen.len() + left, whole.len(), "safe_through passed over an event");
            assert_eq!(page.at_end, left == 0, "at_end is true exactly when nothing is beyond safe_through");
            after = page.safe_through;
            if page.at_end {
                break;
            }
        }
        assert_eq!(seen, whole, "pages of {size}");
    }
    let nothing = store.read_log(Position::START, 0).await.expect("a page of nothing can be read");
    assert!(nothing.events.is_empty() && !nothing.at_end);
    assert_eq!(nothing.safe_through, Position::START, "a page of nothing has looked at nothing");
}

/// The engine neither reads nor repairs what it stores.
pub async fn bytes_come_back_as_they_were(bench: &dyn Bench) {
    let store = bench.open().await;
    let every_byte: Vec<u8> = (0..=255).collect();
    let payloads: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"{}".to_vec(),
        b"{ \"b\" : 1.0,\t\"a\":1e2, \"a\": 0.10 }\r\n".to_vec(),
        r#"{"名":"银行调解","面":"𠮷","e":"e\u0301 \u0000 \ud83d"}"#.as_bytes().to_vec(),
        "\u{feff}\u{0}\u{202e}".as_bytes().to_vec(),
        every_byte,
        vec![0; 5000],
        vec![0xff; 70_000],
    ];
    let written: Vec<NewEvent> = payloads
        .iter()
        .enumerate()
        .map(|(index, payload)| NewEvent {
            event_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, &[index as u8]),
            event_type: format!("字节.happened.v{index}").into(),
            metadata: payloads[payloads.len() - 1 - index].clone(),
            payload: payload.clone(),
            previous: Some([index as u8; 32]),
        })
        .collect();
    append(&*store, &stream("bytes.A_Z~0-9"), Expected::NoStream, written.clone()).await;
    let stored = read(&*store, &stream("bytes.A_Z~0-9")).await;
    let back: Vec<NewEvent> = stored
        .iter()
        .map(|event| NewEvent {
            event_id: event.event_id,
            event_type: event.event_type.clone(),
            metadata: event.metadata.clone(),
            payload: event.payload.clone(),
            previous: event.previous,
        })
        .collect();
    assert!(back == written, "stored bytes differ from the written ones");
    assert_eq!(read_all(&*store).await, stored, "the log and the stream hold the same");
    let since_2020 = 1_577_836_800_000_000;
    assert!(
        stored.iter().all(|event| event.recorded_at_us > since_2020),
        "recorded_at_us is microseconds since 1970"
    );
    append(&*store, &stream("bytes.A_Z~0-9"), exact(7), vec![event("after")]).await;
    assert_eq!(ids(&read(&*store, &stream("bytes.A_Z~0-9")).await).len(), 9);
}

/// Chained and unchained events live side by side, in one append too: a log is older than its chain.
pub async fn the_link_to_the_event_before_comes_back_or_stays_absent(bench: &dyn Bench) {
    let store = bench.open().await;
    let links = [None, Some(crate::CHAIN_START), Some([7; 32]), None, Some([0xff; 32])];
    let mut written = events("chained", links.len());
    for (event, link) in written.iter_mut().zip(links) {
        event.previous = link;
    }
    let last = written.pop().expect("there are five");
    append(&*store, &stream("a"), Expected::NoStream, written).await;
    append(&*store, &stream("a"), exact(3), vec![last]).await;
    let link_of = |events: &[RecordedEvent]| events.iter().map(|event| event.previous).collect::<Vec<_>>();
    assert_eq!(link_of(&read(&*store, &stream("a")).await), links, "read as a stream");
    assert_eq!(link_of(&read_all(&*store).await), links, "read as a log");
}

fn revisions(events: &[RecordedEvent]) -> Vec<u64> {
    events.iter().map(|event| event.revision.0).collect()
}
