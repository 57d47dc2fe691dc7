//! Cases are found by whoever has them in a list, and by nobody else; what was searched for is written down nowhere.

use acceptance::{Answer, Call, Dispute, House, Step, Who, cast, wait};
use reqwest::Method;
use serde_json::{Value, json};

/// A search that has seen every write of this house.
fn searching<'h>(house: &'h House, who: &Who, body: &Value) -> Call<'h> {
    let call = house.call(Method::POST, "/v1/searches").by(who).json(body);
    match house.consistency_token() {
        Some(token) => call.header("consistency-token", &token),
        None => call,
    }
}

async fn search(house: &House, who: &Who, text: &str) -> Answer {
    searching(house, who, &json!({ "text": text })).send().await.ok()
}

async fn found(house: &House, who: &Who, text: &str) -> Vec<String> {
    let answer = search(house, who, text).await;
    answer.items().iter().filter_map(|item| item["case"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_case_is_found_by_what_is_in_it_with_the_place_marked() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Sealed).await;
    let case = [dispute.case.clone()];
    let read = dispute.read(&house.clerk(), "").await;
    let (number, agreement) = (read.text("/case_no"), read.text("/agreement/agreement_no"));
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for text in [
        cast::APPLICANT,
        "分期手续费",
        "分期 手續費",
        "客服",
        "2026-03-02",
        "2026年3月2日",
        &number,
        &bare(&number),
        &agreement,
        &bare(&agreement),
    ] {
        assert_eq!(found(&house, &house.clerk(), text).await, case, "{text}");
    }
    let answer = search(&house, &house.clerk(), "剩餘手續費").await;
    let item = &answer.items()[0]["found"];
    assert_eq!((&item["by"], &item["parts"], &item["asked"]), (&json!("TEXT"), &json!(4), &json!(4)));
    let excerpt = &item["excerpts"][0];
    assert_eq!(excerpt["field"], "/facts");
    let find = |at: usize| {
        excerpt["finds"][0][at].as_u64().and_then(|it| usize::try_from(it).ok()).expect("a place")
    };
    let shown: String = excerpt["text"].as_str().expect("text").chars().take(find(1)).skip(find(0)).collect();
    assert_eq!(shown, "剩余手续费");
    let answer = search(&house, &house.clerk(), &number).await;
    assert_eq!(answer.items()[0]["found"]["by"], "WHOLE");
    assert!(found(&house, &house.clerk(), "保险理赔").await.is_empty());
    house.finish().await;
}

#[tokio::test]
async fn nobody_finds_what_he_could_not_read() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Sealed).await;
    let text = "分期手续费";
    for who in [house.clerk(), house.director(), house.mediator(), house.applicant(), house.agent()] {
        assert_eq!(found(&house, &who, text).await, std::slice::from_ref(&dispute.case), "{:?}", who.role);
    }
    let other = &house.accounts;
    for stranger in [
        other.clerk(cast::OTHER_CENTRE),
        other.director(cast::OTHER_CENTRE),
        other.mediator(&house.barred_id()),
        other.party("somebody-else"),
        other.agent(cast::OTHER_BANK),
    ] {
        assert!(found(&house, &stranger, text).await.is_empty(), "{:?}", stranger.role);
    }
    for who in [house.court(), house.officer(), other.federation()] {
        searching(&house, &who, &json!({ "text": text })).send().await.refused(403, "forbidden");
    }
    house.finish().await;
}

#[tokio::test]
async fn nothing_of_the_talks_is_found() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let note = json!({ "text": "调解员笔记：对方底价九千九百元" });
    dispute.write(&house.mediator(), "notes", note).await;
    for text in ["双方确认多收事实", "底价九千九百", cast::REASON] {
        for who in [house.clerk(), house.mediator()] {
            let answer = search(&house, &who, text).await;
            let whole = answer.items().iter().any(|item| item["found"]["parts"] == item["found"]["asked"]);
            assert!(!whole, "{text}: {}", answer.body);
        }
    }
    house.finish().await;
}

#[tokio::test]
async fn that_somebody_searched_is_written_down_and_what_for_is_not() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let found = search(&house, &house.clerk(), cast::APPLICANT).await;
    assert_eq!(found.items().len(), 1);
    let path = dispute.path("access-journal");
    let journal = house.get(&house.director(), &path).await.ok();
    let read = journal.items().iter().find(|entry| entry["action"] == "search_cases");
    assert_eq!(read.map(|entry| &entry["classes"]), Some(&json!(["K1", "K2"])), "{}", journal.body);
    assert!(!journal.body.to_string().contains(cast::APPLICANT));
    let log = std::fs::read_to_string(house.stderr()).unwrap_or_default();
    assert!(!log.contains(cast::APPLICANT), "nor does it stand in the log of the server");
    house.finish().await;
}

#[tokio::test]
async fn what_is_no_question_is_refused() {
    let house = House::open().await;
    for text in ["", " ！", &"字".repeat(101)] {
        searching(&house, &house.clerk(), &json!({ "text": text })).send().await.refused(422, "search-text");
    }
    for limit in [0, 51] {
        let body = json!({ "text": "银行", "limit": limit });
        searching(&house, &house.clerk(), &body).send().await.refused(422, "field-value");
    }
    house.finish().await;
}

#[tokio::test]
async fn a_case_under_restriction_is_found_by_nobody() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    assert_eq!(found(&house, &house.director(), "分期手续费").await.len(), 1);
    dispute.write(&house.officer(), "restriction", json!({})).await;
    for who in [house.clerk(), house.director(), house.applicant()] {
        while !found(&house, &who, "分期手续费").await.is_empty() {
            wait::a_moment().await;
        }
    }
    house.finish().await;
}
