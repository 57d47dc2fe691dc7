//! The same dispute is not taken twice: what is like an earlier filing is put before the clerk, who decides.

use acceptance::who::Accounts;
use acceptance::{Answer, Dispute, House, Step, cast, wait};
use reqwest::Method;
use serde_json::{Value, json};

/// The checks of acceptance.
fn acceptance() -> Value {
    json!({ "track": "SIMPLE", "checks": cast::checks() })
}

fn about(other: &str, relation: &str) -> Value {
    json!({ "cases": [other], "relation": relation, "reason": cast::TOLD_APART })
}

async fn twice(house: &House) -> (Dispute<'_>, Dispute<'_>) {
    (Dispute::at(house, Step::Filed).await, Dispute::at(house, Step::Filed).await)
}

/// Asks for acceptance, which waits until the filing was compared; the refusal names the cases that may be the same dispute.
async fn held_up(house: &House, dispute: &Dispute<'_>) -> Answer {
    let asked = dispute.try_write(&house.clerk(), "acceptance", acceptance()).await;
    assert_eq!((asked.status, &asked.body["code"]), (409, &json!("similarity-undecided")), "{asked:?}");
    asked
}

/// The case once its view has heard of similar ones.
async fn flagged(house: &House, dispute: &Dispute<'_>) -> Answer {
    loop {
        let read = dispute.read(&house.clerk(), "").await;
        if read.body["similar"].as_array().is_some_and(|similar| !similar.is_empty()) {
            return read;
        }
        wait::a_moment().await;
    }
}

#[tokio::test]
async fn a_second_filing_of_one_dispute_is_explained_and_held_up_until_a_clerk_decides() {
    let house = House::open().await;
    let (first, second) = twice(&house).await;
    held_up(&house, &second).await;
    first.write(&house.clerk(), "acceptance", acceptance()).await;

    let read = flagged(&house, &second).await;
    assert_eq!(read.text("/next_action"), "DECIDE_SIMILARITY");
    let found = &read.body["similar"][0];
    assert_eq!(found["case"], json!(first.case));
    assert_eq!(found["must_decide"], json!(true));
    let agreed = found["agreed"].as_array().expect("what agrees");
    let points: u64 = agreed.iter().filter_map(|it| it["points"].as_u64()).sum();
    assert_eq!(found["score"].as_u64(), Some(points));
    for feature in ["DOCUMENT", "PHONE", "NAME", "INSTITUTION", "BUSINESS", "CAUSE", "PERIOD"] {
        assert!(agreed.iter().any(|it| it["feature"] == feature), "{feature}: {agreed:?}");
    }

    let bare = json!({ "cases": [first.case], "relation": "RELATED" });
    let refused = second.try_write(&house.clerk(), "similarity-decisions", bare).await;
    let _problem = refused.refused(422, "similarity-reason-missing");
    second.write(&house.clerk(), "similarity-decisions", about(&first.case, "RELATED")).await;
    second.write(&house.clerk(), "acceptance", acceptance()).await;
    let read = second.read(&house.clerk(), "").await;
    assert_eq!(read.text("/similar/0/relation"), "RELATED");
    assert_eq!(read.text("/similar/0/reason"), cast::TOLD_APART);
    house.finish().await;
}

#[tokio::test]
async fn the_same_dispute_is_joined_or_refused_with_a_pointer() {
    let house = House::open().await;
    let (first, joined) = twice(&house).await;
    held_up(&house, &joined).await;
    joined.write(&house.clerk(), "similarity-decisions", about(&first.case, "JOINED")).await;
    let read = joined.read(&house.applicant(), "").await;
    assert_eq!((read.text("/stage"), read.text("/joined_into")), ("NOT_ACCEPTED".into(), first.case.clone()));

    let refused = Dispute::at(&house, Step::Filed).await;
    let named = held_up(&house, &refused).await;
    refused.tell_apart(&named).await;
    refused.write(&house.clerk(), "similarity-decisions", about(&first.case, "SAME")).await;
    let taken = refused.try_write(&house.clerk(), "acceptance", acceptance()).await;
    let _problem = taken.refused(409, "same-dispute");
    let refusal = json!({ "grounds": ["X05"], "reason": cast::REASON });
    refused.write(&house.director(), "refusal", refusal).await;
    let read = refused.read(&house.clerk(), "").await;
    assert_eq!(read.text("/refusal/same_as"), first.case);
    assert!(!read.body["refusal"]["remedies"].as_array().expect("the other ways").is_empty());
    house.finish().await;
}

#[tokio::test]
async fn of_two_filings_at_once_one_at_least_is_held_up() {
    let house = House::open().await;
    let application = cast::application();
    let applicant = house.applicant();
    let (one, other) = tokio::join!(
        house.post(&applicant, "/v1/cases", &application),
        house.post(&applicant, "/v1/cases", &application),
    );
    let one = Dispute::of(&house, &one.ok().text("/id")).await;
    let other = Dispute::of(&house, &other.ok().text("/id")).await;
    let clerk = house.clerk();
    let (first, second) = tokio::join!(
        one.try_write(&clerk, "acceptance", acceptance()),
        other.try_write(&clerk, "acceptance", acceptance()),
    );
    let taken = [first.status, second.status].into_iter().filter(|status| *status == 200).count();
    assert_eq!(taken, 1, "{first:?} {second:?}");
    house.finish().await;
}

#[tokio::test]
async fn nobody_but_the_centre_learns_of_similar_cases() {
    let house = House::open().await;
    let (_first, second) = twice(&house).await;
    held_up(&house, &second).await;
    for who in [house.applicant(), house.agent()] {
        for below in ["", "timeline"] {
            let read = second.read(&who, below).await.body.to_string();
            assert!(!read.to_lowercase().contains("similar"), "{below}: {read}");
        }
        let list = house.get(&who, "/v1/my-cases").await.ok().body.to_string();
        assert!(!list.to_lowercase().contains("similar"), "{list}");
    }
    let decision =
        second.try_write(&house.applicant(), "similarity-decisions", about(&second.case, "SAME")).await;
    let _problem = decision.refused(403, "forbidden");
    flagged(&house, &second).await;
    let told = second.read(&house.director(), "timeline").await.body.to_string();
    assert!(told.contains("similar-cases-found"), "{told}");
    house.finish().await;
}

#[tokio::test]
async fn another_person_or_another_bank_holds_nothing_up() {
    let house = House::open().await;
    let first = Dispute::at(&house, Step::Filed).await;
    let mut neighbour = cast::application();
    neighbour["applicants"][0] = json!({ "kind": "PERSON", "name": cast::APPLICANT, "phone": "10011112222" });
    let neighbour = house.post(&house.applicant(), "/v1/cases", &neighbour).await.ok();
    let neighbour = Dispute::of(&house, &neighbour.text("/id")).await;
    neighbour.write(&house.clerk(), "acceptance", acceptance()).await;

    let mut elsewhere = cast::application();
    elsewhere["respondents"] = json!([{ "kind": "INSTITUTION", "uscc": cast::OTHER_BANK }]);
    elsewhere["business"] = json!("LOAN");
    elsewhere["cause"] = json!("SERVICE");
    elsewhere["incident_on"] = json!("2025-01-02");
    let elsewhere = house.post(&house.applicant(), "/v1/cases", &elsewhere).await.ok();
    let path = format!("/v1/cases/{}/acceptance", elsewhere.text("/id"));
    let _taken = house.post(&house.clerk(), &path, &acceptance()).await.ok();
    let elsewhere = Dispute::of(&house, &elsewhere.text("/id")).await;
    let read = flagged(&house, &elsewhere).await;
    assert_eq!(read.text("/similar/0/case"), first.case, "shown, and no more");
    house.finish().await;
}

#[tokio::test]
async fn a_filing_with_another_centre_is_found_and_nothing_of_it_is_told_but_what_agrees() {
    let house = House::open().await;
    let mut there = cast::application();
    there["centre"] = json!(cast::OTHER_CENTRE);
    let there = house.post(&house.applicant(), "/v1/cases", &there).await.ok().text("/id");
    let here = Dispute::at(&house, Step::Filed).await;
    let named = held_up(&house, &here).await;
    assert_eq!(named.text("/facts/others"), there);
    let read = flagged(&house, &here).await;
    let found = read.body["similar"][0].as_object().expect("an entry");
    assert_eq!(found["centre"], json!(cast::OTHER_CENTRE));
    let told: Vec<&str> = found.keys().map(String::as_str).collect();
    let ours = ["decided_at", "reason", "relation"];
    let mut told: Vec<&str> = told.into_iter().filter(|name| !ours.contains(name)).collect();
    told.sort_unstable();
    assert_eq!(told, ["agreed", "case", "centre", "filed_on", "must_decide", "score"]);
    let refused = house.get(&house.clerk(), &format!("/v1/cases/{there}")).await;
    let _problem = refused.refused(404, "not-found");
    here.tell_apart(&named).await;
    here.write(&house.clerk(), "acceptance", acceptance()).await;
    house.finish().await;
}

#[tokio::test]
async fn a_clerk_of_another_centre_decides_nothing_and_neither_does_an_empty_list() {
    let house = House::open().await;
    let (first, second) = twice(&house).await;
    held_up(&house, &second).await;
    let stranger = Accounts::of(&house.data()).clerk(cast::OTHER_CENTRE);
    let decision = second.try_write(&stranger, "similarity-decisions", about(&first.case, "SAME")).await;
    let _problem = decision.refused(404, "not-found");
    let nothing = json!({ "cases": [], "relation": "DIFFERENT", "reason": cast::TOLD_APART });
    let decision = second.try_write(&house.clerk(), "similarity-decisions", nothing).await;
    assert_eq!(decision.status, 422, "{decision:?}");
    let unlisted = about(&second.case, "DIFFERENT");
    let decision = second.try_write(&house.clerk(), "similarity-decisions", unlisted).await;
    let _problem = decision.refused(422, "not-similar");
    house.finish().await;
}

#[tokio::test]
async fn what_was_found_and_decided_is_so_after_a_restart_with_and_without_the_file_of_digests() {
    let house = House::open().await;
    let (first, second) = twice(&house).await;
    let third = Dispute::at(&house, Step::Filed).await;
    let named = held_up(&house, &second).await;
    house.stop();
    house.restart("debug");
    held_up(&house, &second).await;
    second.tell_apart(&named).await;
    second.write(&house.clerk(), "acceptance", acceptance()).await;
    house.stop();
    for file in ["matching.db", "matching.db-wal", "matching.db-shm"] {
        let path = house.data().join(file);
        if path.exists() {
            std::fs::remove_file(path).expect("removed");
        }
    }
    house.restart("debug");
    let others = held_up(&house, &third).await.text("/facts/others");
    let mut others: Vec<&str> = others.split(", ").collect();
    others.sort_unstable();
    let mut known = [first.case.as_str(), second.case.as_str()];
    known.sort_unstable();
    assert_eq!(others, known);
    first.write(&house.clerk(), "acceptance", acceptance()).await;
    house.finish().await;
}

/// Makes the keys of a case's people unreadable, or what they were before.
fn exchange_keys(house: &House, case: &str, keys: &[u8]) -> Vec<u8> {
    let vault = rusqlite::Connection::open(house.data().join("vault.db")).expect("the vault");
    let sql = "SELECT subject FROM person_index WHERE stream LIKE ?1 LIMIT 1";
    let subject: Vec<u8> =
        vault.query_row(sql, [format!("%{case}")], |row| row.get(0)).expect("somebody of the case");
    let sql = "SELECT wrapped FROM subject_keys WHERE subject = ?1";
    let before = vault.query_row(sql, [&subject], |row| row.get(0)).expect("a key");
    let sql = "UPDATE subject_keys SET wrapped = ?2 WHERE subject = ?1";
    assert_eq!(vault.execute(sql, (&subject, keys)).expect("written"), 1);
    before
}

/// How the comparison stands, as the node tells whoever watches it.
async fn told_of_the_comparison(house: &House) -> (String, Value) {
    let ready = house.call(Method::GET, "/health/ready").send().await.ok().body;
    let checks = ready["checks"].as_array().cloned().unwrap_or_default();
    let check = checks.into_iter().find(|check| check["name"] == "comparison").unwrap_or_default();
    (ready["status"].as_str().unwrap_or_default().to_owned(), check)
}

#[tokio::test]
async fn a_case_that_cannot_be_compared_is_named_and_holds_up_no_other() {
    let house = House::open().await;
    let poison = Dispute::at(&house, Step::Filed).await;
    house.stop();
    let keys = exchange_keys(&house, &poison.case, &[0; 12]);
    for file in ["matching.db", "matching.db-wal", "matching.db-shm"] {
        // A file that is not there needs not go.
        let _gone = std::fs::remove_file(house.data().join(file));
    }
    house.restart("debug");
    let twin = Dispute::at(&house, Step::Filed).await;
    twin.write(&house.clerk(), "acceptance", acceptance()).await;
    let waits = poison.try_write(&house.clerk(), "acceptance", acceptance()).await;
    assert_eq!((waits.status, waits.header("retry-after")), (503, "30"), "{waits:?}");
    let _problem = waits.refused(503, "comparison-parked");
    let (status, check) = told_of_the_comparison(&house).await;
    assert_eq!((status.as_str(), &check["ok"]), ("damaged", &json!(false)));
    assert!(check["reason"].as_str().is_some_and(|reason| reason.contains(&poison.case)), "{check}");
    assert_eq!(house.metric("hejie_comparison_parked").await, Some(1.0));

    exchange_keys(&house, &poison.case, &keys);
    while told_of_the_comparison(&house).await.0 != "ready" {
        wait::a_moment().await;
    }
    assert_eq!(held_up(&house, &poison).await.text("/facts/others"), twin.case);
    house.finish().await;
}

#[tokio::test]
async fn one_person_with_two_hundred_filings_gets_a_bounded_list_with_its_total() {
    let house = House::open().await;
    let applicant = house.applicant();
    for _ in 0..200 {
        let _filed = house.post(&applicant, "/v1/cases", &cast::application()).await.ok();
    }
    let last = Dispute::at(&house, Step::Filed).await;
    let named = held_up(&house, &last).await;
    let read = flagged(&house, &last).await;
    let listed = read.body["similar"].as_array().map(Vec::len);
    assert_eq!((listed, &read.body["similar_unlisted"]), (Some(20), &json!(180)));
    last.tell_apart(&named).await;
    last.write(&house.clerk(), "acceptance", acceptance()).await;
    house.finish().await;
}
