//! Every step of keeping and forgetting.

use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

pub(super) async fn keep_and_forget(house: &House) {
    let dispute = Dispute::at(house, Step::Closed).await;
    let hold =
        json!({ "ground": "LITIGATION", "reference": "（2026）粤0104民初1号", "reason": cast::REASON });
    let hold = dispute.write(&house.officer(), "holds", hold).await.text("/id");
    let custody = dispute.read(&house.officer(), "custody").await;
    assert_eq!(custody.body["holds"][0]["reason"], cast::REASON);
    let lifting = format!("holds/{hold}/lifting");
    dispute.write(&house.director(), &lifting, json!({ "reason": cast::REASON })).await;
    dispute.write(&house.officer(), "restriction", json!({})).await;
    dispute.write(&house.director(), "restriction/lifting", json!({})).await;
    let _due = house.get(&house.officer(), "/v1/retention?class=CONFIRMED&due=2099-01-01").await.ok();

    let asked = crate::erasure::ask(house, &house.applicant(), "ACCESS").await;
    let named = json!([{ "case": dispute.case, "party": dispute.applicant }]);
    let identity = json!({ "proof": "ACCOUNT", "parties": named });
    let _step = house.post(&house.clerk(), &format!("{asked}/identity"), &identity).await.ok();
    let _step = house.post(&house.officer(), &format!("{asked}/proposal"), &json!({})).await.ok();
    let _step = house
        .post(&house.director(), &format!("{asked}/return"), &json!({ "reason": cast::REASON }))
        .await
        .ok();
    let _step = house.post(&house.officer(), &format!("{asked}/proposal"), &json!({})).await.ok();
    let _step = house.post(&house.director(), &format!("{asked}/approval"), &json!({})).await.ok();
    let _request = house.get(&house.applicant(), &asked).await.ok();
    let _list = house.get(&house.officer(), "/v1/data-requests?open=true").await.ok();
    let export = house.get(&house.applicant(), &format!("{asked}/personal-data")).await.ok();
    assert!(export.body.to_string().contains(cast::RESIDENT_ID), "the person's own data: {}", export.body);

    let erasure = crate::erasure::ask(house, &house.applicant(), "ERASE").await;
    let _step = house.post(&house.officer(), &format!("{erasure}/identity"), &identity).await.ok();
    crate::erasure::decide(house, &erasure, "RETENTION_OVER").await;
    let _paper = house.get(&house.officer(), &format!("{erasure}/certificate")).await.ok();
    let withdrawn = crate::erasure::ask(house, &house.applicant(), "COPY").await;
    let _step = house.post(&house.applicant(), &format!("{withdrawn}/withdrawal"), &json!({})).await.ok();
    let refused = crate::erasure::ask(house, &house.clerk(), "RESTRICT").await;
    let refusal = json!({ "ground": "NOT_IDENTIFIED", "article": "PIPL 50", "reason": cast::REASON });
    let _step = house.post(&house.officer(), &format!("{refused}/refusal"), &refusal).await.ok();
}
