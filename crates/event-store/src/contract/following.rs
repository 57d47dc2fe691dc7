//! Following the log: nothing lost, nothing twice, wherever it starts and however often it breaks off.

use super::{Bench, Dice, append, event, events, exact, ids, read_all, stream};
use crate::{EventStore, Expected, Follow, FollowItem, Position, RecordedEvent, Revision};
use std::sync::Arc;

/// An empty log is caught up at once; the first event wakes its follower.
pub async fn following_an_empty_log_says_so_and_wakes_on_the_first_event(bench: &dyn Bench) {
    let store = bench.open().await;
    let mut follow = Follow::new(Arc::clone(&store), Position::START, 10);
    loop {
        match next(&mut follow).await {
            FollowItem::Progress(position) => assert_eq!(position, Position::START),
            FollowItem::CaughtUp(position) => {
                assert_eq!(position, Position::START);
                break;
            }
            FollowItem::Event(event) => panic!("an empty log holds the event {}", event.event_id),
        }
    }
    let waiting = tokio::spawn(async move { next_event(&mut follow).await });
    append(&*store, &stream("a"), Expected::NoStream, vec![event("wakes")]).await;
    let woken = waiting.await.expect("the follower wakes");
    assert_eq!(woken.event_id, event("wakes").event_id);
}

/// From a stored position the next event is the one behind it.
pub async fn following_starts_behind_the_stored_position(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 6)).await;
    let all = read_all(&*store).await;
    for (index, event) in all.iter().enumerate() {
        let mut follow = Follow::new(Arc::clone(&store), event.position, 2);
        let rest: Vec<_> = gather(&mut follow).await;
        assert_eq!(rest, all[index + 1..], "following after event {index}");
    }
}

/// `Progress` comes with every page, never runs ahead of the events given out, and ends at the head.
pub async fn following_moves_the_checkpoint_with_every_page(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 10)).await;
    let mut follow = Follow::new(Arc::clone(&store), Position::START, 3);
    let (mut last_event, mut last_progress, mut steps) = (Position::START, Position::START, 0);
    loop {
        match next(&mut follow).await {
            FollowItem::Event(event) => {
                assert!(event.position > last_progress, "an event came after the checkpoint had passed it");
                last_event = event.position;
            }
            FollowItem::Progress(position) => {
                assert!(position >= last_event && position >= last_progress, "progress went backwards");
                last_progress = position;
                steps += 1;
            }
            FollowItem::CaughtUp(position) => {
                assert_eq!(Ok(position), store.head().await, "caught up means the head was reached");
                break;
            }
        }
    }
    assert!(steps >= 4, "ten events in pages of three move the checkpoint at least four times, not {steps}");
}

/// Whoever follows is told what the log holds, event by event, from wherever and however much at once: also where an append was refused or
/// came twice.
pub async fn news_are_what_the_log_holds(bench: &dyn Bench) {
    let store = bench.open().await;
    for index in 0..12_u64 {
        let (name, new) = (stream(&format!("n{}", index % 3)), events(&format!("news {index}"), 2));
        let expected = if index < 3 { Expected::NoStream } else { exact(index / 3 * 2 - 1) };
        append(&*store, &name, expected, new.clone()).await;
        let again = store.append(&name, expected, new).await.expect("a repeat is answered");
        assert!(!again.fresh);
        let refused = store.append(&name, Expected::NoStream, events(&format!("refused {index}"), 1)).await;
        assert!(refused.is_err(), "the stream is there");
    }
    let whole = read_all(&*store).await;
    assert_eq!(whole.len(), 24);
    let ends = std::iter::once(Position::START).chain(whole.iter().map(|event| event.position));
    for (passed, after) in ends.enumerate() {
        for limit in [1, 5, 100] {
            let page = store.read_news(after, limit).await.expect("the log can be followed");
            let wanted = whole.iter().skip(passed).take(limit);
            assert!(page.events.iter().eq(wanted), "after {after}, at most {limit}");
            assert_eq!(page.at_end, passed + page.events.len() == whole.len());
            let last = page.events.last().map_or(after, |last| last.position);
            assert!(page.safe_through >= last, "safe_through lies before an event of its own page");
        }
    }
}

/// A follower that breaks off a hundred times at random points while others write sees every event once and in order.
pub async fn a_hundred_reconnects_lose_and_double_nothing(bench: &dyn Bench) {
    const WRITERS: u64 = 4;
    const APPENDS: u64 = 60;
    let store = bench.open().await;
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(Arc::clone(&store), writer, APPENDS))).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut seen: Vec<RecordedEvent> = Vec::new();
    let mut checkpoint = Position::START;
    let total = usize::try_from(WRITERS * APPENDS * 2).expect("a small number");
    for _ in 0..100 {
        let page = usize::try_from(1 + dice.below(20)).expect("a small number");
        let mut follow = Follow::new(Arc::clone(&store), checkpoint, page);
        let mut items = dice.below(12);
        while items > 0 && seen.len() < total {
            items -= 1;
            match next(&mut follow).await {
                FollowItem::Event(event) => {
                    checkpoint = event.position;
                    seen.push(*event);
                }
                FollowItem::Progress(position) | FollowItem::CaughtUp(position) => checkpoint = position,
            }
        }
    }
    for writer in writers {
        writer.await.expect("a writer does not fail");
    }
    seen.extend(gather(&mut Follow::new(Arc::clone(&store), checkpoint, 7)).await);
    assert_eq!(seen.len(), total, "a follower that reconnects sees each event once");
    assert_eq!(ids(&seen), ids(&read_all(&*store).await), "in the order of the log");
}

async fn write(store: Arc<dyn EventStore>, writer: u64, appends: u64) {
    for index in 0..appends {
        let expected = if index == 0 { Expected::NoStream } else { exact(index * 2 - 1) };
        let appended = append(
            &*store,
            &stream(&format!("w{writer}")),
            expected,
            events(&format!("{writer} {index}"), 2),
        )
        .await;
        assert_eq!(appended.revision, Revision(index * 2 + 1));
    }
}

async fn next(follow: &mut Follow) -> FollowItem {
    follow.next().await.expect("a follower can read")
}

async fn next_event(follow: &mut Follow) -> RecordedEvent {
    loop {
        if let FollowItem::Event(event) = next(follow).await {
            return *event;
        }
    }
}

/// Everything up to the end of the log.
async fn gather(follow: &mut Follow) -> Vec<RecordedEvent> {
    let mut events = Vec::new();
    loop {
        match next(follow).await {
            FollowItem::Event(event) => events.push(*event),
            FollowItem::Progress(_) => {}
            FollowItem::CaughtUp(_) => return events,
        }
    }
}
