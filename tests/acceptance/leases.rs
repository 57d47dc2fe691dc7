//! The processes of the house run on one of three nodes: when it is stopped, killed or frozen another takes over, and one that wakes
//! up does no harm.

use acceptance::{Dispute, House, Shared, Step, cast, wait};
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;

/// Which node acts, once it is one with a higher epoch than before; the epoch.
async fn holder(nodes: &[Arc<House>], among: &[usize], after: f64) -> (usize, f64) {
    let started = Instant::now();
    loop {
        for &index in among {
            let epoch = nodes[index].metric("hejie_lease_epoch").await.unwrap_or_default();
            if epoch > after {
                return (index, epoch);
            }
        }
        assert!(started.elapsed().as_secs() < 60, "nobody took over");
        tokio::task::yield_now().await;
    }
}

fn others(than: usize) -> Vec<usize> {
    (0..3).filter(|index| *index != than).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_node_runs_the_processes_and_when_it_stops_dies_or_freezes_another_does() {
    let shared = Arc::new(Shared::start());
    let nodes: Vec<_> = (0..3).map(|_| Arc::new(House::node(&shared))).collect();
    nodes[0].fill_registers().await;
    nodes[1..].iter().for_each(|node| node.know_mediators_of(&nodes[0]));
    let (first, epoch) = holder(&nodes, &[0, 1, 2], 0.0).await;
    for index in others(first) {
        let epoch = nodes[index].metric("hejie_lease_epoch").await.unwrap_or_default();
        assert!(epoch < 1.0, "two act");
    }

    nodes[first].stop();
    let left = shared.psql("hejie", "SELECT epoch, until = '-infinity' FROM hejie_lease.leases");
    assert!(
        left == format!("{epoch}|t") || !left.starts_with(&format!("{epoch}|")),
        "kept at a stop: {left}"
    );
    let (second, epoch) = holder(&nodes, &others(first), epoch).await;
    nodes[first].restart("info");

    let killed = Instant::now();
    nodes[second].kill();
    let (third, epoch) = holder(&nodes, &others(second), epoch).await;
    eprintln!("{:.1} s after a kill another node acts; the lease is 3 s", killed.elapsed().as_secs_f64());
    assert!(killed.elapsed().as_secs() < 20, "{:?}", killed.elapsed());
    nodes[second].restart("info");

    let dispute = Dispute::at(&nodes[second], Step::RightsNotified).await;
    nodes[third].freeze();
    let (fourth, new) = holder(&nodes, &others(third), epoch).await;
    // Whichever node takes it: the change is answered when the node that acts has scanned the case.
    let declaring = &nodes[3 - third - fourth];
    let interest = json!({ "ground": "R2", "target": { "kind": "INSTITUTION", "uscc": cast::BRANCH }, "wording": "持有该行股票。" });
    let path = format!("/v1/mediators/{}/interests", declaring.mediator_id());
    let _declared = declaring.post(&declaring.mediator(), &path, &interest).await.ok();
    let suspensions =
        "SELECT count(*), min(convert_from(metadata, 'UTF8')::json ->> 'correlation') FROM hejie.events
                       WHERE event_type LIKE 'case.assignment-suspended.%'";
    // Up to three seconds; on a busy machine it may come after the answer.
    let scanned = format!("1|lease-{new}");
    wait::until("the scan", || (shared.psql("hejie", suspensions) == scanned).then_some(()));

    nodes[third].thaw();
    let woken = Instant::now();
    while nodes[third].metric("hejie_lease_epoch").await != Some(0.0) {
        assert!(woken.elapsed().as_secs() < 60, "a node that woke up believes that it still acts");
        tokio::task::yield_now().await;
    }
    let again = Dispute::at(&nodes[third], Step::Accepted).await;
    let _read = nodes[third].get(&nodes[third].clerk(), &again.path("")).await.ok();
    assert_eq!(shared.psql("hejie", suspensions), scanned, "and did nothing twice");
    dispute.try_read(&nodes[third].mediator(), "").await.refused(404, "not-found");
}
