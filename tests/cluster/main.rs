//! The house on a cluster: the log on three nodes that speak KurrentDB's protocol, one of which dies on the way.
//!
//! The cluster is the one the engine is tested with, a server of our own: no real one can be had here. `hejie check-store` is how an
//! operator holds a real one to the same promises.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops with a message")]
#![allow(dead_code, reason = "the engine's tests use more of the cluster than these")]

#[path = "../../crates/event-store-kurrent/tests/it/cluster.rs"]
mod cluster;
#[path = "../../crates/event-store-kurrent/tests/it/wait.rs"]
mod wait;

use acceptance::{Contest, Dispute, House, Step, process};
use cluster::Cluster;
use serde_json::{Value, json};
use std::sync::Arc;

fn environment(cluster: &Cluster) -> Vec<(String, String)> {
    vec![("HEJIE_STORE_URL".to_owned(), cluster.options().connection_string)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dispute_goes_the_whole_way_on_a_cluster_whose_leader_dies() {
    let mut cluster = Cluster::of(3);
    let house = House::with("info", environment(&cluster));
    house.fill_registers().await;
    let mut dispute = Dispute::at(&house, Step::Drafted).await;

    cluster.kill(0);
    cluster.log.elect(1);
    let key = house.fresh_key();
    let offer = json!({ "party": dispute.applicant, "matter": "ONLINE" });
    let path = dispute.path("consent-revocations");
    let revoked = loop {
        let call = house.call(reqwest::Method::POST, &path).by(&house.applicant()).key(&key).json(&offer);
        let answer = call.send().await;
        if answer.status != 503 {
            break answer.ok();
        }
        assert_eq!(answer.body["retryable"], true, "{}", answer.body);
    };
    assert_eq!(revoked.events(), ["case.consent-revoked.v1"]);
    dispute.go_on(Step::Drafted, Step::Closed).await;

    house.stop();
    house.restart("info");
    assert_eq!(dispute.stage().await, "CLOSED", "what the cluster keeps is there after a restart");
    house.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_on_a_cluster_whose_leaders_die_is_linearisable() {
    let mut cluster = Cluster::of(3);
    let house = Arc::new(House::with("info", environment(&cluster)));
    house.fill_registers().await;
    let contest = Contest::at(&house).await;
    for leader in 0..3 {
        let mut clients: tokio::task::JoinSet<()> = (0..6)
            .map(|client| contest.clone().work(vec![Arc::clone(&house)], 6 * leader + client, 12))
            .collect();
        contest.progress(10).await;
        cluster.kill(leader);
        cluster.log.elect((leader + 1) % 3);
        cluster.restart(leader);
        while let Some(client) = clients.join_next().await {
            client.expect("no client was answered what no house may");
        }
    }
    contest.insist_on();
    Arc::into_inner(house).expect("nobody else holds it").finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_holds_a_cluster_to_its_promises_under_prefixes_nobody_uses() {
    let cluster = Cluster::of(1);
    let place = tempfile::tempdir().expect("a directory");
    let url = cluster.options().connection_string;
    let arguments = ["check-store", "--url", &url, "--appends", "16", "--json"];
    let place = place.path().to_owned();
    let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
    let checked = tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        process::run(&place, &arguments)
    });
    let checked = checked.await.expect("it ran");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let report: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    assert_eq!((&report["store"], &report["broken"]), (&json!("kurrentdb"), &json!(0)));
    assert!(report["kept"].as_u64() > Some(20), "{report}");
}
