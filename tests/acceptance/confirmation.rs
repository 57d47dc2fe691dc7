//! What a court may do with a joint application.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step};
use serde_json::json;

#[tokio::test]
async fn an_application_the_court_does_not_take_may_be_filed_again() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    dispute.court(json!({ "step": "NOT_ACCEPT", "ground": "WRONG_COURT", "on": today() })).await;
    assert_eq!(dispute.read(&house.clerk(), "").await.text("/confirmation/status"), "NOT_ACCEPTED");
    dispute.go_on(Step::Sealed, Step::Confirmed).await;
    assert_eq!(dispute.read(&house.court(), "").await.text("/confirmation/status"), "CONFIRMED");
    house.finish().await;
}

#[tokio::test]
async fn a_court_asks_for_more_and_goes_on_when_it_has_it() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    dispute.court(json!({ "step": "ASK_SUPPLEMENT", "items": ["住所证明"], "supply_by": today() })).await;
    let accept = json!({ "step": "ACCEPT", "court_case_no": cast::COURT_CASE_NO, "on": today() });
    let kept = dispute.court(accept).await;
    assert_eq!(kept.events(), ["case.court-message-kept.v1"], "it waits for papers, and the message is kept");
    let documents = json!({
        "party": dispute.applicant, "documents": [{ "title": "住所证明", "sha256": cast::some_sha256() }],
    });
    dispute.write(&house.applicant(), "confirmation/documents", documents).await;
    dispute.go_on(Step::ConfirmationFiled, Step::Closed).await;
    house.finish().await;
}

#[tokio::test]
async fn a_dismissed_application_leaves_the_agreement_a_contract() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::CourtAccepted).await;
    let of_another_court = json!({
        "step": "DISMISS", "ruling_no": "（2026）粤0106民特9号", "grounds": ["UNCLEAR"], "ruled_on": today(),
    });
    dispute
        .try_write(&house.court(), "confirmation/court-steps", of_another_court)
        .await
        .refused(422, "number-of-another-court");
    dispute
        .court(json!({
            "step": "DISMISS", "ruling_no": cast::COURT_CASE_NO, "grounds": ["UNCLEAR"], "ruled_on": today(),
        }))
        .await;
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(
        (read.text("/stage"), read.text("/confirmation/status")),
        ("EFFECTIVE".into(), "REJECTED".into())
    );
    dispute.go_on(Step::Confirmed, Step::Closed).await;
    house.finish().await;
}

#[tokio::test]
async fn an_application_is_joint_complete_and_to_a_competent_court() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Sealed).await;
    let far_away = json!({ "party": dispute.applicant, "court": "粤0604", "basis": "ORGANISATION_SEAT" });
    dispute.try_write(&house.applicant(), "confirmation", far_away).await.refused(422, "court-not-competent");
    dispute.take(Step::ConfirmationPrepared).await;
    let filing = json!({ "papers": ["APPLICATION"], "green_channel": true });
    let problem = dispute
        .try_write(&house.clerk(), "confirmation/filing", filing.clone())
        .await
        .refused(409, "application-not-joint");
    let missing = problem["facts"]["missing"].as_str().expect("who is missing");
    assert!(missing.contains(&dispute.applicant) && missing.contains(&dispute.respondent), "{missing}");
    dispute.take(Step::ConfirmationSigned).await;
    dispute.try_write(&house.clerk(), "confirmation/filing", filing).await.refused(422, "paper-missing");
    house.finish().await;
}

#[tokio::test]
async fn an_application_taken_back_ends_the_courts_part() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    dispute.court(json!({ "step": "WITHDRAW", "deemed": false, "on": today() })).await;
    assert_eq!(dispute.read(&house.clerk(), "").await.text("/confirmation/status"), "WITHDRAWN");
    house.finish().await;
}
