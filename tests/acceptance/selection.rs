//! How a case comes to its mediator: named by both, left over from a list, or appointed and explained.

use acceptance::{Dispute, House, Step, Who};
use serde_json::{Value, json};

/// Both consented and choose themselves.
async fn choosing(house: &House) -> Dispute<'_> {
    let dispute = Dispute::at(house, Step::RespondentNotified).await;
    dispute.consent_and_choose().await;
    dispute
}

fn names(party: &str, mediators: &[&str]) -> Value {
    json!({ "party": party, "mediators": mediators })
}

#[tokio::test]
async fn whom_both_parties_name_from_the_public_roster_is_asked_at_once() {
    let house = House::open().await;
    let mut dispute = choosing(&house).await;
    let roster = house.get(&house.applicant(), "/v1/mediators?centre=440100").await.ok();
    let row = roster.items().iter().find(|row| row["mediator"] == json!(house.mediator_id()));
    let row = row.expect("the mediator is on it");
    assert_eq!(row["name"], acceptance::cast::MEDIATOR);
    assert_eq!((&row["interests"], &row["employment"]), (&Value::Null, &Value::Null), "{row}");

    let barred = names(&dispute.applicant, &[&house.barred_id()]);
    dispute
        .try_write(&house.applicant(), "mediator-choices", barred)
        .await
        .refused(409, "conflict-of-interest");
    let offer = json!({ "mediator": house.mediator_id() });
    let waits =
        dispute.try_write(&house.clerk(), "mediator-offers", offer).await.refused(409, "choice-still-open");
    assert!(waits["facts"]["due"].is_string(), "{waits}");

    let mediator = house.mediator_id();
    dispute.write(&house.applicant(), "mediator-choices", names(&dispute.applicant, &[&mediator])).await;
    let seen = dispute.read(&house.agent(), "").await.body;
    assert_eq!(seen["selection"]["choices"][0]["mediators"], json!([mediator]));
    assert_eq!(dispute.read(&house.clerk(), "").await.body["next_action"], "AWAIT_CHOICE");
    let both =
        dispute.write(&house.agent(), "mediator-choices", names(&dispute.respondent, &[&mediator])).await;
    assert_eq!(both.events(), ["case.mediator-chosen.v1", "case.mediator-offered.v1"]);
    dispute.go_on(Step::MediatorOffered, Step::RightsNotified).await;
    assert_eq!(dispute.stage().await, "IN_MEDIATION");
    let why = dispute.read(&house.director(), "assignments").await;
    assert_eq!(why.items()[0]["basis"], "JOINT_CHOICE");
    house.finish().await;
}

#[tokio::test]
async fn a_list_is_struck_and_ranked_unseen_by_the_other_side_and_the_best_left_is_asked() {
    let house = House::open().await;
    let dispute = choosing(&house).await;
    let mut list = vec![house.mediator_id()];
    for name in ["冯试验", "褚试验", "卫试验"] {
        list.push(house.enter_mediator(name, json!({})).await);
    }
    let too_short = json!({ "mediators": list[..2] });
    dispute.try_write(&house.clerk(), "mediator-lists", too_short).await.refused(422, "list-size");
    let sent = dispute.write(&house.clerk(), "mediator-lists", json!({ "mediators": list })).await;
    assert_eq!(sent.body["events"][0]["deadlines"][0]["timer"], "T04");

    let answer = |party: &str, struck: &[&String], ranked: &[&String]| json!({ "party": party, "struck": struck, "ranked": ranked });
    let greedy = answer(&dispute.applicant, &[&list[0], &list[1]], &[]);
    let answers = "mediator-list-answers";
    dispute.try_write(&house.applicant(), answers, greedy).await.refused(422, "too-many-strikes");
    let early = dispute.try_write(&house.clerk(), "mediator-list-closing", json!({})).await;
    early.refused(409, "list-still-open");

    let mine = answer(&dispute.applicant, &[&list[0]], &[&list[2], &list[1]]);
    dispute.write(&house.applicant(), answers, mine).await;
    let shown = |who: Who| {
        let dispute = &dispute;
        async move { dispute.read(&who, "").await.body["selection"]["list"]["answers"].clone() }
    };
    assert_eq!(shown(house.applicant()).await.as_array().map(Vec::len), Some(1));
    assert_eq!(shown(house.agent()).await, json!([]), "the other side's answer is its own");
    let theirs = answer(&dispute.respondent, &[&list[3]], &[&list[2]]);
    let last = dispute.write(&house.agent(), answers, theirs).await;
    let told = ["case.mediator-list-answered.v1", "case.mediator-list-closed.v1", "case.mediator-offered.v1"];
    assert_eq!(last.events(), told);

    let seen = dispute.read(&house.clerk(), "").await.body;
    let result = &seen["selection"]["list"]["result"];
    assert_eq!((&result["chosen"], &result["order"][0]["points"]), (&json!([list[2]]), &json!(2)));
    assert_eq!(seen["mediator"], json!(list[2]));
    let seen = dispute.read(&house.applicant(), "").await.body;
    assert_eq!(seen["selection"]["list"]["result"]["order"][0], json!({ "mediator": list[2] }));
    let chosen = house.accounts.mediator(&list[2]);
    assert_eq!(dispute.read(&chosen, "").await.body["selection"], Value::Null);
    house.finish().await;
}

#[tokio::test]
async fn an_appointment_keeps_who_else_could_have_been_asked_and_why_not() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::MediatorOffered).await;
    let why = dispute.read(&house.clerk(), "assignments").await;
    let offer = &why.items()[0];
    assert_eq!(offer["basis"], "LEFT_TO_CENTRE");
    let record = &offer["assignment"];
    assert_eq!((&record["eligible_total"], &record["excluded_total"]), (&json!(1), &json!(1)));
    assert_eq!(
        record["asked"][0],
        json!({ "mediator": house.mediator_id(), "place": 1, "decided_by": "ONLY_ONE" })
    );
    assert_eq!(record["excluded"][0]["reasons"][0]["findings"][0]["ground"], "R5");
    dispute.try_read(&house.applicant(), "assignments").await.refused(403, "forbidden");
    house.finish().await;
}

#[tokio::test]
async fn whoever_has_as_many_cases_as_may_be_is_not_asked() {
    let house = House::open().await;
    let busy = house.enter_mediator("蒋试验", json!({ "profile": { "load_cap": 1 } })).await;
    let offer = json!({ "mediator": busy });
    let first = Dispute::at(&house, Step::Consented).await;
    first.write(&house.clerk(), "mediator-offers", offer.clone()).await;
    let second = Dispute::at(&house, Step::Consented).await;
    let full = second
        .try_write(&house.clerk(), "mediator-offers", offer.clone())
        .await
        .refused(409, "load-cap-reached");
    assert_eq!(full["facts"]["cap"], "1");
    let proposals = second.read(&house.clerk(), "mediator-proposals").await.body;
    let excluded = proposals["excluded"].as_array().expect("a list");
    let row = excluded.iter().find(|row| row["mediator"] == json!(busy)).expect("left out");
    assert_eq!(row["reasons"][0]["code"], "LOAD_CAP_REACHED");

    let declines = json!({ "reason": "WORKLOAD" });
    first.write(&house.accounts.mediator(&busy), "assignment-decline", declines).await;
    let proposals = second.read(&house.clerk(), "mediator-proposals").await.body;
    let excluded = proposals["excluded"].as_array().expect("a list");
    assert!(excluded.iter().all(|row| row["mediator"] != json!(busy)), "there is room again");
    second.write(&house.clerk(), "mediator-offers", offer).await;
    house.finish().await;
}
