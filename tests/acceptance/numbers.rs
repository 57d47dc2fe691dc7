//! Numbers of a centre: none missing, none twice, however many ask at once.

use acceptance::cast;
use acceptance::{House, Who};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::task::JoinSet;

/// How many cases are accepted at once.
const CASES: usize = 500;

async fn accept(house: &House, clerk: &Who, case: String) -> String {
    let body = json!({ "track": "SIMPLE", "checks": cast::checks() });
    let key = format!("accept-{case}");
    loop {
        let call = house.call(reqwest::Method::POST, &format!("/v1/cases/{case}/acceptance"));
        let answer = call.by(clerk).key(&key).json(&body).send().await;
        // Whoever is told to try again does, with the same key.
        if !matches!(answer.status, 409 | 429 | 503) {
            return answer.ok().text("/id");
        }
    }
}

#[tokio::test]
async fn five_hundred_acceptances_at_once_take_the_numbers_one_to_five_hundred() {
    let house = Arc::new(House::open().await);
    let clerk = house.clerk();
    let mut filings = JoinSet::new();
    for number in 0..CASES {
        let house = Arc::clone(&house);
        filings.spawn(async move {
            let filed = house.post(&house.applicant(), "/v1/cases", &cast::application_of(number)).await;
            filed.ok().text("/id")
        });
    }
    let cases = filings.join_all().await;
    let mut acceptances = JoinSet::new();
    for case in cases.clone() {
        let (house, clerk) = (Arc::clone(&house), clerk.clone());
        acceptances.spawn(async move { accept(&house, &clerk, case).await });
    }
    assert_eq!(acceptances.join_all().await.len(), CASES);

    let mut numbers = BTreeSet::new();
    for case in &cases {
        let number = house.get(&clerk, &format!("/v1/cases/{case}")).await.ok().text("/case_no");
        let digits = number.split('〕').nth(1).and_then(|tail| tail.strip_suffix('号')).expect("a number");
        assert!(numbers.insert(digits.parse::<usize>().expect("digits")), "{number} was given twice");
    }
    assert_eq!(numbers, (1..=CASES).collect());
    Arc::into_inner(house).expect("nobody else is left in the house").finish().await;
}
