//! Transactions that are held open while others commit. A sequence lets a reader pass over what commits late (G1); an order by
//! transaction ids can turn a stream around (G2), or hide everything behind a stranger (G3).

use super::{Bench, append, event, exact, ids, read_all, stream};
use crate::{EventStore, Expected, Follow, FollowItem, Position, Revision};
use std::sync::Arc;
use uuid::Uuid;

/// G1. While an append is held open nothing later is seen; then either both are, in the order of their commits, or it never was.
pub async fn a_held_append_is_never_overtaken(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("before"), Expected::NoStream, vec![event("before")]).await;
    let mut wanted = vec![event("before").event_id];
    for commit in [true, false] {
        let (held, later) = (format!("held-{commit}"), format!("later-{commit}"));
        let Some(transaction) = bench.probe().begin().await else { return };
        transaction.append(&stream(&held), Revision(0), &event(&held)).await;
        let waiting = tokio::spawn({
            let (store, later) = (Arc::clone(&store), later.clone());
            async move { append(&*store, &stream(&later), Expected::NoStream, vec![event(&later)]).await }
        });
        transaction.until_waited_for().await;
        assert_eq!(seen(&store).await, wanted, "something is seen that may yet get another in front of it");
        transaction.end(commit).await;
        let appended = waiting.await.expect("the append does not fail");
        if commit {
            wanted.push(event(&held).event_id);
        }
        wanted.push(event(&later).event_id);
        assert_eq!(Ok(appended.position), store.head().await, "the later append stands last");
        assert_eq!(seen(&store).await, wanted, "events do not stand in the order of their commits");
    }
}

/// G2 and G3. A transaction that began early hides nothing while it is idle, and what it appends stands where it commits: behind
/// whatever was committed meanwhile, in its own stream too.
pub async fn a_transaction_that_began_early_stands_where_it_commits(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("first")]).await;
    let Some(early) = bench.probe().begin().await else { return };
    append(&*store, &stream("a"), exact(0), vec![event("second")]).await;
    append(&*store, &stream("b"), Expected::NoStream, vec![event("beside")]).await;
    let mut wanted: Vec<Uuid> = ["first", "second", "beside"].map(|seed| event(seed).event_id).to_vec();
    assert_eq!(seen(&store).await, wanted, "an idle transaction hides what is committed");
    early.append(&stream("a"), Revision(2), &event("early")).await;
    early.end(true).await;
    append(&*store, &stream("a"), exact(2), vec![event("last")]).await;
    wanted.extend(["early", "last"].map(|seed| event(seed).event_id));
    assert_eq!(seen(&store).await, wanted, "an early transaction was sorted before what it came after");
    let log = read_all(&*store).await;
    let revisions: Vec<_> =
        log.iter().filter(|event| event.stream == stream("a")).map(|event| event.revision.0).collect();
    assert_eq!(revisions, [0, 1, 2, 3], "a stream is turned around");
}

/// What a follower from the start sees until it is caught up, which is also what a page of the log holds.
async fn seen(store: &Arc<dyn EventStore>) -> Vec<Uuid> {
    let mut follow = Follow::new(Arc::clone(store), Position::START, 2);
    let mut seen = Vec::new();
    loop {
        match follow.next().await.expect("the log can be read") {
            FollowItem::Event(event) => seen.push(event.event_id),
            FollowItem::Progress(_) => {}
            FollowItem::CaughtUp(_) => break,
        }
    }
    assert_eq!(seen, ids(&read_all(&**store).await), "the follower saw another log than is read");
    seen
}
