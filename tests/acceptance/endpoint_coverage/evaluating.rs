//! Every step of a neutral evaluation.

use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

/// Somebody neutral is asked.
pub(super) async fn evaluate(house: &House) {
    let dispute = Dispute::at(house, Step::RightsNotified).await;
    dispute.consent(&["NEUTRAL_EVALUATION"]).await;
    let evaluator = json!({ "kind": "OUTSIDE", "name": cast::REASON });
    let asked = json!({ "evaluator": evaluator, "question": cast::REASON });
    dispute.write(&house.mediator(), "evaluations", asked).await;
    let report = json!({
        "facts": cast::REASON, "opinion": cast::REASON, "expected_result": cast::REASON,
        "independence_declared": true, "document": { "title": "意见书", "sha256": cast::some_sha256() },
    });
    dispute.write(&house.clerk(), "evaluations/1/report", json!({ "report": report })).await;
    let answer = json!({ "party": dispute.applicant, "accept": true });
    dispute.write(&house.applicant(), "evaluations/1/answers", answer).await;
}
