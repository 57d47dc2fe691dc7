//! Whom the centre may ask, and why not the others.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use serde_json::{Value, json};

async fn ask(dispute: &Dispute<'_>, house: &House, query: &str) -> Value {
    dispute.read(&house.clerk(), &format!("mediator-proposals{query}")).await.body
}

#[tokio::test]
async fn a_clerk_is_told_whom_to_ask_and_why_not_the_banks_own_mediator() {
    let house = House::open().await;
    let skilled = json!({
        "kind": "SECONDED", "home_institution": cast::OTHER_BANK, "profile": { "languages": ["CANTONESE"], "load_cap": 3 }
    });
    let path = format!("/v1/mediators/{}/amendments", house.mediator_id());
    let _amended = house.post(&house.director(), &path, &skilled).await.ok();
    let mut dispute = Dispute::at(&house, Step::Consented).await;

    let told = ask(&dispute, &house, "?language=CANTONESE").await;
    assert_eq!((&told["eligible_total"], &told["excluded_total"]), (&json!(1), &json!(1)));
    let first = &told["eligible"][0];
    assert_eq!((&first["mediator"], &first["name"]), (&json!(house.mediator_id()), &json!(cast::MEDIATOR)));
    assert_eq!(first["parts"], json!({ "load": 40, "expertise": 0, "language": 20, "fairness": 0 }));
    assert_eq!(
        (&first["score"], &first["load_cap"], &first["asked_at"]),
        (&json!(60), &json!(3), &Value::Null)
    );
    let barred = &told["excluded"][0];
    assert_eq!(barred["name"], cast::BARRED);
    assert_eq!(barred["reasons"][0]["code"], "CONFLICT");
    assert_eq!(barred["reasons"][0]["findings"][0]["ground"], "R5");

    dispute.take(Step::MediatorOffered).await;
    let told = ask(&dispute, &house, "").await;
    assert_eq!(told["eligible"], json!([]));
    let mut others = told["excluded"].as_array().expect("a list").iter();
    let asked = others.find(|row| row["mediator"] == house.mediator_id()).expect("the one who was asked");
    assert_eq!(asked["reasons"], json!([{ "code": "SITS_ALREADY" }]));
    assert!(asked["asked_at"].is_string());

    let reason = json!({ "reason": "WORKLOAD" });
    dispute.write(&house.mediator(), "assignment-decline", reason).await;
    let told = ask(&dispute, &house, "").await;
    let mut others = told["excluded"].as_array().expect("a list").iter();
    let asked = others.find(|row| row["mediator"] == house.mediator_id()).expect("the one who declined");
    assert_eq!(asked["reasons"], json!([{ "code": "DECLINED_BEFORE" }]));
    house.finish().await;
}

#[tokio::test]
async fn open_cases_of_another_dispute_count_until_the_cap_is_reached() {
    let house = House::open().await;
    let capped =
        json!({ "kind": "SECONDED", "home_institution": cast::OTHER_BANK, "profile": { "load_cap": 1 } });
    let path = format!("/v1/mediators/{}/amendments", house.mediator_id());
    let _amended = house.post(&house.director(), &path, &capped).await.ok();
    let _busy = Dispute::at(&house, Step::AssignmentAccepted).await;
    let dispute = Dispute::at(&house, Step::Consented).await;
    let told = ask(&dispute, &house, "").await;
    assert_eq!(told["eligible"], json!([]));
    let mut others = told["excluded"].as_array().expect("a list").iter();
    let full = others.find(|row| row["mediator"] == house.mediator_id()).expect("the one with a case");
    assert_eq!(full["reasons"], json!([{ "code": "LOAD_CAP_REACHED", "load": 1, "cap": 1 }]));
    house.finish().await;
}

#[tokio::test]
async fn another_centre_and_an_unknown_language_get_no_proposals() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Consented).await;
    let elsewhere = house.accounts.director("440600");
    dispute.try_read(&elsewhere, "mediator-proposals").await.refused(404, "not-found");
    for query in ["?language=KLINGON", "?limit=0"] {
        let below = format!("mediator-proposals{query}");
        dispute.try_read(&house.clerk(), &below).await.refused(400, "query-parameter-invalid");
    }
    house.finish().await;
}
