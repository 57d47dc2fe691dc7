//! Somebody neutral says what he or she makes of a dispute, and nobody is bound by it.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

const OPINION: &str = "银行未就提前支取的计息方式作出提示。";

fn asked(evaluator: Value) -> Value {
    json!({ "evaluator": evaluator, "question": "提前支取应按何种利率计息。" })
}

fn report(declared: bool) -> Value {
    json!({ "report": {
        "facts": "双方对存入日期和金额没有争议。",
        "opinion": OPINION,
        "expected_result": "法院很可能支持按存单利率计息。",
        "independence_declared": declared,
        "document": { "title": "中立评估意见书", "sha256": cast::some_sha256() },
    } })
}

#[tokio::test]
async fn an_evaluation_is_for_the_parties_and_never_for_a_court() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::RightsNotified).await;
    let outside = asked(json!({ "kind": "OUTSIDE", "name": "某大学金融法研究中心" }));
    dispute
        .try_write(&house.mediator(), "evaluations", outside.clone())
        .await
        .refused(409, "consent-missing");
    dispute.consent(&["NEUTRAL_EVALUATION"]).await;
    dispute.write(&house.mediator(), "evaluations", outside.clone()).await;
    dispute.try_write(&house.clerk(), "evaluations", outside).await.refused(409, "evaluation-pending");
    dispute
        .try_write(&house.clerk(), "evaluations/1/report", report(false))
        .await
        .refused(422, "independence-not-declared");
    dispute.write(&house.clerk(), "evaluations/1/report", report(true)).await;

    let declined = json!({ "party": dispute.respondent, "accept": false, "reason": "与本行业务规则不符。" });
    dispute.write(&house.agent(), "evaluations/1/answers", declined.clone()).await;
    dispute
        .try_write(&house.agent(), "evaluations/1/answers", declined)
        .await
        .refused(409, "evaluation-answered");
    for reader in [house.applicant(), house.agent(), house.mediator(), house.clerk()] {
        let read = dispute.read(&reader, "").await.body;
        let evaluation = &read["evaluations"][0];
        assert_eq!(evaluation["report"]["opinion"], OPINION, "{evaluation}");
        assert_eq!(evaluation["evaluator"]["who"], "某大学金融法研究中心");
        assert_eq!(evaluation["answers"][0]["accept"], false);
    }

    // Nobody was bound: the dispute goes on to the court, which learns nothing of it.
    dispute.go_on(Step::RightsNotified, Step::ConfirmationFiled).await;
    let seen = dispute.read(&house.court(), "").await.body;
    assert!(seen["evaluations"].is_null() && !seen.to_string().contains(OPINION), "{seen}");
    house.finish().await;
}

#[tokio::test]
async fn whoever_evaluates_a_case_is_barred_from_mediating_it() {
    let house = House::open().await;
    let other = house.enter_mediator("周某", json!({})).await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    dispute.consent(&["NEUTRAL_EVALUATION"]).await;
    let by = |id: &str| asked(json!({ "kind": "MEDIATOR", "id": id }));
    dispute
        .try_write(&house.clerk(), "evaluations", by(&house.mediator_id()))
        .await
        .refused(409, "evaluator-mediates");
    dispute
        .try_write(&house.clerk(), "evaluations", by(&house.barred_id()))
        .await
        .refused(409, "conflict-of-interest");
    dispute.write(&house.clerk(), "evaluations", by(&other)).await;

    let gone = json!({ "mediator": house.mediator_id(), "reason": "UNAVAILABLE" });
    dispute.write(&house.director(), "mediator-replacements", gone).await;
    let offer = json!({ "mediator": other });
    let refused = dispute.try_write(&house.clerk(), "mediator-offers", offer).await;
    let problem = refused.refused(409, "conflict-of-interest");
    assert!(problem.to_string().contains("R8"), "{problem}");
    house.finish().await;
}
