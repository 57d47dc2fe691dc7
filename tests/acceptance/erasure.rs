//! A person who can be forgotten: asked, verified, proposed by one, approved by another, gone everywhere; what may not go is locked away.

mod shared;

use crate::confidential::{addresses, files};
use acceptance::cast;
use acceptance::process;
use acceptance::{Dispute, House, Step, Who};
use application::{MasterKeys, Opened, Vault};
use domain::personal::Sealed;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// Everything of the stories that is the applicant's.
pub(crate) const CANARIES: [&str; 9] = [
    cast::APPLICANT,
    cast::RESIDENT_ID,
    // The end of the number, as it is shown in part: four digits alone stand in ids and counts by chance.
    "****1864",
    cast::ADDRESS,
    "仍被收取剩余手续费",
    cast::CLAIM,
    "双方确认多收事实",
    cast::RELEASE,
    cast::REASON,
];

/// Somebody asks about the applicant's data; the address of the request.
pub(crate) async fn ask(house: &House, who: &Who, right: &str) -> String {
    let body = json!({
        "centre": cast::CENTRE, "right": right, "requester": "SUBJECT", "name": cast::APPLICANT,
        "phone": cast::PHONE, "wording": cast::REASON,
    });
    let asked = house.post(who, "/v1/data-requests", &body).await.ok();
    assert_eq!(asked.body["events"][0]["deadlines"][0]["timer"], "T24");
    format!("/v1/data-requests/{}", asked.text("/id"))
}

/// The officer proposes, the director approves.
pub(crate) async fn decide(house: &House, request: &str, ground: &str) {
    let proposal = json!({ "ground": ground, "reason": cast::REASON });
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &proposal).await.ok();
    let _approved = house.post(&house.director(), &format!("{request}/approval"), &json!({})).await.ok();
}

pub(crate) fn identity() -> Value {
    json!({ "proof": "DOCUMENT_SHOWN", "document": { "kind": "RESIDENT_ID", "number": cast::RESIDENT_ID } })
}

/// A mediation with minutes and a draft that nobody signed, closed.
pub(crate) async fn failed(house: &House) -> Dispute<'_> {
    let dispute = Dispute::at(house, Step::Drafted).await;
    dispute.refuse_to_sign().await;
    let termination = json!({ "code": "E07", "reason": cast::REASON });
    dispute.write(&house.clerk(), "termination", termination).await;
    dispute.write(&house.clerk(), "closing", json!({})).await;
    dispute
}

fn everybody(house: &House) -> Vec<Who> {
    vec![
        house.clerk(),
        house.director(),
        house.officer(),
        house.mediator(),
        house.applicant(),
        house.agent(),
        house.court(),
        house.accounts.federation(),
        house.accounts.administrator(),
    ]
}

/// Whatever anybody is answered at any address there is to read, with the case, the request and the mediator of the story in it; what the
/// server tells whoever measures it among them.
async fn everything_said(house: &House, dispute: &Dispute<'_>, request: &str) -> String {
    let id = request.rsplit('/').next().unwrap_or_default();
    let mut addresses = addresses(dispute, id);
    let longer = ["timeline", "work-list", "my-cases"];
    for path in addresses.iter_mut().filter(|path| longer.iter().any(|end| path.ends_with(end))) {
        path.push_str("?limit=200");
    }
    addresses.extend(["/metrics", "/health/ready", "/v1/retention?class=TERMINATED"].map(str::to_owned));
    let mut said = String::new();
    for who in everybody(house) {
        for path in &addresses {
            said.push_str(&String::from_utf8_lossy(&house.get(&who, path).await.raw));
        }
    }
    said
}

fn wrapped_keys(data: &Path) -> BTreeSet<Vec<u8>> {
    let vault = Connection::open_with_flags(data.join("vault.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut keys = vault.prepare("SELECT wrapped FROM subject_keys WHERE wrapped IS NOT NULL").unwrap();
    keys.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Position, type and stored payload of every event.
fn stored(data: &Path) -> Vec<(i64, String, Vec<u8>)> {
    let log = Connection::open_with_flags(data.join("log.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut events =
        log.prepare("SELECT position, event_type, payload FROM events ORDER BY position").unwrap();
    let rows = events.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Every sealed field in the documents of a file of views.
fn boxes(data: &Path, case: &str) -> Vec<(String, Sealed)> {
    let views = Connection::open_with_flags(data.join("views.db"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut found = Vec::new();
    let mut cases = views.prepare("SELECT doc FROM cases_v1 WHERE case_id = ?1").unwrap();
    let cases = cases.query_map([case], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let cases = cases.map(|doc| projection::unpacked(&doc.unwrap()).unwrap());
    let mut records = views.prepare("SELECT doc FROM session_records_v1 WHERE case_id = ?1").unwrap();
    let records = records.query_map([case], |row| row.get::<_, String>(0)).unwrap();
    let records = records.map(|doc| serde_json::from_str(&doc.unwrap()).unwrap());
    for doc in cases.chain(records) {
        let doc: Value = doc;
        let stream = doc["stream"].as_str().unwrap().to_owned();
        gather(&doc, &stream, &mut found);
    }
    found
}

fn gather(value: &Value, stream: &str, into: &mut Vec<(String, Sealed)>) {
    match value {
        Value::Object(fields) if fields.contains_key("box") => {
            into.push((stream.to_owned(), serde_json::from_value(value.clone()).unwrap()));
        }
        Value::Object(fields) => fields.values().for_each(|field| gather(field, stream, into)),
        Value::Array(items) => items.iter().for_each(|item| gather(item, stream, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn an_erased_person_is_unreadable_everywhere_and_everything_else_still_holds() {
    let house = House::open().await;
    let dispute = failed(&house).await;
    let settled = Dispute::at(&house, Step::Closed).await;
    let counts = format!("/v1/centres/{}/counts?from=2026-01-01&to=2099-12-31", cast::CENTRE);
    let counted = house.get(&house.director(), &counts).await.ok().body;
    let request = ask(&house, &house.applicant(), "ERASE").await;
    let before = everything_said(&house, &dispute, &request).await;
    let shown = CANARIES.iter().filter(|canary| before.contains(**canary)).count();
    assert!(shown >= 7, "the canaries must be seen before, or their absence says nothing: {shown}");

    house.stop();
    let backup = tempfile::tempdir().unwrap();
    copy(&house.data(), backup.path());
    house.restart("debug");

    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), &identity()).await.ok();
    let found = house.get(&house.officer(), &request).await.ok();
    let scope: Vec<&str> =
        found.body["scope"].as_array().unwrap().iter().map(|item| item["case"].as_str().unwrap()).collect();
    assert!(scope.contains(&dispute.case.as_str()) && scope.contains(&settled.case.as_str()), "{scope:?}");
    decide(&house, &request, "UNLAWFUL").await;

    // One case went; the other one a court has built on, so that it is only stored from now on.
    let paper = house.get(&house.officer(), &format!("{request}/certificate")).await.ok().body;
    let outcome = |case: &str| {
        let outcomes = paper["outcomes"].as_array().unwrap();
        outcomes.iter().find(|outcome| outcome["case"] == case).cloned().unwrap()
    };
    assert_eq!(outcome(&dispute.case)["done"], "ERASED");
    assert!(outcome(&dispute.case)["sealed_fields"].as_u64() > Some(8), "{paper}");
    assert_eq!(outcome(&settled.case)["done"], "RESTRICTED");
    assert_eq!(outcome(&settled.case)["because"], "RETENTION_RUNNING");
    for who in [house.clerk(), house.mediator(), house.applicant(), house.agent(), house.court()] {
        settled.try_read(&who, "").await.refused(404, "not-found");
    }
    let kept = settled.read(&house.officer(), "").await;
    assert_eq!(kept.body["parties"][0]["identity"]["name"], cast::APPLICANT, "the officer keeps it");
    let register = house.get(&house.court(), "/v1/settlements").await.ok();
    assert!(register.items().is_empty(), "{}", register.body);
    settled.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "processing-restricted");

    // Nobody is answered anything of the person, in memory or after a restart.
    for restarted in [false, true] {
        if restarted {
            house.stop();
            house.restart("debug");
        }
        let said = everything_said(&house, &dispute, &request).await;
        for canary in CANARIES {
            assert!(!said.contains(canary), "{canary} is still told; restarted: {restarted}");
        }
        let read = dispute.read(&house.clerk(), "").await;
        assert_eq!(read.body["parties"][0]["identity"]["name"], json!({ "erased": true }));
        assert_eq!(read.body["facts"], json!({ "erased": true }));
    }
    assert_eq!(house.get(&house.director(), &counts).await.ok().body, counted, "no statistic changed");

    house.stop();
    let data = house.data();
    let after = stored(&data);
    assert!(after.starts_with(&stored(backup.path())), "the log is what it was, byte for byte");
    let gone: Vec<_> = wrapped_keys(backup.path()).difference(&wrapped_keys(&data)).cloned().collect();
    assert_eq!(gone.len(), 2, "the person's key in the case and the request's own");
    for path in files(&data) {
        let bytes = std::fs::read(&path).unwrap();
        for key in &gone {
            assert!(!holds(&bytes, key), "{} still holds a destroyed key", path.display());
        }
        for canary in CANARIES {
            assert!(!holds(&bytes, canary.as_bytes()), "{} holds {canary} in clear", path.display());
        }
    }
    let compared = Connection::open(data.join("matching.db")).unwrap();
    let id = Uuid::parse_str(&dispute.case).unwrap();
    let count = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table} WHERE case_id = ?1");
        compared.query_row(&sql, [id.as_bytes()], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("filings"), count("marks")), (0, 0), "the digests of the person are gone");
    drop(compared);
    for path in files(&data).iter().filter(|path| path.to_string_lossy().contains("matching.db")) {
        assert!(!holds(&std::fs::read(path).unwrap(), id.as_bytes()), "{} still holds them", path.display());
    }
    let searched = Connection::open(data.join("search.db")).unwrap();
    let sql = "SELECT length(marks) FROM cases WHERE case_id = ?1";
    let kept: i64 = searched.query_row(sql, [id.as_bytes()], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "nor is the case found by anything");
    drop(searched);
    let vault = Vault::open(&data, MasterKeys::read(&data.join("master.key")).unwrap()).unwrap();
    let old = boxes(backup.path(), &dispute.case);
    assert!(old.len() > 8, "{}", old.len());
    for (stream, sealed) in &old {
        assert_eq!(
            vault.open_sealed(stream, sealed),
            Ok(Opened::Erased),
            "{} in an old backup",
            sealed.field
        );
    }
    assert!(
        boxes(&data, &dispute.case).iter().all(|(_, sealed)| sealed.content.is_empty()),
        "views keep no sealed text of the person"
    );
    drop(vault);
    let verified = process::run(&data, &["projection", "verify", "--json"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    house.restart("debug");
    house.finish().await;
}

#[tokio::test]
async fn one_person_cannot_erase_anybody_alone() {
    let house = House::open().await;
    let dispute = failed(&house).await;
    let request = ask(&house, &house.clerk(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{request}/identity"), &identity()).await.ok();
    let proposal = json!({ "ground": "UNLAWFUL" });
    house.post(&house.director(), &format!("{request}/proposal"), &proposal).await.refused(403, "forbidden");
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &proposal).await.ok();
    house.post(&house.officer(), &format!("{request}/approval"), &json!({})).await.refused(403, "forbidden");
    // The officer's own account, with a director's token.
    let mut claims = api::auth::HejieClaims::role(domain::occasion::Role::Director);
    claims.centre = Some(cast::CENTRE.to_owned());
    let both = house.accounts.account("officer-1", claims);
    house
        .post(&both, &format!("{request}/approval"), &json!({}))
        .await
        .refused(403, "second-person-required");
    let elsewhere = house.accounts.director(cast::OTHER_CENTRE);
    house.post(&elsewhere, &format!("{request}/approval"), &json!({})).await.refused(404, "not-found");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["facts"], cast::FACTS);
    house.finish().await;
}

#[tokio::test]
async fn a_hold_keeps_the_file_and_lifting_it_lets_the_erasure_through() {
    let house = House::open().await;
    let dispute = failed(&house).await;
    let hold = json!({ "ground": "LITIGATION", "reason": "法院要求保全。" });
    let hold = dispute.write(&house.director(), "holds", hold).await.text("/id");
    let request = ask(&house, &house.clerk(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{request}/identity"), &identity()).await.ok();
    decide(&house, &request, "UNLAWFUL").await;
    let paper = house.get(&house.officer(), &format!("{request}/certificate")).await.ok().body;
    assert_eq!(paper["outcomes"][0]["because"], "LEGAL_HOLD");
    dispute.try_read(&house.clerk(), "").await.refused(404, "not-found");
    assert_eq!(dispute.read(&house.director(), "").await.body["facts"], cast::FACTS);

    let lifting = json!({ "reason": "案件审结。" });
    dispute.write(&house.director(), &format!("holds/{hold}/lifting"), lifting).await;
    let again = ask(&house, &house.clerk(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{again}/identity"), &identity()).await.ok();
    decide(&house, &again, "UNLAWFUL").await;
    let paper = house.get(&house.officer(), &format!("{again}/certificate")).await.ok().body;
    assert_eq!(paper["outcomes"][0]["done"], "ERASED");
    assert_eq!(dispute.read(&house.director(), "").await.body["facts"], json!({ "erased": true }));
    let third = ask(&house, &house.clerk(), "ACCESS").await;
    let _verified = house.post(&house.officer(), &format!("{third}/identity"), &identity()).await.ok();
    let found = house.get(&house.officer(), &third).await.ok();
    assert_eq!(found.body["scope"], json!([]), "an erased person is found no more");
    house.finish().await;
}

#[tokio::test]
async fn a_person_takes_a_request_back_and_nothing_is_carried_out() {
    let house = House::open().await;
    let dispute = failed(&house).await;
    let request = ask(&house, &house.applicant(), "ERASE").await;
    let _verified = house.post(&house.officer(), &format!("{request}/identity"), &identity()).await.ok();
    let proposal = json!({ "ground": "RETENTION_OVER", "reason": cast::REASON });
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &proposal).await.ok();
    let withdrawal = format!("{request}/withdrawal");
    let stranger = house.accounts.party("party-2");
    house.post(&stranger, &withdrawal, &json!({})).await.refused(404, "not-found");
    let body = json!({ "reason": cast::REASON });
    let withdrawn = house.post(&house.applicant(), &withdrawal, &body).await.ok();
    assert_eq!(withdrawn.events(), ["data-request.withdrawn.v1"]);
    house
        .post(&house.director(), &format!("{request}/approval"), &json!({}))
        .await
        .refused(409, "data-request-state");
    let shown = house.get(&house.officer(), &request).await.ok();
    assert_eq!(
        (shown.text("/state"), shown.text("/reason")),
        ("WITHDRAWN".to_owned(), cast::REASON.to_owned())
    );
    let open = house.get(&house.officer(), "/v1/data-requests?open=true").await.ok();
    assert!(open.items().is_empty(), "nothing waits for an answer: {}", open.body);
    assert_eq!(dispute.read(&house.director(), "").await.body["facts"], cast::FACTS);
    house.finish().await;
}

#[tokio::test]
async fn a_person_reads_the_own_data_and_nobody_elses() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let request = ask(&house, &house.applicant(), "COPY").await;
    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), &identity()).await.ok();
    let export = format!("{request}/personal-data");
    house.get(&house.applicant(), &export).await.refused(409, "data-request-state");
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &json!({})).await.ok();
    let _approved = house.post(&house.director(), &format!("{request}/approval"), &json!({})).await.ok();
    let own = house.get(&house.applicant(), &export).await.ok();
    let text = own.body.to_string();
    for canary in [cast::APPLICANT, cast::RESIDENT_ID, cast::PHONE, cast::FACTS, cast::MINUTES] {
        assert!(text.contains(canary), "{canary} is missing");
    }
    assert!(!text.contains(cast::MEDIATOR), "{text}");
    assert!(text.contains(&dispute.case));
    house.get(&house.accounts.party("party-2"), &export).await.refused(404, "not-found");
    house.get(&house.accounts.party("party-2"), &request).await.refused(404, "not-found");
    house.finish().await;
}
