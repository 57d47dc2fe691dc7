//! Views rebuilt, rolled back and put right while everybody works; streams that cannot be read, tried again and discarded.

use crate::endpoint_coverage::views_are_replaced;
use crate::parked_streams::poison;
use acceptance::{Dispute, House, Step, process, wait};
use serde_json::{Value, json};

const REBUILDS: &str = "/v1/view-rebuilds";
const ROLL_BACK: &str = "/v1/view-rebuilds/roll-back";

fn told(data: &std::path::Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let arguments = [&["projection"], arguments, &["--json"]].concat();
    let ended = process::run(data, &arguments);
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    (ended.status.code(), serde_json::from_str(&said).unwrap_or(Value::Null))
}

/// A write is read back at once, and a case that was seen is there, whatever happens to the views meanwhile.
async fn work_while(house: &House, dispute: &Dispute<'_>) -> usize {
    let mut rounds = 0;
    loop {
        let filed = Dispute::at(house, Step::Filed).await;
        assert_eq!(filed.stage().await, "SUBMITTED");
        assert_eq!(dispute.stage().await, "CONSENT_PENDING");
        let listed = house.get(&house.clerk(), "/v1/work-list").await.ok();
        assert!(!listed.items().is_empty());
        rounds += 1;
        let stage = house.get(&house.accounts.administrator(), REBUILDS).await.ok().text("/last/stage");
        if !["BUILDING", "COMPARING", "FLIPPING"].contains(&stage.as_str()) {
            return rounds;
        }
    }
}

#[tokio::test]
async fn the_views_of_a_serving_node_are_rebuilt_and_rolled_back_and_nobody_notices() {
    let house = House::open().await;
    let administrator = house.accounts.administrator();
    let dispute = Dispute::at(&house, Step::Accepted).await;
    for nobody in [house.clerk(), house.director(), house.accounts.security_administrator()] {
        house.post(&nobody, REBUILDS, &json!({})).await.refused(403, "forbidden");
        house.post(&nobody, ROLL_BACK, &json!({})).await.refused(403, "forbidden");
        house.get(&nobody, REBUILDS).await.refused(403, "forbidden");
    }
    let before = house.get(&administrator, REBUILDS).await.ok();
    assert_eq!(before.body, json!({ "last": null, "can_roll_back": false }));
    house.post(&administrator, ROLL_BACK, &json!({})).await.refused(409, "views-before-missing");

    for (path, kind) in [(REBUILDS, "REBUILD"), (ROLL_BACK, "ROLL_BACK"), (REBUILDS, "REBUILD")] {
        let key = house.fresh_key();
        let ask = || house.call(reqwest::Method::POST, path).by(&administrator).key(&key).json(&json!({}));
        let _begun = ask().send().await.ok();
        let _the_same_again = ask().send().await.ok();
        assert!(work_while(&house, &dispute).await > 0);
        let done = views_are_replaced(&house).await;
        assert_eq!(done.text("/last/kind"), kind);
        assert_eq!(done.body["can_roll_back"], true);
        if kind == "REBUILD" {
            assert_eq!(done.body["last"]["differences"], json!([]), "compared row by row");
        }
        let other = house.call(reqwest::Method::POST, REBUILDS).by(&administrator).key(&key);
        let other = other.json(&json!({ "accept_differences": true })).send().await;
        other.refused(422, "idempotency-key-reused");
    }
    // It is looked once a second.
    for follower in ["views", "comparison", "search", "conflict_watch", "proof"] {
        for unit in ["positions", "seconds"] {
            let name = format!("hejie_follower_lag_{unit}{{follower=\"{follower}\"}}");
            while house.metric(&name).await.is_none() {
                wait::a_moment().await;
            }
        }
    }
    house.stop();
    let (code, verified) = told(&house.data(), &["verify"]);
    assert_eq!((code, &verified["equal"]), (Some(0), &json!(true)), "{verified}");
    let (code, back) = told(&house.data(), &["roll-back"]);
    assert_eq!(code, Some(0), "{back}");
    house.restart("info");
    assert_eq!(dispute.stage().await, "CONSENT_PENDING", "what was written since is caught up with first");
    house.finish().await;
}

#[tokio::test]
async fn differing_views_are_told_and_replaced_on_demand_by_a_running_node_and_by_a_command() {
    let house = House::open().await;
    let administrator = house.accounts.administrator();
    let _dispute = Dispute::at(&house, Step::Accepted).await;
    let spoil = || {
        house.stop();
        let views = rusqlite::Connection::open(house.data().join("views.db")).expect("the views");
        assert_eq!(views.execute("UPDATE cases_v1 SET brief = x'7b7d'", ()).expect("spoilt"), 1);
    };
    spoil();
    house.restart("info");
    let _begun = house.post(&administrator, REBUILDS, &json!({})).await.ok();
    let told_of = loop {
        let told = house.get(&administrator, REBUILDS).await.ok();
        if told.text("/last/stage") == "DIFFERENT" {
            break told;
        }
        assert_ne!(told.text("/last/stage"), "DONE");
    };
    let rows = json!([{ "table": "cases_v1", "missing": 0, "added": 0, "changed": 1 }]);
    assert_eq!(told_of.body["last"]["differences"], rows);
    assert_eq!(told_of.body["can_roll_back"], false, "nothing was replaced");
    let _begun = house.post(&administrator, REBUILDS, &json!({ "accept_differences": true })).await.ok();
    assert_eq!(views_are_replaced(&house).await.body["last"]["differences"], rows);
    spoil();
    let (code, rebuilt) = told(&house.data(), &["rebuild"]);
    assert_eq!((code, &rebuilt["differences"]), (Some(0), &rows), "{rebuilt}");
    assert_eq!(told(&house.data(), &["verify"]).1["equal"], true);
    house.restart("info");
    house.finish().await;
}

#[tokio::test]
async fn looking_at_views_of_an_older_version_leaves_them_as_they_are() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    house.stop();
    let path = house.data().join("views.db");
    let rows = || {
        let views = rusqlite::Connection::open(&path).expect("the views");
        views.query_row("SELECT count(*) FROM cases_v1", (), |row| row.get::<_, i64>(0)).expect("rows")
    };
    let views = rusqlite::Connection::open(&path).expect("the views");
    views.execute("UPDATE checkpoint SET version = version - 1", ()).expect("aged");
    drop(views);
    let (code, status) = told(&house.data(), &["status"]);
    assert_eq!((code, &status["position"]), (Some(0), &Value::Null), "{status}");
    assert_eq!(rows(), 1, "they are there still");
    assert_eq!(told(&house.data(), &["roll-back"]).0, Some(1));
    assert_eq!(told(&house.data(), &["parked", "retry", "--all"]).0, Some(1));
    assert_eq!(told(&house.data(), &["rebuild"]).0, Some(0));
    house.restart("info");
    assert_eq!(dispute.stage().await, "CONSENT_PENDING");
    house.finish().await;
}

#[tokio::test]
async fn a_stream_that_cannot_be_read_is_an_alarm_until_it_is_discarded() {
    let house = House::open().await;
    let sick = Dispute::at(&house, Step::Filed).await;
    let (stream, revision) = poison(&house, &sick.case).await;
    let ready = house.call(reqwest::Method::GET, "/health/ready").send().await;
    let check = |body: &Value| {
        let found =
            body["checks"].as_array().into_iter().flatten().find(|it| it["name"] == "parked").cloned();
        found.expect("the check")
    };
    assert_eq!((ready.status, ready.text("/status").as_str()), (200, "damaged"), "{}", ready.body);
    assert!(check(&ready.body)["reason"].to_string().contains("1 streams parked, 0 discarded"));
    assert_eq!(house.metric("hejie_views_parked_streams").await, Some(1.0));
    house.stop();

    let (code, listed) = told(&house.data(), &["parked"]);
    assert_eq!((code, &listed["parked"][0]["stream"]), (Some(1), &json!(stream)), "{listed}");
    assert_eq!(listed["parked"][0]["revision"], revision);
    let (code, tried) = told(&house.data(), &["parked", "retry", &stream]);
    assert_eq!(code, Some(1));
    assert!(tried["streams"][0]["still"].to_string().contains("case.accepted.v1"), "{tried}");
    assert_eq!(
        told(&house.data(), &["parked", "discard", "case-gd~nobody", "--reason", "a slip"]).0,
        Some(1)
    );
    let (code, _) = told(&house.data(), &["parked", "discard", &stream, "--reason", "a pilot's case"]);
    assert_eq!(code, Some(0));
    assert_eq!(told(&house.data(), &["rebuild"]).0, Some(0), "a rebuild carries it over");
    let (code, listed) = told(&house.data(), &["parked", "list"]);
    assert_eq!((code, &listed["parked"][0]["discarded"]["reason"]), (Some(0), &json!("a pilot's case")));
    let status = told(&house.data(), &["status"]).1;
    assert_eq!((&status["parked"], &status["discarded"]), (&json!([]), &json!([stream])));
    house.restart("info");
    let ready = house.call(reqwest::Method::GET, "/health/ready").send().await;
    assert_eq!((ready.status, ready.text("/status").as_str()), (200, "ready"), "{}", ready.body);
    assert!(check(&ready.body)["reason"].to_string().contains("0 streams parked, 1 discarded"));
    assert_eq!(house.metric("hejie_views_parked_streams").await, Some(0.0));
    assert_eq!(house.metric("hejie_views_discarded_streams").await, Some(1.0));
}
