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

/// A restored log lives another life: its positions are handed out a second time, so a checkpoint of the life before names another event
/// or none, and the incarnation beside it is how its reader knows.
pub async fn a_restored_log_lives_another_life(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("kept", 4)).await;
    let (kept, first) = (read_all(&*store).await, store.incarnation());
    drop(store);
    if !bench.probe().back_up().await {
        return;
    }
    let store = bench.open().await;
    assert_eq!(store.incarnation(), first, "a copy that was taken changes nothing");
    let gone = append(&*store, &stream("a"), exact(3), events("gone", 2)).await;
    drop(store);

    let mut lives = vec![first];
    for life in 0..2 {
        bench.probe().restore().await;
        let store = bench.open().await;
        assert!(!lives.contains(&store.incarnation()), "a checkpoint of an earlier life would be believed");
        lives.push(store.incarnation());
        assert_eq!(read_all(&*store).await, kept, "the restored log is what was copied");
        let again = append(&*store, &stream("a"), exact(3), events(&format!("life {life}"), 2)).await;
        assert!(again.fresh, "a life knows nothing of the calls of another");
        assert!(again.position <= gone.position, "the stale position would be waited for in vain");
        drop(store);
        assert_eq!(Some(&bench.open().await.incarnation()), lives.last(), "a life lasts");
    }
}
