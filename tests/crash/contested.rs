//! Many who write to the same cases while the server is killed: whatever they were answered, one house that does one thing at a time
//! could have answered it.

use acceptance::{Contest, House};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::task::JoinSet;

/// Clients at work at once, and what each of them writes.
const CLIENTS: usize = 8;
const WRITES: usize = 10;

/// Kills, each after so many more writes were acknowledged.
const KILLS: usize = 6;
const BETWEEN: usize = 15;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_of_a_server_that_is_killed_is_linearisable() {
    let house = Arc::new(House::open().await);
    let contest = Contest::at(&house).await;
    for kill in 0..KILLS {
        let mut clients: JoinSet<()> = (0..CLIENTS)
            .map(|client| contest.clone().work(vec![Arc::clone(&house)], CLIENTS * kill + client, WRITES))
            .collect();
        contest.progress(BETWEEN).await;
        let house = Arc::clone(&house);
        let again = tokio::task::spawn_blocking(move || {
            house.kill();
            house.restart("info");
        });
        again.await.expect("it starts again");
        while let Some(client) = clients.join_next().await {
            client.expect("no client was answered what no house may");
        }
    }
    contest.insist_on();
    assert!(contest.cut_off.load(Ordering::SeqCst) > 0, "no kill ever met a write: the load proves nothing");
}
