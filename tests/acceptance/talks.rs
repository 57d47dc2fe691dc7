//! Proposals between the parties, and sealed bids that nobody reads before their time.

use acceptance::bids::Bidder;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step};
use chrono::Days;
use serde_json::{Value, json};

fn sum(dispute: &Dispute<'_>, amount_fen: i64) -> Value {
    let due_on = today().checked_add_days(Days::new(7));
    let (payer, payee) = (&dispute.respondent, &dispute.applicant);
    json!([{ "term": { "type": "PAYMENT", "payer": payer, "payee": payee, "amount_fen": amount_fen, "due_on": due_on } }])
}

#[tokio::test]
async fn an_offer_is_countered_and_the_counter_offer_accepted_and_drafted() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::RightsNotified).await;
    let offer = json!({ "by": dispute.respondent, "terms": sum(&dispute, 50_000), "stands_days": 10 });
    let made = dispute.write(&house.agent(), "proposals", offer.clone()).await;
    assert_eq!(made.body["events"][0]["deadlines"][0]["timer"], "OFFER", "{}", made.body);
    dispute.try_write(&house.applicant(), "proposals", offer).await.refused(403, "not-acting-for-party");

    let counter = json!({ "by": dispute.applicant, "replies_to": 1, "terms": sum(&dispute, 80_000), "to": [dispute.respondent] });
    dispute.write(&house.applicant(), "proposals", counter).await;
    let answer = |party: &str, accept| json!({ "party": party, "accept": accept });
    dispute
        .try_write(&house.applicant(), "proposals/1/answers", answer(&dispute.applicant, true))
        .await
        .refused(409, "proposal-not-open");
    dispute
        .try_write(&house.agent(), "proposals/2/answers", answer(&dispute.respondent, false))
        .await
        .refused(422, "objection-reason-missing");
    dispute.write(&house.agent(), "proposals/2/answers", answer(&dispute.respondent, true)).await;

    let read = dispute.read(&house.applicant(), "").await;
    assert_eq!(read.body["proposals"][0]["state"], "DECLINED", "{}", read.body);
    assert_eq!(read.body["proposals"][1]["state"], "ACCEPTED");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["next_action"], "DRAFT_AGREEMENT");
    dispute.draft(80_000).await;
    assert_eq!(dispute.stage().await, "SIGNING");
    house.finish().await;
}

#[tokio::test]
async fn a_court_sees_nothing_of_proposals_and_bids() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::RightsNotified).await;
    let offer = json!({ "by": dispute.respondent, "terms": sum(&dispute, 12_345) });
    dispute.write(&house.agent(), "proposals", offer).await;
    dispute.go_on(Step::RightsNotified, Step::ConfirmationFiled).await;
    let case = dispute.read(&house.court(), "").await;
    assert!(case.body.get("proposals").is_none() && case.body.get("bid_rounds").is_none(), "{}", case.body);
    let timeline = dispute.read(&house.court(), "timeline").await.body.to_string();
    assert!(timeline.contains("agreement-drafted") && !timeline.contains("proposal"), "{timeline}");
    let timeline = dispute.read(&house.applicant(), "timeline").await.body.to_string();
    assert!(timeline.contains("proposal-made"), "{timeline}");
    house.finish().await;
}

/// Both bid and reveal; what the case then says of the round.
async fn bid(dispute: &Dispute<'_>, round: u32, payer_fen: i64, payee_fen: i64) -> Value {
    let house = dispute.house;
    let sides = json!({ "payer": dispute.respondent, "payee": dispute.applicant, "split_percent": 50 });
    dispute.write(&house.mediator(), "bid-rounds", sides).await;
    let payer = Bidder::new(&dispute.respondent, 7, payer_fen);
    let payee = Bidder::new(&dispute.applicant, 9, payee_fen);
    let (bids, reveals) = (format!("bid-rounds/{round}/bids"), format!("bid-rounds/{round}/reveals"));
    dispute.try_write(&house.clerk(), &bids, payer.bid(&dispute.case, round)).await.refused(403, "forbidden");
    dispute.write(&house.agent(), &bids, payer.bid(&dispute.case, round)).await;
    dispute.try_write(&house.agent(), &reveals, payer.reveal(&payee)).await.refused(409, "bidding-step");
    dispute.write(&house.applicant(), &bids, payee.bid(&dispute.case, round)).await;
    dispute.write(&house.agent(), &reveals, payer.reveal(&payee)).await;
    for who in [house.clerk(), house.director(), house.mediator(), house.applicant()] {
        let seen = dispute.read(&who, "").await.body.to_string()
            + &dispute.read(&who, "timeline").await.body.to_string();
        assert!(!seen.contains(&payer_fen.to_string()) && !seen.contains("sealed\""), "{seen}");
    }
    dispute.write(&house.applicant(), &reveals, payee.reveal(&payer)).await;
    // The second reveal has closed the round; what is so already is answered with where the log stands, for whoever reads next.
    let closed = dispute.write(&house.mediator(), &format!("bid-rounds/{round}/closing"), json!({})).await;
    assert!(closed.events().is_empty(), "{}", closed.body);
    assert!(!closed.header("consistency-token").ends_with(".0"), "{}", closed.header("consistency-token"));
    let index = usize::try_from(round).expect("a small number") - 1;
    dispute.read(&house.applicant(), "").await.body["bid_rounds"][index]["outcome"].clone()
}

#[tokio::test]
async fn sealed_bids_tell_nothing_until_they_overlap_and_then_the_sum() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let sides = json!({ "payer": dispute.respondent, "payee": dispute.applicant });
    dispute.try_write(&house.mediator(), "bid-rounds", sides).await.refused(409, "consent-missing");
    dispute.consent(&["SEALED_BIDS"]).await;

    assert_eq!(bid(&dispute, 1, 31_234_567, 41_234_567).await, json!({ "result": "APART" }));
    for who in [house.clerk(), house.mediator(), house.applicant(), house.agent()] {
        let seen = dispute.read(&who, "").await.body.to_string()
            + &dispute.read(&who, "timeline").await.body.to_string();
        assert!(!seen.contains("31234567") && !seen.contains("41234567"), "{seen}");
    }
    let matched = bid(&dispute, 2, 51_234_567, 41_234_567).await;
    assert_eq!(matched, json!({ "result": "MATCHED", "amount": 46_234_567 }));
    assert_eq!(dispute.read(&house.clerk(), "").await.body["next_action"], "DRAFT_AGREEMENT");
    house.finish().await;
}
