//! Three nodes on one PostgreSQL: each answers for what the others did, and any of them may go.

use acceptance::{Answer, Contest, Dispute, House, Shared, Step, Who, cast, process};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A case as `node` shows it to somebody who has just written through `writer`.
async fn read_after(node: &House, writer: &House, who: &Who, path: &str) -> Answer {
    let token = writer.consistency_token().expect("something was written");
    node.call(Method::GET, path).by(who).header("consistency-token", &token).send().await
}

/// What a node is told at its start.
type Variables = Vec<(String, String)>;

/// A write as it is sent again and again, to any node.
#[derive(Clone)]
struct Write {
    who: Who,
    path: String,
    key: String,
    body: Value,
}

impl Write {
    /// Asks one node after the other until one acknowledges, as the documents tell clients: no answer, 503 and what says
    /// `retryable` are asked again with the same key.
    async fn insist(&self, nodes: &[Arc<House>], first: usize) -> Value {
        for turn in first.. {
            let node = &nodes[turn % nodes.len()];
            let call = node.call(Method::POST, &self.path).by(&self.who).key(&self.key).json(&self.body);
            match call.try_send().await {
                Ok(answer) if answer.status == 503 || answer.body["retryable"] == true => {}
                Ok(answer) => return answer.ok().body,
                Err(_gone) => {}
            }
            tokio::task::yield_now().await;
        }
        unreachable!("there is always another turn")
    }
}

/// Files cases and accepts them, through whichever node answers, until there was enough.
async fn load(
    nodes: Vec<Arc<House>>,
    client: usize,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
) -> Vec<(Write, Value)> {
    let mut acknowledged = Vec::new();
    let mut turn = client;
    while !stop.load(Ordering::SeqCst) {
        let filing = Write {
            who: nodes[0].applicant(),
            path: "/v1/cases".to_owned(),
            key: format!("client-{client}-{turn}"),
            body: cast::application_of(client * 1_000_000 + turn),
        };
        let filed = filing.insist(&nodes, turn).await;
        let case = filed["id"].as_str().expect("an id").to_owned();
        acknowledged.push((filing, filed));
        let accepting = Write {
            who: nodes[0].clerk(),
            path: format!("/v1/cases/{case}/acceptance"),
            key: format!("client-{client}-{turn}-accepts"),
            body: json!({ "track": "SIMPLE", "checks": cast::checks() }),
        };
        let accepted = accepting.insist(&nodes, turn + 1).await;
        acknowledged.push((accepting, accepted));
        done.fetch_add(2, Ordering::SeqCst);
        turn += 1;
    }
    acknowledged
}

/// Every acknowledged write got a place of its own, in the order of its stream, and gets its first answer from every node.
async fn exactly_once(nodes: &[Arc<House>], shared: &Shared, acknowledged: &[(Write, Value)]) {
    let mut places = BTreeSet::new();
    let mut revisions: BTreeMap<&str, u64> = BTreeMap::new();
    for (write, answer) in acknowledged {
        assert!(
            places.insert(answer["position"].as_str().expect("a position")),
            "two writes at one place: {answer}"
        );
        let stream = write.path.split('/').nth(3).or(answer["id"].as_str()).expect("a case");
        let revision = answer["revision"].as_u64().expect("a revision");
        let before = revisions.insert(stream, revision);
        assert!(before.is_none_or(|before| before < revision), "{stream} went back: {answer}");
    }
    let count =
        || shared.psql("hejie", "SELECT count(*), max(position), count(DISTINCT event_id) FROM hejie.events");
    let before = count();
    for (index, (write, answer)) in acknowledged.iter().enumerate() {
        let again = write.insist(nodes, index).await;
        assert_eq!(&again, answer, "{}", write.path);
    }
    assert_eq!(count(), before, "a repeat was written");
    let numbers: Vec<&str> = before.split('|').collect();
    assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "a hole or a double in the log: {before}");
}

/// Stops the nodes; the views of each are what the log says, and so the same.
fn views_are_equal(nodes: &[Arc<House>]) {
    let digests: BTreeSet<String> = nodes
        .iter()
        .map(|node| {
            node.stop();
            let verified =
                process::run_with(&node.data(), &["projection", "verify", "--json"], node.environment());
            assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
            let said: Value = serde_json::from_slice(&verified.stdout).expect("JSON");
            said["live"].as_str().expect("a digest").to_owned()
        })
        .collect();
    assert_eq!(digests.len(), 1, "the nodes differ: {digests:?}");
}

/// Nodes that start at the same time on databases nobody has prepared.
async fn three(shared: &Arc<Shared>) -> Vec<Arc<House>> {
    let starting: Vec<_> = (0..3)
        .map(|_| {
            let shared = Arc::clone(shared);
            tokio::task::spawn_blocking(move || Arc::new(House::node(&shared)))
        })
        .collect();
    let mut nodes = Vec::new();
    for node in starting {
        nodes.push(node.await.expect("it starts"));
    }
    nodes[0].fill_registers().await;
    nodes[1..].iter().for_each(|node| node.know_mediators_of(&nodes[0]));
    nodes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_node_wrote_every_node_shows_with_its_names_and_its_readers() {
    let shared = Arc::new(Shared::start());
    let nodes = three(&shared).await;
    let dispute = Dispute::at(&nodes[0], Step::AssignmentAccepted).await;
    let path = dispute.path("");
    for node in &nodes {
        let case = read_after(node, &nodes[0], &nodes[0].clerk(), &path).await.ok();
        assert!(
            case.body.to_string().contains(cast::APPLICANT),
            "the shared keys open the names: {}",
            case.body
        );
    }
    // Each has its views to itself.
    let second =
        process::run_with(&nodes[0].data(), &["serve", "--listen", "127.0.0.1:0"], nodes[0].environment());
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && said.contains("a data directory of its own"), "{said}");
    // Read on three nodes, and one journal knows of all of them.
    let reads =
        read_after(&nodes[2], &nodes[0], &nodes[0].director(), &format!("{path}/access-journal")).await.ok();
    let clerk = reads
        .items()
        .iter()
        .filter(|entry| entry["actor"]["role"] == "clerk" && entry["action"] == "read_case");
    assert!(clerk.count() >= 3, "{}", reads.body);
    // Neither database tells a name, and that of the log holds no key.
    assert_eq!(shared.psql("hejie", "SELECT count(*) FROM pg_namespace WHERE nspname = 'hejie_vault'"), "0");
    let told = shared.psql(
        "hejie",
        "SELECT count(*) FROM hejie.events WHERE position(convert_to('何试验', 'UTF8') IN payload) > 0",
    );
    assert_eq!(told, "0");
    views_are_equal(&nodes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_are_killed_and_restarted_one_by_one_under_load_lose_and_double_nothing() {
    let shared = Arc::new(Shared::start());
    let nodes = three(&shared).await;
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let clients: Vec<_> = (0..6)
        .map(|client| tokio::spawn(load(nodes.clone(), client, Arc::clone(&stop), Arc::clone(&done))))
        .collect();
    let progress = async |more: usize| {
        let goal = done.load(Ordering::SeqCst) + more;
        tokio::task::spawn_blocking({
            let done = Arc::clone(&done);
            move || {
                acceptance::wait::until("progress under load", || {
                    (done.load(Ordering::SeqCst) >= goal).then_some(())
                })
            }
        })
        .await
        .expect("no panic");
    };
    progress(20).await;
    nodes[1].kill();
    progress(20).await;
    nodes[1].restart("info");
    for node in &nodes {
        progress(20).await;
        node.stop();
        progress(10).await;
        node.restart("info");
    }
    progress(20).await;
    stop.store(true, Ordering::SeqCst);
    let mut acknowledged = Vec::new();
    for client in clients {
        acknowledged.extend(client.await.expect("no request failed beyond what may be asked again"));
    }
    exactly_once(&nodes, &shared, &acknowledged).await;
    views_are_equal(&nodes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_of_three_nodes_that_are_killed_is_linearisable() {
    let shared = Arc::new(Shared::start());
    let nodes = three(&shared).await;
    let contest = Contest::at(&nodes[0]).await;
    for (round, node) in nodes.iter().enumerate() {
        // Fresh clients each time: however long a start takes, the next node dies among writes too.
        let mut clients: tokio::task::JoinSet<()> =
            (0..6).map(|client| contest.clone().work(nodes.clone(), 6 * round + client, 12)).collect();
        contest.progress(15).await;
        let node = Arc::clone(node);
        let again = tokio::task::spawn_blocking(move || {
            node.kill();
            node.restart("info");
        });
        again.await.expect("it starts again");
        while let Some(client) = clients.join_next().await {
            client.expect("no client was answered what no node may");
        }
    }
    contest.insist_on();
    views_are_equal(&nodes);
}

/// Seeds the views of a stopped node from a file.
fn seed(node: &House, from: &std::path::Path, more: &[&str]) -> Result<Value, String> {
    let from = from.to_str().expect("a readable name");
    let arguments = [&["projection", "seed", "--json", "--from", from], more].concat();
    let ended = process::run_with(&node.data(), &arguments, node.environment());
    if ended.status.success() {
        Ok(serde_json::from_slice(&ended.stdout).expect("JSON"))
    } else {
        Err(String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_lost_its_disk_rebuilds_or_takes_the_views_of_another() {
    let shared = Arc::new(Shared::start());
    let nodes = three(&shared).await;
    let dispute = Dispute::at(&nodes[0], Step::Accepted).await;
    let path = dispute.path("");
    let _seen = read_after(&nodes[1], &nodes[0], &nodes[0].clerk(), &path).await.ok();
    let stranger = House::open().await;
    stranger.stop();
    nodes[1].stop();
    nodes[2].kill();
    // The whole disk: views, what the watch remembers, the tree over the log.
    for node in [&nodes[1], &nodes[2]] {
        std::fs::remove_dir_all(node.data()).expect("its disk");
    }
    // The one that gives goes on meanwhile.
    let giver = nodes[0].data().join("views.db");
    let foreign = seed(&nodes[1], &stranger.data().join("views.db"), &[]).expect_err("another log");
    assert!(foreign.contains("were built from log"), "{foreign}");
    let other = seed(&nodes[1], &nodes[0].data().join("watch.db"), &[]).expect_err("no views");
    assert!(other.contains("does not hold views"), "{other}");
    let wrong = seed(&nodes[1], &giver, &["--digest", "00"]).expect_err("another digest");
    assert!(wrong.contains("not to what was named"), "{wrong}");
    let seeded = seed(&nodes[1], &giver, &[]).expect("the views of another node of this log");
    assert_eq!(seeded["behind"], 0, "{seeded}");
    let again = seed(&nodes[1], &giver, &[]).expect_err("there are views now");
    assert!(again.contains("there are views"), "{again}");
    for node in [&nodes[1], &nodes[2]] {
        node.restart("info");
        let case = read_after(node, &nodes[0], &nodes[0].clerk(), &path).await.ok();
        assert!(case.body.to_string().contains(cast::APPLICANT));
    }
    let proof = nodes[1].call(Method::GET, "/proof/checkpoint").send().await;
    assert_eq!(proof.status, 200, "the tree over the log is grown again");
    views_are_equal(&nodes);
}

/// `hejie store renew-incarnation` with these words.
fn renew(node: &House, words: &[&str]) -> Result<Value, String> {
    let arguments = [&["store", "renew-incarnation", "--json"], words].concat();
    let ended = process::run_with(&node.data(), &arguments, node.environment());
    if ended.status.success() {
        Ok(serde_json::from_slice(&ended.stdout).expect("JSON"))
    } else {
        Err(String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_restored_begins_a_new_life_and_nothing_of_the_old_one_is_believed() {
    let shared = Arc::new(Shared::start());
    let (node, other) = (House::node(&shared), House::node(&shared));
    node.fill_registers().await;
    let dispute = Dispute::at(&node, Step::Accepted).await;
    let token = node.consistency_token().expect("something was written");
    node.stop();
    let asked = renew(&node, &[]).expect_err("it is not confirmed");
    let before = shared.psql("hejie", "SELECT replace(incarnation::text, '-', '') FROM hejie.store");
    assert!(asked.contains(&format!("--confirm {before}")), "{asked}");
    let confirmed = ["--confirm", before.as_str()];
    while other.metric("hejie_lease_epoch").await.unwrap_or_default() < 1.0 {
        tokio::task::yield_now().await;
    }
    let busy = renew(&node, &confirmed).expect_err("the other node runs");
    assert!(busy.contains("a node is at work"), "{busy}");
    other.stop();
    let _wrong = renew(&node, &["--confirm", "00"]).expect_err("it names another log");
    let renewed = renew(&node, &confirmed).expect("it is confirmed and nobody runs");
    assert_eq!(renewed["before"], json!(before));
    assert_ne!(renewed["incarnation"], json!(before));

    let refused = process::run_with(&node.data(), &["serve", "--listen", "127.0.0.1:0"], node.environment());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("were built from log"), "{said}");
    for file in ["views.db", "watch.db"] {
        for suffix in ["", "-wal", "-shm"] {
            let _absent = std::fs::remove_file(node.data().join(format!("{file}{suffix}")));
        }
    }
    node.restart("info");
    let path = dispute.path("");
    let stale = node.call(Method::GET, &path).by(&node.clerk()).header("consistency-token", &token);
    let _refused = stale.send().await.refused(409, "consistency-token-foreign");
    let case = node.call(Method::GET, &path).by(&node.clerk()).send().await.ok();
    assert!(case.body.to_string().contains(cast::APPLICANT), "{}", case.body);
    let _written = Dispute::at(&node, Step::Accepted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_with_no_more_rights_than_it_needs_does_its_work_and_can_change_nothing() {
    let shared = Arc::new(Shared::start());
    let owner = House::node(&shared);
    owner.fill_registers().await;
    owner.stop();
    for (database, role) in [
        ("hejie", include_str!("../../crates/event-store-postgres/sql/service-role.sql")),
        ("hejie", include_str!("../../crates/house-postgres/sql/journal-service-role.sql")),
        ("hejie", include_str!("../../crates/house-postgres/sql/lease-service-role.sql")),
        ("hejie", include_str!("../../crates/house-postgres/sql/revocation-service-role.sql")),
        ("hejie_vault", include_str!("../../crates/house-postgres/sql/vault-service-role.sql")),
    ] {
        let _done = shared.psql(database, role);
    }
    let service = House::serving_as(&shared, "hejie_service");
    service.know_mediators_of(&owner);
    let dispute = Dispute::at(&service, Step::AssignmentAccepted).await;
    let _case = service.get(&service.clerk(), &dispute.path("")).await.ok();
    for (database, forbidden) in [
        ("hejie", "SET ROLE hejie_service; DELETE FROM hejie_journal.reads"),
        ("hejie", "SET ROLE hejie_service; DELETE FROM hejie_lease.leases"),
        ("hejie", "SET ROLE hejie_service; UPDATE hejie.events SET revision = 9"),
        ("hejie_vault", "SET ROLE hejie_service; UPDATE hejie_vault.subject_keys SET wrapped = NULL"),
        ("hejie_vault", "SET ROLE hejie_service; DELETE FROM hejie_vault.destroyed"),
    ] {
        let said = shared.try_psql(database, forbidden).expect_err("it is refused");
        assert!(said.contains("permission denied"), "{forbidden}: {said}");
    }
}

#[tokio::test]
async fn a_store_is_held_to_every_promise_and_nothing_of_it_stays() {
    let shared = Shared::start();
    let place = tempfile::tempdir().expect("a directory");
    let arguments = ["check-store", "--appends", "64", "--json"];
    let schemas = || shared.psql("hejie", "SELECT count(*) FROM pg_namespace");
    let before = schemas();
    for (store, environment) in [("postgresql", shared.environment("hejie")), ("sqlite", Vec::new())] {
        let checked = process::run_with(place.path(), &arguments, &environment);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
        let report: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
        assert_eq!((&report["store"], &report["broken"]), (&json!(store), &json!(0)));
        assert!(
            report["kept"].as_u64() > Some(20) && report["speed"]["many"]["per_second"].as_f64() > Some(0.0)
        );
    }
    assert_eq!(schemas(), before, "the schemas of the check are gone");
    assert_eq!(std::fs::read_dir(place.path()).expect("the directory").count(), 0, "and so are its files");
}

#[tokio::test]
async fn settings_that_would_mix_keys_and_log_or_show_a_password_are_refused() {
    let shared = Shared::start();
    let place = tempfile::tempdir().expect("a directory");
    let refused = |change: &dyn Fn(&mut Variables)| {
        let mut environment = shared.environment("hejie");
        change(&mut environment);
        let ended = process::run_with(place.path(), &["serve", "--listen", "127.0.0.1:0"], &environment);
        assert!(!ended.status.success());
        String::from_utf8_lossy(&ended.stderr).into_owned()
    };
    let mixed = refused(&|environment| environment[1].1 = environment[0].1.clone());
    assert!(mixed.contains("a database of their own"), "{mixed}");
    let shown = refused(&|environment| environment[0].1 = "postgresql://u:secret@localhost/hejie".to_owned());
    assert!(shown.contains("does not belong into a URL") && !shown.contains("secret"), "{shown}");
    let keyless = refused(&|environment| drop(environment.remove(2)));
    assert!(keyless.contains("master_key_file"), "{keyless}");
    let other = refused(&|environment| environment[0].1 = "mysql://u@localhost/hejie".to_owned());
    assert!(other.contains("must be postgresql://"), "{other}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_restore_drill_tries_out_a_dump_of_the_database_and_tells_what_it_would_lose() {
    let shared = Arc::new(Shared::start());
    let house = House::node(&shared);
    house.fill_registers().await;
    let mut dispute = Dispute::at(&house, Step::Accepted).await;
    let yesterday = shared.dump_into("yesterday");
    dispute.go_on(Step::Accepted, Step::Confirmed).await;
    let _caught_up = dispute.read(&house.clerk(), "").await;
    house.stop();
    let now = shared.dump_into("now");
    let drill = |backup: Option<&str>| -> (bool, Value) {
        let named = backup.into_iter().flat_map(|backup| ["--backup", backup]);
        let arguments: Vec<&str> = ["drill", "--json"].into_iter().chain(named).collect();
        let output = process::run_with(&house.data(), &arguments, house.environment());
        let report = serde_json::from_slice(&output.stdout);
        let said = || String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), report.unwrap_or_else(|_| panic!("{}", said())))
    };
    for backup in [None, Some(now.as_str())] {
        let (well, report) = drill(backup);
        assert!(well, "{report}");
        assert_eq!((&report["lost"], &report["parked"]), (&json!(0), &json!(0)), "{report}");
    }
    let (well, report) = drill(Some(&yesterday));
    assert!(!well, "a dump of yesterday does not bring everything back: {report}");
    let count = |name: &str| report[name].as_u64().expect("a number");
    assert!(count("lost") > 0 && count("events") + count("lost") == count("signed"), "{report}");
    let findings = report["findings"].as_array().expect("findings");
    let history = findings.iter().find(|finding| finding["part"] == "history").expect("compared");
    assert_eq!(history["ok"], true, "{report}");
    assert!(report["opened_s"].is_f64() && report["built_s"].is_f64(), "how long it took: {report}");
}
