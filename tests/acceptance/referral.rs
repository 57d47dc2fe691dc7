//! A court sends a dispute, the centre signs, mediates and reports.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step};
use serde_json::{Value, json};

/// A court's letter to [`cast::CENTRE`], two papers with it.
pub(crate) fn letter(kind: &str) -> Value {
    let (number, procedure) = match kind {
        "ASSIGNED" => ("（2026）粤0104民诉前调77号", Value::Null),
        _ => ("（2026）粤0104民初77号", json!("SUMMARY")),
    };
    json!({
        "application": cast::application(),
        "court": cast::COURT,
        "referral_no": "（2026）粤0104移送77号",
        "court_case_no": number,
        "kind": kind,
        "procedure": procedure,
        "cause_of_action": "信用卡纠纷",
        "sent_on": today(),
        "received_on": today(),
        "amount_fen": cast::AMOUNT_FEN,
        "materials": ["起诉状副本", "对账单"],
        "judge": cast::REASON,
    })
}

pub(crate) async fn registered<'a>(house: &'a House, kind: &str) -> Dispute<'a> {
    let done = house.post(&house.court(), "/v1/referrals", &letter(kind)).await.ok();
    assert_eq!(done.events(), ["case.application-filed.v1", "case.court-referral-received.v1"]);
    let mut dispute = Dispute::of(house, &done.text("/id")).await;
    // Nobody of the parties has filed: the centre opens an account for the applicant.
    dispute.people.applicant = house.accounts.party_of("party-sent", &dispute.applicant);
    dispute
}

async fn state(house: &House, who: &acceptance::Who, case: &str) -> String {
    let ledger = house.get(who, "/v1/referrals").await.ok();
    let row = ledger.items().iter().find(|row| row["case"] == case).cloned();
    row.map(|row| row["state"].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_dispute_of_a_court_is_extended_on_its_own_clock_and_an_entrusted_one_with_the_court() {
    let house = House::open().await;
    for (kind, timer) in [("ASSIGNED", "T05b"), ("ENTRUSTED", "T05d")] {
        let mut dispute = registered(&house, kind).await;
        dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
        dispute.go_on(Step::Filed, Step::RightsNotified).await;
        let until = today().checked_add_days(chrono::Days::new(60));
        let mut extension = json!({ "until": until, "agreed_by": [dispute.applicant, dispute.respondent] });
        if kind == "ENTRUSTED" {
            let refused = dispute.try_write(&house.clerk(), "extensions", extension.clone()).await;
            let problem = refused.refused(422, "court-consent-missing");
            assert_eq!(problem["facts"]["court"], cast::COURT);
            extension["court_consent"] = json!("（2026）粤0104民初77号延期函");
        }
        let done = dispute.write(&house.clerk(), "extensions", extension).await;
        assert_eq!(done.text("/events/0/deadlines/0/timer"), timer);
    }
    house.finish().await;
}

#[tokio::test]
async fn an_assigned_dispute_settles_is_filed_for_record_and_confirmed_by_the_court_that_sent_it() {
    let house = House::open().await;
    let mut dispute = registered(&house, "ASSIGNED").await;
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    dispute.try_write(&house.clerk(), "acceptance", acceptance).await.refused(409, "receipt-not-signed");
    let signed = dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
    assert_eq!(signed.text("/events/0/deadlines/0/timer"), "T05b");
    assert_eq!(state(&house, &house.court(), &dispute.case).await, "ACTIVE");

    dispute.go_on(Step::Filed, Step::Sealed).await;
    let elsewhere =
        json!({ "party": dispute.applicant, "court": cast::OTHER_COURT, "basis": "ORGANISATION_SEAT" });
    dispute
        .try_write(&dispute.people.applicant, "confirmation", elsewhere)
        .await
        .refused(422, "court-not-competent");
    dispute.go_on(Step::Sealed, Step::Performed).await;
    dispute.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "referral-not-reported");
    let report = json!({ "report": cast::REASON, "materials_returned": 0 });
    dispute.write(&house.clerk(), "referral/report", report).await;
    assert_eq!(state(&house, &house.clerk(), &dispute.case).await, "REPORTED");
    let read = dispute.read(&house.court(), "").await;
    assert_eq!(read.text("/referral/report/outcome"), "FILED_FOR_RECORD");
    assert_eq!(read.text("/referral/report/report"), cast::REASON);
    dispute.write(&house.clerk(), "closing", json!({})).await;
    house.finish().await;
}

#[tokio::test]
async fn an_entrusted_suit_is_never_judicially_confirmed() {
    let house = House::open().await;
    let mut dispute = registered(&house, "ENTRUSTED").await;
    let signed = dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
    assert_eq!(signed.text("/events/0/deadlines/0/timer"), "T05d");
    dispute.go_on(Step::Filed, Step::Sealed).await;
    let wish = json!({ "party": dispute.applicant, "court": cast::COURT, "basis": "ORGANISATION_SEAT" });
    dispute
        .try_write(&dispute.people.applicant, "confirmation", wish)
        .await
        .refused(409, "entrusted-not-confirmed");
    let report = json!({ "report": cast::REASON, "materials_returned": 0 });
    let told = dispute.write(&house.clerk(), "referral/report", report).await;
    assert_eq!(told.events(), ["case.referral-reported.v1"]);
    assert_eq!(dispute.read(&house.court(), "").await.text("/referral/report/outcome"), "HANDED_OVER");
    house.finish().await;
}

#[tokio::test]
async fn a_respondent_who_refuses_sends_the_papers_back_to_the_court() {
    let house = House::open().await;
    let mut dispute = registered(&house, "ASSIGNED").await;
    dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
    dispute.go_on(Step::Filed, Step::RespondentNotified).await;
    let refusal = json!({ "party": dispute.respondent, "reason": "UNFOUNDED" });
    dispute.write(&house.agent(), "mediation-refusals", refusal).await;
    let keeping = json!({ "report": cast::REASON, "materials_returned": 1 });
    dispute
        .try_write(&house.clerk(), "referral/report", keeping)
        .await
        .refused(422, "materials-not-returned");
    let facts = json!({
        "report": cast::REASON, "materials_returned": 2, "undisputed_facts": [cast::REASON],
        "facts_agreed_by": [dispute.applicant],
    });
    dispute.try_write(&house.clerk(), "referral/report", facts).await.refused(409, "facts-not-agreed");
    let report = json!({ "report": cast::REASON, "materials_returned": 2 });
    dispute.write(&house.clerk(), "referral/report", report).await;
    assert_eq!(state(&house, &house.court(), &dispute.case).await, "RETURNED");

    let other = house.accounts.court(cast::OTHER_COURT);
    assert_eq!(state(&house, &other, &dispute.case).await, "");
    dispute.try_read(&other, "").await.refused(404, "not-found");
    let _mine = house.get(&house.court(), "/v1/referrals?state=RETURNED").await.ok();
    house.get(&house.court(), "/v1/referrals?state=LOST").await.refused(400, "query-parameter-invalid");
    house.finish().await;
}
