//! The ways a dispute ends before an agreement.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use serde_json::json;

#[tokio::test]
async fn an_applicant_withdraws_and_the_case_closes() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let by_respondent = json!({ "party": dispute.respondent, "self_settled": false });
    dispute.try_write(&house.agent(), "withdrawal", by_respondent).await.refused(403, "not-acting-for-party");

    let withdrawal = json!({ "party": dispute.applicant, "self_settled": true, "reason": cast::REASON });
    let done = dispute.write(&house.applicant(), "withdrawal", withdrawal).await;
    assert_eq!(done.events(), ["case.application-withdrawn.v1", "case.mediation-terminated.v1"]);
    assert_eq!(dispute.stage().await, "TERMINATED");
    assert_eq!(dispute.read(&house.clerk(), "").await.text("/termination/code"), "E02");

    dispute.write(&house.clerk(), "closing", json!({})).await;
    assert_eq!(dispute.stage().await, "CLOSED");
    dispute.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "wrong-stage");
    house.finish().await;
}

#[tokio::test]
async fn the_director_refuses_an_application_and_names_the_grounds_and_the_other_ways() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let soft = json!({ "grounds": ["X12"], "reason": cast::REASON });
    let problem =
        dispute.try_write(&house.director(), "refusal", soft).await.refused(422, "ground-not-sufficient");
    assert_eq!(problem["facts"]["ground"], "X12");
    let refusal = json!({ "grounds": ["X04", "X12"], "reason": cast::REASON });
    dispute.try_write(&house.clerk(), "refusal", refusal.clone()).await.refused(403, "forbidden");
    let mut refusal = refusal;
    refusal["checks"] = cast::checks();
    let contradicted = dispute.try_write(&house.director(), "refusal", refusal.clone()).await;
    contradicted.refused(422, "check-contradicts-ground");
    refusal["checks"][5] = json!({ "check": "NO_EXCLUSION", "met": false, "remark": cast::REASON });
    dispute.write(&house.director(), "refusal", refusal).await;

    let read = dispute.read(&house.applicant(), "").await;
    assert_eq!(read.text("/stage"), "NOT_ACCEPTED");
    assert_eq!(read.body["refusal"]["grounds"], json!(["X04", "X12"]));
    assert_eq!(read.body["refusal"]["reason"], cast::REASON);
    assert_eq!(read.body["refusal"]["remedies"], json!(["NEGOTIATE", "REGULATOR", "ARBITRATE"]));
    assert!(read.body["refusal"]["advice"][0]["zh"].as_str().expect("advice").contains("仲裁"));
    assert!(read.body["refusal"]["checks"].is_null(), "the checks are the centre's own");
    let own = dispute.read(&house.clerk(), "").await;
    assert_eq!(own.body["refusal"]["checks"][5]["met"], false);
    assert_eq!(own.body["refusal"]["checks"][5]["remark"], cast::REASON);
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    dispute.try_write(&house.clerk(), "acceptance", acceptance).await.refused(409, "wrong-stage");
    dispute.write(&house.clerk(), "closing", json!({})).await;
    house.finish().await;
}

#[tokio::test]
async fn a_bank_that_refuses_mediation_must_say_why_and_that_ends_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RespondentNotified).await;
    let silent = json!({ "party": dispute.respondent });
    let problem = dispute
        .try_write(&house.agent(), "mediation-refusals", silent)
        .await
        .refused(422, "refusal-reason-required");
    assert_eq!(problem["facts"]["duty"], "JUST_CAUSE");
    let refusal = json!({ "party": dispute.respondent, "reason": "UNFOUNDED", "wording": cast::REASON });
    dispute.write(&house.agent(), "mediation-refusals", refusal).await;

    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.text("/stage"), "TERMINATED");
    assert_eq!(read.text("/termination/code"), "E03");
    assert_eq!(read.body["mediation_refusals"][0]["reportable"], true);
    house.finish().await;
}

#[tokio::test]
async fn a_mediator_ends_a_mediation_that_leads_nowhere() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    for (code, status, expected) in [
        ("E01", 422, "termination-not-declared"),
        ("E04", 409, "wrong-stage"),
        ("E06", 409, "period-running"),
        ("E07", 409, "wrong-stage"),
        ("E09", 403, "termination-needs-director"),
    ] {
        let termination = json!({ "code": code });
        dispute.try_write(&house.mediator(), "termination", termination).await.refused(status, expected);
    }
    dispute.write(&house.mediator(), "termination", json!({ "code": "E05", "reason": cast::REASON })).await;
    let read = dispute.read(&house.applicant(), "").await;
    assert_eq!(read.text("/termination/code"), "E05");
    assert!(read.text("/termination/advice/zh").contains("无争议事实"), "{}", read.body);
    assert!(read.text("/termination/advice/en").contains("undisputed facts"));
    house.finish().await;
}

#[tokio::test]
async fn a_case_is_not_closed_while_something_is_owed_or_pending() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Sealed).await;
    let problem =
        dispute.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "obligations-open");
    assert_eq!(problem["facts"]["seqs"], "1");
    dispute.go_on(Step::Sealed, Step::ConfirmationFiled).await;
    dispute.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "confirmation-pending");
    let too_much = json!({
        "seq": 1, "amount_fen": cast::AMOUNT_FEN + 1, "performed_on": acceptance::dispute::today(), "proof": cast::PROOF,
    });
    dispute
        .try_write(&house.agent(), "performance-reports", too_much)
        .await
        .refused(422, "obligation-amount-exceeds");
    house.finish().await;
}
