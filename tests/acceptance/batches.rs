//! Similar disputes against one institution: linked, handled together, and each judged and told of by itself.

use acceptance::{Dispute, House, cast};
use reqwest::Method;
use serde_json::{Value, json};

/// Three people against the branch.
async fn three(house: &House) -> Vec<String> {
    let mut cases = Vec::new();
    for number in 1..=3 {
        let party = house.accounts.party(&format!("linked-{number}"));
        cases.push(house.post(&party, "/v1/cases", &cast::application_of(number)).await.ok().text("/id"));
    }
    cases
}

fn batch_of(cases: &[String]) -> Value {
    json!({ "institution": cast::BANK, "reason": "SAME_PRODUCT", "title": "信用卡分期提前还款", "cases": cases })
}

fn acceptance() -> Value {
    json!({ "step": { "step": "ACCEPT", "track": "SIMPLE", "checks": cast::checks() } })
}

/// What became of a case, in the answer of a step.
fn item<'a>(answer: &'a acceptance::Answer, case: &str) -> &'a Value {
    let items = answer.body["items"].as_array().expect("items");
    items.iter().find(|item| item["case"] == case).expect("the case")
}

#[tokio::test]
async fn linked_cases_are_accepted_together_and_a_repeat_goes_on_with_the_rest() {
    let house = House::open().await;
    let clerk = house.clerk();
    let cases = three(&house).await;
    let opened = house.post(&clerk, "/v1/batches", &batch_of(&cases)).await.ok();
    assert_eq!(opened.events(), ["batch.opened.v1"]);
    let batch = opened.text("/id");
    let path = format!("/v1/batches/{batch}");
    // One of them waits for papers and cannot be accepted.
    let waiting = Dispute::of(&house, &cases[1]).await;
    waiting.write(&clerk, "supplement-requests", json!({ "items": ["分期合同复印件"] })).await;
    let steps = format!("{path}/steps");
    let answer = house.post(&clerk, &steps, &acceptance()).await.ok();
    assert_eq!((&answer.body["done"], &answer.body["refused"]), (&json!(2), &json!(1)), "{}", answer.body);
    assert_eq!(item(&answer, &cases[0])["events"], json!(["case.accepted.v1"]));
    assert_eq!(item(&answer, &cases[1])["problem"]["code"], "wrong-stage");
    for (case, stage) in [(&cases[0], "CONSENT_PENDING"), (&cases[1], "SUPPLEMENTING")] {
        assert_eq!(Dispute::of(&house, case).await.stage().await, stage);
    }
    // The others are told and mediated; the one that waits is taken out.
    let only = json!({ "cases": [cases[0], cases[2]], "step": { "step": "NOTIFY_RESPONDENT", "method": "ELECTRONIC" } });
    assert_eq!(house.post(&clerk, &steps, &only).await.ok().body["done"], 2);
    let out = json!({ "case": cases[1], "reason": "DIFFERENT" });
    let _out = house.post(&clerk, &format!("{path}/removals"), &out).await.ok();
    let stranger =
        json!({ "cases": [cases[1]], "step": { "step": "NOTIFY_RESPONDENT", "method": "ELECTRONIC" } });
    house.post(&clerk, &steps, &stranger).await.refused(422, "batch-not-member");
    // Nobody has consented yet: asking a mediator is refused in each, and each says so.
    let offer = json!({ "step": { "step": "OFFER_MEDIATOR", "mediator": house.mediator_id() } });
    let refused = house.post(&clerk, &steps, &offer).await.ok();
    assert_eq!(refused.body["refused"], 2, "{}", refused.body);
    let ending = json!({ "step": { "step": "TERMINATE", "code": "E13", "reason": cast::REASON } });
    assert_eq!(house.post(&house.director(), &steps, &ending).await.ok().body["done"], 2);
    let _closed = house.post(&clerk, &format!("{path}/closing"), &json!({})).await.ok();
    house.post(&clerk, &steps, &acceptance()).await.refused(409, "batch-closed");
    let read = house.get(&clerk, &path).await.ok();
    assert_eq!(read.body["cases"].as_array().map(Vec::len), Some(2));
    assert!(read.body["closed_at"].is_string(), "{}", read.body);
    house.finish().await;
}

#[tokio::test]
async fn the_same_request_again_finds_done_what_was_done() {
    let house = House::open().await;
    let cases = three(&house).await;
    let batch = house.post(&house.clerk(), "/v1/batches", &batch_of(&cases)).await.ok().text("/id");
    let waiting = Dispute::of(&house, &cases[1]).await;
    waiting.write(&house.clerk(), "supplement-requests", json!({ "items": ["分期合同复印件"] })).await;
    let path = format!("/v1/batches/{batch}/steps");
    let body = acceptance().to_string();
    let send = || {
        let call = house.call(reqwest::Method::POST, &path).by(&house.clerk());
        call.key("accept-them-all").raw(body.clone()).send()
    };
    let first = send().await.ok();
    assert_eq!(first.body["done"], 2);
    let papers = json!({ "party": waiting.applicant, "documents": [{ "title": "合同", "sha256": cast::some_sha256() }] });
    waiting.write(&house.clerk(), "supplements", papers).await;
    let again = send().await.ok();
    assert_eq!(again.body["done"], 3, "{}", again.body);
    assert_eq!(item(&again, &cases[0]), item(&first, &cases[0]));
    house.finish().await;
}

#[tokio::test]
async fn a_batch_is_found_by_what_its_cases_have_in_common_and_filters_the_work_list() {
    let house = House::open().await;
    let clerk = house.clerk();
    let cases = three(&house).await;
    let mut against_another = cast::application_of(4);
    against_another["respondents"] = json!([{ "kind": "INSTITUTION", "uscc": cast::OTHER_BANK }]);
    let other = house.post(&house.applicant(), "/v1/cases", &against_another).await.ok().text("/id");
    let refused = batch_of(&[cases[0].clone(), other.clone()]);
    house.post(&clerk, "/v1/batches", &refused).await.refused(422, "batch-other-institution");
    house.post(&clerk, "/v1/batches", &batch_of(&cases[..1])).await.refused(422, "batch-too-small");
    let mut found = batch_of(&[]);
    found["matching"] = json!({ "business": "CREDIT_CARD", "cause": "PRICING" });
    // What is found is found in the views, and those follow a moment behind: the clerk has seen the three.
    let token = house.consistency_token().expect("three were filed");
    let opening = house.call(Method::POST, "/v1/batches").by(&clerk).key(&house.fresh_key()).json(&found);
    let batch = opening.header("consistency-token", &token).send().await.ok().text("/id");
    let list = house.get(&clerk, &format!("/v1/work-list?batch={batch}")).await.ok();
    assert_eq!((list.items().len(), &list.body["total"]), (3, &json!(3)), "{}", list.body);
    let against = format!("/v1/work-list?institution={}", cast::OTHER_BANK);
    assert_eq!(house.get(&clerk, &against).await.ok().text("/items/0/case"), other);
    assert_eq!(house.get(&clerk, "/v1/batches?open=true").await.ok().text("/items/0/batch"), batch);
    house.finish().await;
}

#[tokio::test]
async fn another_centre_learns_of_no_batch_and_a_party_of_no_other_case() {
    let house = House::open().await;
    let cases = three(&house).await;
    let batch = house.post(&house.clerk(), "/v1/batches", &batch_of(&cases)).await.ok().text("/id");
    let path = format!("/v1/batches/{batch}");
    let far = house.accounts.clerk(cast::OTHER_CENTRE);
    house.get(&far, &path).await.refused(404, "not-found");
    house.post(&far, &format!("{path}/steps"), &acceptance()).await.refused(404, "not-found");
    let theirs = house.post(&far, "/v1/batches", &batch_of(&cases)).await;
    theirs.refused(422, "batch-case-unknown");
    let party = house.accounts.party("linked-1");
    house.get(&party, &path).await.refused(403, "forbidden");
    let own = house.get(&party, &format!("/v1/cases/{}", cases[0])).await.ok();
    assert!(!own.body.to_string().contains(&batch), "{}", own.body);
    house.get(&party, &format!("/v1/cases/{}", cases[1])).await.refused(404, "not-found");
    house.finish().await;
}
