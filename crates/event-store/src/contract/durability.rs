//! What a store still knows when it is opened again.

use super::{Bench, append, events, exact, read_all, stream};
use crate::{Expected, Revision};

/// Events, positions, head and incarnation survive, and the log goes on behind them.
pub async fn reopening_keeps_every_event_and_the_incarnation(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 5)).await;
    append(&*store, &stream("b"), Expected::NoStream, events("b", 5)).await;
    let (all, head, incarnation) = (read_all(&*store).await, store.head().await, store.incarnation());
    drop(store);

    let store = bench.open().await;
    assert_eq!(store.incarnation(), incarnation, "the same store lives the same life");
    assert_eq!(store.head().await, head);
    assert_eq!(read_all(&*store).await, all, "reopening changed the log");
    let appended = append(&*store, &stream("a"), exact(4), events("later", 1)).await;
    assert!(head.is_ok_and(|head| appended.position > head), "the log goes on behind what was stored");
    assert_eq!(appended.revision, Revision(5));
}

/// A caller whose answer was lost in a restart may repeat its call.
pub async fn reopening_still_recognises_a_repeat(bench: &dyn Bench) {
    let store = bench.open().await;
    let first = append(&*store, &stream("a"), Expected::NoStream, events("a", 2)).await;
    append(&*store, &stream("a"), exact(1), events("b", 2)).await;
    drop(store);

    let store = bench.open().await;
    let again = append(&*store, &stream("a"), Expected::NoStream, events("a", 2)).await;
    assert_eq!(again, crate::Appended { fresh: false, ..first });
    assert_eq!(read_all(&*store).await.len(), 4);
}
