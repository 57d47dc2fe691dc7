//! The master key is changed while the house works: events stay what they are, everything opens, whatever is killed meanwhile.

use acceptance::{Dispute, House, Shared, Step, cast, process, wait};
use application::{MasterKeys, Vault};
use domain::ids::{CommandId, SubjectId};
use domain::personal::Personal;
use domain::text::ShortText;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// People beside those of the case, so that a rotation takes a while.
const MORE: u128 = 20_000;

fn look(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// Everything in the log that is hashed, in order.
fn events(data: &Path) -> Vec<(i64, String, Vec<u8>, Vec<u8>)> {
    let log = look(&data.join("log.db"));
    let sql = "SELECT position, event_type, payload, metadata FROM events ORDER BY position";
    let mut events = log.prepare(sql).unwrap();
    let rows = events.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

async fn crowd(data: &Path) {
    let vault = Vault::open(data, MasterKeys::read(&data.join("master.key")).unwrap()).unwrap();
    let text = ShortText::parse("路人").unwrap();
    let mut people: Vec<_> = (0..MORE)
        .map(|number| Personal::clear(SubjectId(Uuid::from_u128(number << 108 | 1)), text.clone()))
        .collect();
    vault.seal_events("case-gd~crowd", CommandId(Uuid::from_u128(1)), &mut people).await.unwrap();
}

fn ran(data: &Path, arguments: &[&str], environment: &[(String, String)]) -> Value {
    let ended = process::run_with(data, arguments, environment);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    serde_json::from_slice(&ended.stdout).unwrap()
}

fn ids(said: &Value, state: &str) -> Vec<String> {
    let masters = said["masters"].as_array().unwrap().iter().filter(|master| master["state"] == state);
    masters.map(|master| master["id"].as_str().unwrap().to_owned()).collect()
}

fn keys(said: &Value, state: &str) -> u64 {
    let masters = said["masters"].as_array().unwrap().iter().filter(|master| master["state"] == state);
    masters.map(|master| master["keys"].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn the_master_key_changes_under_a_running_server_although_the_change_is_killed_again_and_again() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let data = house.data();
    crowd(&data).await;
    let before = events(&data);
    let first = ids(&ran(&data, &["keys", "status", "--json"], &[]), "current").remove(0);

    let vault = look(&data.join("vault.db"));
    let anew = || {
        let sql = "SELECT count(*) FROM subject_keys WHERE master <> ?1 AND wrapped IS NOT NULL";
        vault.query_row(sql, [&first], |row| row.get::<_, i64>(0)).unwrap()
    };
    let mut killed = 0;
    for enough in [1, 3_000, 9_000] {
        killed += u32::from(process::kill_when(&data, &["keys", "rotate"], || anew() >= enough));
        let read = dispute.read(&house.clerk(), "").await;
        assert_eq!(read.body["parties"][0]["identity"]["name"], cast::APPLICANT);
        let half = ran(&data, &["keys", "status", "--json"], &[]);
        assert_eq!(half["masters"].as_array().unwrap().len(), 2, "one change, however often begun: {half}");
    }
    assert!(killed > 0, "it was never killed in the middle");
    let filed = house.post(&house.applicant(), "/v1/cases", &cast::application()).await.ok();
    let done = ran(&data, &["keys", "rotate", "--json"], &[]);
    assert_eq!((ids(&done, "former"), keys(&done, "former")), (vec![first.clone()], 0));
    assert!(keys(&done, "current") > u64::try_from(MORE).unwrap());

    assert!(events(&data).starts_with(&before), "no event was touched");
    let retired = ran(&data, &["keys", "retire", &first, "--json"], &[]);
    assert_eq!(ids(&retired, "retired"), vec![first]);
    house.stop();
    house.restart("info");
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.body["facts"], cast::FACTS);
    let late = house.get(&house.clerk(), &format!("/v1/cases/{}", filed.text("/id"))).await.ok();
    assert_eq!(late.body["parties"][0]["identity"]["name"], cast::APPLICANT);

    house.stop();
    let verified = process::run(&data, &["verify", "--json"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    let own = std::fs::read(data.join("master.key")).unwrap();
    std::fs::write(data.join("master.key"), "09".repeat(32)).unwrap();
    let refused = process::run(&data, &["serve", "--listen", "127.0.0.1:0"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("needs master key"), "{said}");
    assert!(!said.contains("0909"), "{said}");
    std::fs::write(data.join("master.key"), own).unwrap();
    house.restart("info");
    house.finish().await;
}

#[tokio::test]
async fn master_keys_come_from_the_environment_too_and_are_never_shown() {
    let place = tempfile::tempdir().unwrap();
    let secret = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
    let given = |keys: &str| vec![("HEJIE_HOUSE_MASTER_KEY".to_owned(), keys.to_owned())];
    let house = House::with("debug", given(secret));
    house.fill_registers().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
    assert!(!house.data().join("master.key").exists());
    assert!(!house.log().contains(secret));
    house.stop();

    let said = |arguments: &[&str], environment: Vec<(String, String)>| {
        let ended = process::run_with(place.path(), arguments, &environment);
        let mut said = String::from_utf8_lossy(&ended.stderr).into_owned();
        said.push_str(&String::from_utf8_lossy(&ended.stdout));
        (ended.status.success(), said)
    };
    let (fine, shown) = said(&["config", "check"], given(secret));
    assert!(fine && shown.contains("(not shown)") && !shown.contains(secret), "{shown}");
    let short = &secret[..40];
    let (fine, shown) = said(&["serve", "--listen", "127.0.0.1:0"], given(short));
    assert!(!fine && shown.contains("base64") && !shown.contains(short), "{shown}");
    let mut both = given(secret);
    both.push(("HEJIE_HOUSE_MASTER_KEY_FILE".to_owned(), "/nowhere".to_owned()));
    let (fine, shown) = said(&["config", "check"], both);
    assert!(!fine && shown.contains("not from both") && !shown.contains(secret), "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_on_one_database_change_the_master_key_together_and_find_a_person_anywhere() {
    let shared = Arc::new(Shared::start());
    let first = House::node(&shared);
    first.fill_registers().await;
    let second = House::node(&shared);
    second.know_mediators_of(&first);
    let dispute = Dispute::at(&first, Step::Accepted).await;
    let environment = shared.environment("hejie");
    let place = tempfile::tempdir().unwrap();
    let log = || {
        let sql =
            "SELECT md5(string_agg(md5(payload) || md5(metadata), '' ORDER BY position)) FROM hejie.events";
        shared.psql("hejie", sql)
    };
    let before = log();

    let alone = process::run_with(place.path(), &["keys", "rotate"], &environment);
    assert!(String::from_utf8_lossy(&alone.stderr).contains("add a new one"), "no node is surprised");
    let _added = ran(place.path(), &["keys", "add", "--json"], &environment);
    let done = ran(place.path(), &["keys", "rotate", "--json"], &environment);
    assert!(keys(&done, "former") == 0 && keys(&done, "current") > 1, "{done}");
    assert_eq!(log(), before, "no event was touched");
    let old = ids(&done, "former").remove(0);
    let _retired = ran(place.path(), &["keys", "retire", &old, "--json"], &environment);

    let token = first.consistency_token().unwrap();
    for node in [&first, &second] {
        let read = node.call(reqwest::Method::GET, &dispute.path("")).by(&node.clerk());
        let read = read.header("consistency-token", &token).send().await.ok();
        assert_eq!(read.body["parties"][0]["identity"]["name"], cast::APPLICANT);
        let _filed = node.post(&node.applicant(), "/v1/cases", &cast::application()).await.ok();
    }
    let count = "SELECT count(DISTINCT master) FROM hejie_vault.subject_keys WHERE wrapped IS NOT NULL";
    assert_eq!(shared.psql("hejie_vault", count).trim(), "1");

    // The person is found on the node that wrote nothing of the case, by the document, and no more once erased.
    let body = json!({
        "centre": cast::CENTRE, "right": "ACCESS", "requester": "SUBJECT", "name": cast::APPLICANT,
        "phone": cast::PHONE, "wording": cast::REASON,
    });
    let asked = second.post(&second.clerk(), "/v1/data-requests", &body).await.ok();
    let request = format!("/v1/data-requests/{}", asked.text("/id"));
    let document = json!({ "kind": "RESIDENT_ID", "number": cast::RESIDENT_ID });
    let identity = json!({ "proof": "DOCUMENT_SHOWN", "document": document });
    let _verified = second.post(&second.clerk(), &format!("{request}/identity"), &identity).await.ok();
    let found = second.get(&second.officer(), &request).await.ok();
    let scope = found.body["scope"].as_array().unwrap();
    assert!(scope.iter().any(|item| item["case"] == dispute.case.as_str()), "{}", found.body);
    assert_eq!(scope.len(), 3, "the case and the two filed after it");
    let subject = scope.iter().find(|item| item["case"] == dispute.case.as_str()).unwrap()["subject"].clone();
    let traces = format!(
        "SELECT count(*) FROM hejie_vault.person_index WHERE subject = '{}'",
        subject.as_str().unwrap()
    );
    assert_ne!(shared.psql("hejie_vault", &traces).trim(), "0");
    let _destroyed =
        shared.psql("hejie_vault", &format!("SELECT hejie_vault.destroy('{}')", subject.as_str().unwrap()));
    assert_eq!(shared.psql("hejie_vault", &traces).trim(), "0", "a destroyed key takes its traces along");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_of_the_keys_is_away_a_case_is_503_and_nothing_is_wrong_with_it() {
    let shared = Shared::start();
    let node = House::node(&shared);
    node.fill_registers().await;
    let dispute = Dispute::at(&node, Step::Filed).await;
    let read = || node.call(reqwest::Method::GET, &dispute.path("")).by(&node.clerk()).send();
    let _closed = shared.psql("postgres", "ALTER DATABASE hejie_vault ALLOW_CONNECTIONS false");
    let ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'hejie_vault'";
    let _ended = shared.psql("postgres", ended);
    // Keys in memory are forgotten when their destruction could not be heard of any more.
    let mut answer = read().await;
    while answer.status == 200 {
        wait::a_moment().await;
        answer = read().await;
    }
    let refused = answer.refused(503, "store-busy");
    assert_eq!(refused["retryable"], true);
    node.post(&node.applicant(), "/v1/cases", &cast::application_of(2)).await.refused(503, "store-busy");
    let _open = shared.psql("postgres", "ALTER DATABASE hejie_vault ALLOW_CONNECTIONS true");
    let mut answer = read().await;
    while answer.status == 503 {
        wait::a_moment().await;
        answer = read().await;
    }
    assert_eq!(answer.ok().body["facts"], cast::FACTS);
    node.finish().await;
}
