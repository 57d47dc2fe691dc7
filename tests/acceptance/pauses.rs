//! A mediation stands still, or its clock does, and both go on.

use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

fn period(read: &acceptance::Answer) -> serde_json::Value {
    let deadlines = read.body["deadlines"].as_array().cloned().unwrap_or_default();
    deadlines.into_iter().find(|it| it["timer"] == "T05a").unwrap_or_default()
}

#[tokio::test]
async fn what_stands_still_is_not_gone_on_with_until_it_is_resumed() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::RightsNotified).await;
    let mediator = house.mediator();
    let alone = json!({ "reason": "PARTIES_ASK", "agreed_by": [dispute.applicant] });
    let problem = dispute.try_write(&mediator, "suspension", alone).await.refused(422, "pause-not-unanimous");
    assert_eq!(problem["facts"]["missing"], json!(dispute.respondent));
    let sham = json!({ "reason": "SUSPECTED_SHAM", "wording": cast::REASON });
    let done = dispute.write(&mediator, "suspension", sham).await;
    assert_eq!(done.events(), ["case.mediation-suspended.v1"]);
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.text("/next_action"), "RESUME_MEDIATION");
    assert_eq!(read.body["suspensions"][0]["clock_stops"], false);
    let exchange = dispute.try_write(&mediator, "exchanges", json!({})).await;
    exchange.refused(409, "mediation-suspended");
    dispute.write(&mediator, "resumption", json!({ "wording": cast::REASON })).await;
    dispute.go_on(Step::RightsNotified, Step::SessionClosed).await;
    house.finish().await;
}

#[tokio::test]
async fn an_appraisal_stops_the_clock_and_its_opinion_is_for_the_parties() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let before = period(&dispute.read(&house.clerk(), "").await);
    let both = json!([dispute.applicant, dispute.respondent]);
    let asked = json!({ "appraiser": "某司法鉴定中心", "question": cast::REASON, "agreed_by": both });
    dispute.write(&house.clerk(), "appraisals", asked.clone()).await;
    dispute.try_write(&house.clerk(), "appraisals", asked).await.refused(409, "appraisal-pending");
    let extension = json!({ "until": "2099-01-01", "agreed_by": both });
    dispute.try_write(&house.clerk(), "extensions", extension).await.refused(409, "clock-stands");
    let opinion = json!({ "document": { "title": "鉴定意见书", "sha256": cast::some_sha256() } });
    dispute.write(&house.clerk(), "appraisals/1/opinion", opinion).await;
    let read = dispute.read(&house.agent(), "").await;
    assert_eq!(read.body["appraisals"][0]["document"]["title"], "鉴定意见书");
    let after = period(&dispute.read(&house.clerk(), "").await);
    assert_eq!(after["legal_start_date"], before["legal_start_date"]);
    assert!(before["legal_start_date"].is_string());
    assert!(after["due_date"].as_str() >= before["due_date"].as_str() && after["due_date"].is_string());
    house.finish().await;
}
