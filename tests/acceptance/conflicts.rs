//! Conflicts of interest that arise while somebody mediates: who is barred stops reading and acting at once.

use acceptance::cast;
use acceptance::{Dispute, House, Step, Who};
use serde_json::{Value, json};

/// Shares of the respondent's bank.
fn shares() -> Value {
    json!({ "ground": "R2", "target": { "kind": "INSTITUTION", "uscc": cast::BRANCH }, "wording": "持有该行股票。" })
}

async fn declare(house: &House, by: &Who, interest: &Value) {
    let path = format!("/v1/mediators/{}/interests", house.mediator_id());
    let _declared = house.post(by, &path, interest).await.ok();
}

#[tokio::test]
async fn a_mediator_who_declares_an_interest_reads_nothing_with_the_very_next_request() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    dispute.read(&house.mediator(), "").await;
    declare(&house, &house.mediator(), &shares()).await;
    for below in ["", "timeline", "session-records"] {
        dispute.try_read(&house.mediator(), below).await.refused(404, "not-found");
    }
    let notice = json!({ "notice": "2026-2" });
    dispute.try_write(&house.mediator(), "rights-notice", notice).await.refused(404, "not-found");

    let seen = dispute.read(&house.clerk(), "").await.body;
    assert_eq!(seen["panel"][0]["suspended"]["findings"][0]["ground"], "R2");
    assert_eq!(seen["panel"][0]["suspended"]["findings"][0]["because"]["fact"], "DECLARED");
    assert_eq!(seen["next_action"], "RESOLVE_SUSPENSION");
    assert!(house.get(&house.mediator(), "/v1/my-cases").await.ok().items().is_empty());
    house.finish().await;
}

#[tokio::test]
async fn a_declared_interest_reaches_the_open_cases_after_a_restart_too() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    house.stop();
    house.restart("debug");
    let employed =
        json!({ "kind": "LAWYER", "employment": [{ "institution": cast::BRANCH, "since": "2026-01-05" }] });
    let path = format!("/v1/mediators/{}/amendments", house.mediator_id());
    let _amended = house.post(&house.director(), &path, &employed).await.ok();
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    let seen = dispute.read(&house.director(), "").await.body;
    assert_eq!(seen["panel"][0]["suspended"]["findings"][0]["ground"], "R5");
    house.finish().await;
}

#[tokio::test]
async fn another_relation_waits_for_every_partys_waiver_and_then_the_mediator_goes_on() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::MediatorOffered).await;
    let disclosure = json!({ "ground": "R3", "about": dispute.applicant, "wording": "曾是邻居。" });
    dispute.write(&house.mediator(), "disclosures", disclosure).await;
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    let told = dispute.read(&house.applicant(), "").await.body;
    assert_eq!(told["panel"][0]["disclosed"][0]["wording"], "曾是邻居。");

    let waiver = |by: &str, ground: &str| json!({ "by": by, "mediator": house.mediator_id(), "ground": ground, "about": dispute.applicant, "form": "WRITTEN" });
    dispute
        .try_write(&house.applicant(), "conflict-waivers", waiver(&dispute.applicant, "R5"))
        .await
        .refused(422, "ground-not-waivable");
    dispute.write(&house.applicant(), "conflict-waivers", waiver(&dispute.applicant, "R3")).await;
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    dispute.write(&house.agent(), "conflict-waivers", waiver(&dispute.respondent, "R3")).await;
    dispute.take(Step::AssignmentAccepted).await;
    assert_eq!(dispute.stage().await, "IN_MEDIATION");
    house.finish().await;
}

#[tokio::test]
async fn a_consumer_has_the_mediator_replaced_and_the_barred_one_is_never_asked_instead() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionScheduled).await;
    let request = json!({ "mediator": house.mediator_id(), "by": dispute.applicant, "ground": "R3" });
    let done = dispute.write(&house.applicant(), "recusal-requests", request).await;
    assert_eq!(done.body["events"][2]["type"], "case.mediator-replaced.v1");
    assert_eq!(dispute.stage().await, "MEDIATOR_SELECTION");
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");

    let offer = |mediator: String| json!({ "mediator": mediator, "chosen_by_parties": true });
    dispute
        .try_write(&house.clerk(), "mediator-offers", offer(house.barred_id()))
        .await
        .refused(409, "conflict-of-interest");
    dispute
        .try_write(&house.clerk(), "mediator-offers", offer(house.mediator_id()))
        .await
        .refused(409, "mediator-declined");
    let history = dispute.read(&house.director(), "").await.body["mediator_history"].clone();
    assert_eq!((&history[0]["answer"], &history[0]["left_because"]), (&json!("REPLACED"), &json!("RECUSED")));
    house.finish().await;
}

#[tokio::test]
async fn the_director_decides_what_the_bank_and_the_mediator_ask() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let request = json!({ "mediator": house.mediator_id(), "by": dispute.respondent, "ground": "R4", "wording": "曾同席用餐。" });
    let asked = dispute.write(&house.agent(), "recusal-requests", request).await;
    assert_eq!(asked.body["events"][0]["deadlines"][0]["timer"], "T08");
    let seen = dispute.read(&house.clerk(), "").await.body;
    assert_eq!(seen["next_action"], "DECIDE_RECUSAL");

    let decision = |granted: bool| json!({ "mediator": house.mediator_id(), "granted": granted, "reason": cast::REASON });
    dispute.write(&house.director(), "recusal-decisions", decision(false)).await;
    dispute
        .try_write(&house.director(), "recusal-decisions", decision(true))
        .await
        .refused(409, "recusal-not-requested");
    dispute.read(&house.mediator(), "").await;

    let own = json!({ "mediator": house.mediator_id(), "ground": "R3" });
    dispute.write(&house.mediator(), "recusal-requests", own).await;
    dispute.write(&house.director(), "recusal-decisions", decision(true)).await;
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn what_a_mediator_declared_is_seen_by_the_own_centre_alone() {
    let house = House::open().await;
    let elsewhere = json!({ "ground": "R2", "target": { "kind": "INSTITUTION", "uscc": cast::OTHER_BANK }, "wording": "持有该行股票。" });
    declare(&house, &house.mediator(), &elsewhere).await;
    let path = format!("/v1/mediators/{}", house.mediator_id());
    let interests = |body: &Value| body["interests"].as_array().map_or(0, Vec::len);
    let director = house.get(&house.director(), &path).await.ok().body;
    assert_eq!(director["interests"][0]["wording"], "持有该行股票。");
    let clerk = house.get(&house.clerk(), &path).await.ok().body;
    assert_eq!((interests(&clerk), &clerk["interests"][0]["wording"]), (1, &Value::Null));
    let barred = house.accounts.mediator(&house.barred_id());
    for who in [house.accounts.federation(), barred.clone()] {
        assert_eq!(interests(&house.get(&who, &path).await.ok().body), 0);
    }
    let interest = format!("{path}/interests");
    house
        .call(reqwest::Method::POST, &interest)
        .by(&barred)
        .key("k")
        .json(&elsewhere)
        .send()
        .await
        .refused(422, "mediator-not-registered");
    let ending = json!({ "until": acceptance::dispute::today() });
    let _ended = house.post(&house.mediator(), &format!("{interest}/1/ending"), &ending).await.ok();
    house.finish().await;
}
