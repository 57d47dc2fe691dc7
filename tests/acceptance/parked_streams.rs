//! Streams the views have set aside, listed, tried again and discarded while the house serves.

use acceptance::{Dispute, House, Step};
use event_store::{EventStore, Expected, NewEvent, Position, Revision, StreamName};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

const PARKED: &str = "/v1/parked-streams";

/// Writes an event nobody can read to the stream of a case, while the house stands still; the stream, and the event's revision.
pub(crate) async fn poison(house: &House, case: &str) -> (String, u64) {
    house.stop();
    let options = SqliteOptions::new(house.data().join("log.db"));
    let log = SqliteEventStore::open(options).expect("the log opens");
    let stream = format!("case-gd~{case}");
    let name = StreamName::parse(&stream).expect("a name");
    let last = log.read_stream_backward(&name, 1).await.expect("the stream").remove(0);
    let poison = NewEvent {
        event_id: Uuid::from_u128(0xBAD),
        event_type: "case.accepted.v1".into(),
        metadata: last.metadata.clone(),
        payload: b"[]".to_vec(),
        previous: None,
    };
    let Revision(revision) = last.revision;
    log.append(&name, Expected::Exact(Revision(revision)), vec![poison]).await.expect("it is taken");
    log.close();
    drop(log);
    house.restart("info");
    (stream, revision + 1)
}

/// As if a program of before could not have read the last event of a case: its stream is set aside in the views, and nothing else is.
async fn set_aside(house: &House, case: &str) -> String {
    house.stop();
    let options = SqliteOptions::new(house.data().join("log.db"));
    let log = SqliteEventStore::open(options).expect("the log opens");
    let stream = format!("case-gd~{case}");
    let name = StreamName::parse(&stream).expect("a name");
    let last = log.read_stream_backward(&name, 1).await.expect("the stream").remove(0);
    log.close();
    drop(log);
    let Position { commit, prepare } = last.position;
    let views = rusqlite::Connection::open(house.data().join("views.db")).expect("the views");
    let sql = "INSERT INTO parked_v1 VALUES (?1, ?2, ?3, ?4, 'an older program', 0, ?2)";
    let values = (&stream, last.revision.0.cast_signed(), commit.cast_signed(), prepare.cast_signed());
    views.execute(sql, values).expect("set aside");
    drop(views);
    house.restart("info");
    stream
}

#[tokio::test]
async fn a_stream_that_can_be_read_again_is_put_back_while_the_house_serves() {
    let house = House::open().await;
    let administrator = house.accounts.administrator();
    let sick = Dispute::at(&house, Step::Filed).await;
    let well = Dispute::at(&house, Step::Filed).await;
    let empty = house.get(&administrator, PARKED).await.ok();
    assert_eq!((empty.items().len(), &empty.body["total"]), (0, &json!(0)));
    let stream = set_aside(&house, &sick.case).await;
    sick.accept_on("SIMPLE").await;
    assert_eq!(sick.stage().await, "SUBMITTED", "the views go on without it");

    let listed = house.get(&administrator, PARKED).await.ok();
    let row = &listed.items()[0];
    assert_eq!((&row["stream"], &row["skipped"]), (&json!(stream), &json!(1)), "{row}");
    assert_eq!((&row["reason"], &row["discarded"]), (&json!("an older program"), &Value::Null));
    let path = format!("{PARKED}/{stream}/retry");
    let key = house.fresh_key();
    let ask = || house.call(Method::POST, &path).by(&administrator).key(&key).json(&json!({}));
    let tried = ask().send().await.ok();
    assert_eq!(tried.body["streams"], json!([{ "stream": stream }]));
    assert_eq!(ask().send().await.ok().body, tried.body, "the same request again");
    assert_eq!(sick.stage().await, "CONSENT_PENDING");
    assert_eq!(house.get(&administrator, PARKED).await.ok().items().len(), 0);
    assert_eq!(house.metric("hejie_views_parked_streams").await, Some(0.0));
    well.accept_on("SIMPLE").await;
    assert_eq!(well.stage().await, "CONSENT_PENDING", "and the views go on");

    let nowhere = format!("{PARKED}/case-gd~0199f5a3-0000-7000-8000-00000000dead/retry");
    house.post(&administrator, &nowhere, &json!({})).await.refused(409, "stream-not-parked");
    house.stop();
    let arguments = ["projection", "verify", "--json"];
    let verified = acceptance::process::run(&house.data(), &arguments);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    house.restart("info");
    house.finish().await;
}

#[tokio::test]
async fn a_stream_nobody_can_read_is_discarded_with_a_reason_while_the_house_serves() {
    let house = House::open().await;
    let administrator = house.accounts.administrator();
    let (first, second) = (Dispute::at(&house, Step::Filed).await, Dispute::at(&house, Step::Filed).await);
    let (stream, revision) = poison(&house, &first.case).await;
    let other = set_aside(&house, &second.case).await;
    assert_eq!(house.metric("hejie_views_parked_streams").await, Some(2.0));
    let page = house.get(&administrator, &format!("{PARKED}?limit=1&fields=revision")).await.ok();
    assert_eq!((page.items().len(), &page.body["total"]), (1, &json!(2)));
    let next = page.text("/next");
    let rest = house.get(&administrator, &format!("{PARKED}?limit=1&after={next}")).await.ok();
    assert_eq!((rest.items().len(), &rest.body["next"]), (1, &Value::Null));
    let listed: BTreeSet<_> =
        [&page, &rest].iter().map(|page| page.items()[0]["stream"].to_string()).collect();
    assert_eq!(listed, BTreeSet::from([json!(stream).to_string(), json!(other).to_string()]));
    house.get(&administrator, &format!("{PARKED}?after=x")).await.refused(400, "cursor-malformed");
    house.get(&administrator, &format!("{PARKED}?limit=0")).await.refused(400, "query-parameter-invalid");

    let of = |verb: &str| format!("{PARKED}/{stream}/{verb}");
    let tried = house.post(&administrator, &of("retry"), &json!({})).await.ok();
    assert!(tried.body["streams"][0]["still"].to_string().contains("case.accepted.v1"), "{}", tried.body);
    for reason in ["", " "] {
        assert_eq!(
            house.post(&administrator, &of("discard"), &json!({ "reason": reason })).await.status,
            422
        );
    }
    let reason = json!({ "reason": "试运行期间的案件" });
    let kept = house.post(&administrator, &of("discard"), &reason).await.ok();
    assert_eq!(
        house.post(&administrator, &of("discard"), &reason).await.ok().body,
        kept.body,
        "decided once"
    );
    let row = house.get(&administrator, PARKED).await.ok();
    let row = row.items().iter().find(|row| row["stream"] == json!(stream)).expect("it is listed still");
    assert_eq!((&row["revision"], &row["discarded"]["reason"]), (&json!(revision), &reason["reason"]));
    assert_eq!(house.metric("hejie_views_parked_streams").await, Some(1.0));
    assert_eq!(house.metric("hejie_views_discarded_streams").await, Some(1.0));
    let nowhere = format!("{PARKED}/case-gd~nobody/discard");
    house.post(&administrator, &nowhere, &reason).await.refused(409, "stream-not-parked");

    let auditor = house.accounts.audit_administrator();
    let journal = house.get(&auditor, "/v1/access-journal?action=discard_parked_stream").await.ok();
    assert_eq!(journal.items().len(), 3, "each decision is written down: {}", journal.body);
    assert!(journal.items().iter().any(|entry| entry["about"].to_string().contains(&stream)));
    for nobody in
        [house.clerk(), house.director(), house.accounts.security_administrator(), house.applicant()]
    {
        house.get(&nobody, PARKED).await.refused(403, "forbidden");
        house.post(&nobody, &of("retry"), &json!({})).await.refused(403, "forbidden");
        house.post(&nobody, &of("discard"), &reason).await.refused(403, "forbidden");
    }
    house.finish().await;
}

/// What was answered where a stream was set aside, put back and discarded, for whoever wants every operation to succeed once.
pub(crate) async fn seen_of_parked() -> BTreeSet<(String, u16)> {
    let house = House::open().await;
    let administrator = house.accounts.administrator();
    let sick = Dispute::at(&house, Step::Filed).await;
    let (stream, _) = poison(&house, &sick.case).await;
    let _listed = house.get(&administrator, PARKED).await.ok();
    let path = format!("{PARKED}/{stream}");
    let _tried = house.post(&administrator, &format!("{path}/retry"), &json!({})).await.ok();
    let reason = json!({ "reason": "试运行期间的案件" });
    let _kept = house.post(&administrator, &format!("{path}/discard"), &reason).await.ok();
    let seen = house.seen();
    house.stop();
    seen
}
