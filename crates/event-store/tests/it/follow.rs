//! A follower that is interrupted.

use crate::memory::{Fault, MemoryBench};
use event_store::contract::{Bench, events};
use event_store::{Expected, Follow, FollowItem, Position, StreamName};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Every waiting is broken off once before it may end: a `select!` with another branch that is always ready.
#[tokio::test]
async fn a_follower_broken_off_at_every_wait_loses_and_doubles_nothing() {
    let store = MemoryBench::new(Fault::Nothing).open().await;
    let stream = StreamName::parse("case-a").expect("a stream name");
    let mut follow = Follow::new(Arc::clone(&store), Position::START, 4);
    let (mut seen, mut expected) = (Vec::new(), Expected::NoStream);
    for round in 0..20 {
        let appended =
            store.append(&stream, expected, events(&format!("round {round}"), 3)).await.expect("taken");
        expected = Expected::Exact(appended.revision);
        // Reads until nothing is ready, and gives up on the wait.
        while let Some(item) = poll_once(follow.next()) {
            if let FollowItem::Event(event) = item.expect("memory can be read") {
                seen.push(event.revision.0);
            }
        }
    }
    assert_eq!(seen, (0..60).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_follower_holds_no_more_than_a_page_and_at_least_one_event() {
    let store = MemoryBench::new(Fault::Nothing).open().await;
    let stream = StreamName::parse("case-a").expect("a stream name");
    store.append(&stream, Expected::NoStream, events("a", 2)).await.expect("taken");
    let mut follow = Follow::new(store, Position::START, 0);
    let mut steps = Vec::new();
    for _ in 0..5 {
        steps.push(match follow.next().await.expect("memory can be read") {
            FollowItem::Event(event) => format!("event {}", event.position),
            FollowItem::Progress(position) => format!("progress {position}"),
            FollowItem::CaughtUp(position) => format!("caught up {position}"),
        });
    }
    assert_eq!(steps, ["event 1", "progress 1", "event 2", "progress 2", "caught up 2"]);
}

/// The answer if it is there at once; otherwise the future is dropped where it waits.
fn poll_once<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}
