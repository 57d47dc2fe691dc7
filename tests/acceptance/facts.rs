//! What nobody disputes is written down when the mediation has ended, and a court reads it once every party has signed.

use acceptance::call::Answer;
use acceptance::{Dispute, House, Step, Who, cast};
use serde_json::{Value, json};

const FACT: &str = "双方于2024年9月签订信用卡分期合同。";

/// A mediation that failed: the parties were too far apart.
async fn failed(house: &House) -> Dispute<'_> {
    let dispute = Dispute::at(house, Step::SessionClosed).await;
    dispute.write(&house.mediator(), "termination", json!({ "code": "E05" })).await;
    dispute
}

/// The facts nobody disputes, as the mediator writes them down.
fn facts(agreed_by: &[&String]) -> Value {
    json!({ "facts": [FACT, cast::REASON], "agreed_by": agreed_by })
}

/// The mediator writes them down; both parties agreed to it.
pub(crate) async fn write(dispute: &Dispute<'_>) {
    let body = facts(&[&dispute.applicant, &dispute.respondent]);
    dispute.write(&dispute.people.mediator, "undisputed-facts", body).await;
}

/// A mediation that failed, and facts that wait for signatures.
pub(crate) async fn written(house: &House) -> Dispute<'_> {
    let dispute = failed(house).await;
    write(&dispute).await;
    dispute
}

async fn try_sign(dispute: &Dispute<'_>, version: u32, who: &Who, party: &str) -> Answer {
    let body = json!({ "party": party, "method": "E_SIGN", "evidence": "signature-record-7" });
    dispute.try_write(who, &format!("undisputed-facts/{version}/signatures"), body).await
}

/// A party signs.
pub(crate) async fn sign(dispute: &Dispute<'_>, version: u32, who: &Who, party: &str) {
    let _signed = try_sign(dispute, version, who, party).await.ok();
}

#[tokio::test]
async fn facts_are_written_when_the_mediation_ended_and_are_complete_when_every_party_has_signed() {
    let house = House::open().await;
    let going_on = Dispute::at(&house, Step::SessionClosed).await;
    let body = facts(&[&going_on.applicant, &going_on.respondent]);
    going_on.try_write(&house.mediator(), "undisputed-facts", body).await.refused(409, "wrong-stage");

    let dispute = failed(&house).await;
    let one = facts(&[&dispute.applicant]);
    let problem = dispute
        .try_write(&house.mediator(), "undisputed-facts", one.clone())
        .await
        .refused(409, "facts-not-agreed");
    assert_eq!(problem["facts"]["missing"], dispute.respondent.as_str());
    dispute.try_write(&house.clerk(), "undisputed-facts", one).await.refused(403, "forbidden");
    write(&dispute).await;
    sign(&dispute, 1, &house.applicant(), &dispute.applicant).await;
    try_sign(&dispute, 1, &house.applicant(), &dispute.respondent).await.refused(403, "not-acting-for-party");
    try_sign(&dispute, 1, &house.clerk(), &dispute.respondent).await.refused(403, "not-acting-for-party");
    let half = dispute.read(&house.agent(), "").await;
    assert_eq!(half.text("/undisputed_facts/state"), "OPEN");
    assert_eq!(half.text("/undisputed_facts/facts/0/fact"), FACT);
    assert_eq!(half.text("/undisputed_facts/signatures/0/party"), dispute.applicant);

    sign(&dispute, 1, &house.agent(), &dispute.respondent).await;
    for who in [house.applicant(), house.agent(), house.clerk(), house.mediator()] {
        assert_eq!(dispute.read(&who, "").await.text("/undisputed_facts/state"), "COMPLETE");
    }
    let again = facts(&[&dispute.applicant, &dispute.respondent]);
    dispute.try_write(&house.mediator(), "undisputed-facts", again).await.refused(409, "facts-complete");
    house.finish().await;
}

#[tokio::test]
async fn what_one_party_refuses_is_abandoned_with_the_reason_and_written_anew() {
    let house = House::open().await;
    let dispute = written(&house).await;
    sign(&dispute, 1, &house.applicant(), &dispute.applicant).await;
    let refusal = json!({ "party": dispute.respondent, "reason": cast::REASON });
    dispute.write(&house.agent(), "undisputed-facts/1/refusal", refusal.clone()).await;
    let seen = dispute.read(&house.applicant(), "").await;
    assert_eq!(seen.text("/undisputed_facts/state"), "ABANDONED");
    assert_eq!(seen.text("/undisputed_facts/refused_by"), dispute.respondent);
    assert_eq!(seen.text("/undisputed_facts/refusal"), cast::REASON);
    try_sign(&dispute, 1, &house.agent(), &dispute.respondent).await.refused(409, "facts-not-open");
    dispute
        .try_write(&house.agent(), "undisputed-facts/1/refusal", refusal)
        .await
        .refused(409, "facts-not-open");

    write(&dispute).await;
    let anew = dispute.read(&house.applicant(), "").await.body;
    assert_eq!(anew["undisputed_facts"]["version"], 2);
    assert_eq!(
        anew["undisputed_facts"]["signatures"],
        json!([]),
        "the former signature was for another text"
    );
    let closed = dispute.write(&house.clerk(), "closing", json!({})).await;
    assert_eq!(closed.events(), ["case.undisputed-facts-abandoned.v1", "case.closed.v1"]);
    house.finish().await;
}

#[tokio::test]
async fn a_court_reads_facts_once_every_party_has_signed_and_they_go_with_the_report() {
    let house = House::open().await;
    let mut dispute = crate::referral::registered(&house, "ASSIGNED").await;
    dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
    dispute.go_on(Step::Filed, Step::SessionClosed).await;
    dispute.write(&house.mediator(), "termination", json!({ "code": "E05" })).await;
    write(&dispute).await;
    let applicant = dispute.people.applicant.clone();
    sign(&dispute, 1, &applicant, &dispute.applicant).await;
    let court = house.court();
    let before = dispute.read(&court, "").await.body;
    assert!(before["undisputed_facts"].is_null(), "{before}");
    sign(&dispute, 1, &house.agent(), &dispute.respondent).await;
    let after = dispute.read(&court, "").await;
    assert_eq!(after.text("/undisputed_facts/facts/0/fact"), FACT);
    let timeline = dispute.read(&court, "timeline").await.body.to_string();
    assert!(!timeline.contains("undisputed-facts"), "{timeline}");

    let report = json!({ "report": cast::REASON, "materials_returned": 2 });
    dispute.write(&house.clerk(), "referral/report", report).await;
    let told = dispute.read(&court, "").await;
    assert_eq!(told.body["referral"]["report"]["facts_record"], 1);
    assert_eq!(told.text("/referral/report/undisputed/0/fact"), FACT);
    house.finish().await;
}
