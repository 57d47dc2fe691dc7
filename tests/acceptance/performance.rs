//! What follows an agreement in force: paid in parts, called for, in default, given up, enforced.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step};
use chrono::Days;
use serde_json::{Value, json};

/// In force: the bank pays in three parts, the first of them today; one that is missed makes the rest fall due.
pub(crate) async fn in_parts(house: &House) -> Dispute<'_> {
    let mut dispute = Dispute::at(house, Step::SessionClosed).await;
    let part = |days| json!({ "due_on": today().checked_add_days(Days::new(days)), "amount_fen": 100_000 });
    let instalments = json!({
        "type": "INSTALMENTS", "payer": dispute.respondent, "payee": dispute.applicant,
        "total_fen": 300_000, "schedule": [part(0), part(30), part(60)], "accelerates_after": 1,
    });
    dispute.draft_terms(json!({ "terms": [{ "term": instalments }] })).await;
    dispute.sign().await;
    dispute.take(Step::Sealed).await;
    dispute
}

/// The creditor's part of the ledger, in the order of the numbers.
async fn states(dispute: &Dispute<'_>) -> Vec<String> {
    let read = dispute.read(&dispute.house.applicant(), "obligations").await;
    let rows = read.body["obligations"].as_array().expect("rows").clone();
    rows.iter().map(|row| row["state"].as_str().expect("a state").to_owned()).collect()
}

/// The only payment was refused outright after the court had confirmed the agreement, and the court enforces.
pub(crate) async fn refused_and_enforced(house: &House) -> Dispute<'_> {
    let dispute = Dispute::at(house, Step::Confirmed).await;
    let early = enforcement(&dispute);
    dispute.try_write(&house.applicant(), "enforcements", early).await.refused(409, "obligation-not-due");
    let refused = json!({ "seq": 1, "asked_by": dispute.applicant, "ground": "REFUSED" });
    dispute.write(&house.applicant(), "defaults", refused).await;
    dispute.write(&house.applicant(), "enforcements", enforcement(&dispute)).await;
    dispute
}

fn enforcement(dispute: &Dispute<'_>) -> Value {
    json!({ "party": dispute.applicant, "court_case_no": "（2026）粤0104执881号", "applied_on": today(), "seqs": [1] })
}

#[tokio::test]
async fn instalments_are_paid_in_part_urged_defaulted_and_fall_due_at_once() {
    let house = House::open().await;
    let dispute = in_parts(&house).await;
    assert_eq!(states(&dispute).await, ["DUE", "PENDING", "PENDING"]);
    let read = dispute.read(&house.agent(), "obligations").await;
    assert_eq!(read.body["obligations"][0]["outstanding_in_words"], "壹仟元整");
    assert_eq!(read.body["obligations"][0]["creditor"], dispute.applicant.as_str());
    let remind = today().checked_sub_days(Days::new(3)).expect("a day").to_string();
    assert_eq!(read.body["obligations"][0]["follow_up"]["remind_on"], remind);

    let receipt = json!({ "seq": 1, "party": dispute.applicant });
    let nothing = dispute.try_write(&house.applicant(), "receipt-confirmations", receipt.clone()).await;
    nothing.refused(409, "nothing-reported");
    let part = json!({ "seq": 1, "amount_fen": 40_000, "performed_on": today(), "proof": cast::PROOF });
    dispute.write(&house.agent(), "performance-reports", part).await;
    dispute.write(&house.applicant(), "receipt-confirmations", receipt).await;
    assert_eq!(states(&dispute).await[0], "PARTIALLY_PERFORMED");

    let wrong = json!({ "seq": 1, "asked_by": dispute.respondent });
    dispute.try_write(&house.agent(), "performance-urgings", wrong).await.refused(403, "not-creditor");
    let early = json!({ "seq": 2, "asked_by": dispute.applicant });
    dispute
        .try_write(&house.applicant(), "performance-urgings", early)
        .await
        .refused(409, "obligation-not-due");
    let urging = json!({ "seq": 1, "asked_by": dispute.applicant, "wording": cast::REASON });
    dispute.write(&house.applicant(), "performance-urgings", urging).await;
    let overdue = json!({ "seq": 1, "ground": "OVERDUE" });
    dispute.try_write(&house.clerk(), "defaults", overdue).await.refused(409, "obligation-not-due");
    let refused = json!({ "seq": 1, "ground": "REFUSED", "accelerate": true });
    dispute.write(&house.clerk(), "defaults", refused).await;
    assert_eq!(states(&dispute).await, ["DEFAULTED", "SUPERSEDED", "SUPERSEDED", "DUE"]);
    let number = dispute.read(&house.clerk(), "").await.text("/agreement/agreement_no");
    let row = house.get(&house.clerk(), &format!("/v1/settlements/{number}")).await.ok();
    assert_eq!(row.body["performance"], "DEFAULTED");
    let due = format!("/v1/my-cases?performance_due_by={}", today());
    let due = house.get(&house.agent(), &due).await.ok();
    assert!(due.items().iter().any(|case| case["case"] == dispute.case.as_str()), "{}", due.body);

    let given_up = json!({ "seq": 4, "party": dispute.applicant, "declaration": cast::PROOF });
    dispute.write(&house.applicant(), "obligation-waivers", given_up).await;
    assert_eq!(states(&dispute).await[3], "WAIVED");
    let problem =
        dispute.try_write(&house.clerk(), "closing", json!({})).await.refused(409, "obligations-open");
    assert_eq!(problem["facts"]["seqs"], "1");
    let six = json!({ "party": dispute.applicant, "called_on": today(), "satisfaction": 6 });
    dispute.try_write(&house.clerk(), "follow-ups", six).await.refused(422, "satisfaction-out-of-range");
    let told = json!({
        "party": dispute.applicant, "called_on": today(), "satisfaction": 3, "remarks": cast::REASON, "no_further": true,
    });
    dispute.write(&house.clerk(), "follow-ups", told).await;
    let own = dispute.read(&house.applicant(), "").await;
    assert_eq!(own.body["follow_ups"][0]["remarks"], cast::REASON);
    let other = dispute.read(&house.agent(), "").await;
    assert_eq!(other.body["follow_ups"], json!([]), "what a party told the centre is not for the other side");
    dispute.write(&house.clerk(), "closing", json!({})).await;
    house.finish().await;
}

#[tokio::test]
async fn a_confirmed_agreement_that_is_refused_is_enforced() {
    let house = House::open().await;
    let unconfirmed = Dispute::at(&house, Step::Sealed).await;
    let answer = unconfirmed.try_write(&house.applicant(), "enforcements", enforcement(&unconfirmed)).await;
    answer.refused(409, "enforcement-needs-title");
    let dispute = refused_and_enforced(&house).await;
    let read = dispute.read(&house.court(), "obligations").await;
    assert_eq!(read.text("/enforcements/0/court_case_no"), "（2026）粤0104执881号");
    house.finish().await;
}
