//! An institution's people ask their head office how far they may go, and nobody else learns what they asked.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

const TERMS: &str = "一次性退还手续费，客户不再追究。";

pub(crate) fn request(dispute: &Dispute<'_>) -> Value {
    json!({ "party": dispute.respondent, "ceiling_fen": 60_000, "terms": TERMS })
}

pub(crate) fn grant() -> Value {
    json!({ "ceiling_fen": 55_000, "reason": "限本月内支付。" })
}

#[tokio::test]
async fn the_bank_and_the_mediator_read_it_and_the_others_see_that_an_answer_is_awaited() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let before = dispute.read(&house.clerk(), "").await.body["deadlines"][0].clone();
    dispute
        .try_write(&house.clerk(), "authority-requests", request(&dispute))
        .await
        .refused(403, "forbidden");
    let of_customer = json!({ "party": dispute.applicant, "ceiling_fen": 1, "terms": TERMS });
    dispute
        .try_write(&house.applicant(), "authority-requests", of_customer)
        .await
        .refused(422, "authority-of-institutions");
    dispute.write(&house.agent(), "authority-requests", request(&dispute)).await;
    dispute
        .try_write(&house.agent(), "authority-requests", request(&dispute))
        .await
        .refused(409, "authority-request-pending");

    let head_office = house.accounts.agent(cast::BANK);
    for reader in [house.agent(), house.mediator(), head_office.clone()] {
        let seen = dispute.read(&reader, "").await.body;
        assert_eq!(seen["authority_requests"][0]["terms"], TERMS);
        assert_eq!(seen["authority_requests"][0]["ceiling"], 60_000);
    }
    for reader in [house.applicant(), house.clerk(), house.director()] {
        let seen = dispute.read(&reader, "").await;
        assert!(!seen.body.to_string().contains(TERMS), "{}", seen.body);
        let awaited = seen.body["authority_requests"][0].as_object().expect("that it is awaited");
        assert_eq!(awaited.keys().map(String::as_str).collect::<Vec<_>>(), ["request", "party", "answer_by"]);
        assert_eq!(awaited["answer_by"]["timer"], "AUTHORITY");
        assert_eq!(seen.body["deadlines"][0], before, "the mediation's clock does not wait for it");
    }

    let answer = "authority-requests/1/answer";
    dispute.try_write(&house.agent(), answer, grant()).await.refused(403, "not-head-office");
    let other = house.accounts.agent(cast::OTHER_BANK);
    dispute.try_write(&other, answer, grant()).await.refused(404, "not-found");
    dispute.write(&head_office, answer, grant()).await;
    dispute.try_write(&head_office, answer, grant()).await.refused(409, "authority-not-pending");
    let seen = dispute.read(&house.agent(), "").await.body;
    assert_eq!(seen["authority_requests"][0]["answer"]["ceiling"], 55_000);
    for reader in [house.applicant(), house.clerk()] {
        let seen = dispute.read(&reader, "").await.body;
        assert_eq!(seen["authority_requests"].as_array().map_or(0, Vec::len), 0, "{seen}");
    }
    let timeline = dispute.read(&house.applicant(), "timeline").await.body.to_string();
    assert!(
        timeline.contains("authority-requested") && !timeline.contains("authority-answered"),
        "{timeline}"
    );
    house.finish().await;
}

#[tokio::test]
async fn nobody_answers_himself() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let head_office = house.accounts.agent(cast::BANK);
    dispute.write(&head_office, "authority-requests", request(&dispute)).await;
    dispute
        .try_write(&head_office, "authority-requests/1/answer", grant())
        .await
        .refused(403, "authority-own-request");
    house.finish().await;
}
