//! A dispute that goes the whole way, and the ways it ends before.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use serde_json::json;

#[tokio::test]
async fn a_dispute_is_filed_mediated_settled_confirmed_read_back_by_the_court_and_closed() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Confirmed).await;
    let court = house.court();

    let register = house.get(&court, "/v1/settlements?status=CONFIRMED").await.ok();
    let row = &register.items()[0];
    assert_eq!(row["case"], json!(dispute.case));
    assert_eq!(row["hash"], json!(dispute.hash));
    let number = row["agreement_no"].as_str().expect("a number");
    let record = house.get(&court, &format!("/v1/settlements/{number}")).await.ok();
    assert_eq!(record.body["status"], "CONFIRMED");
    assert_eq!(record.body["ruling_no"], cast::COURT_CASE_NO);
    assert_eq!(record.body["settled_fen"], cast::AMOUNT_FEN);

    let mut dispute = dispute;
    dispute.go_on(Step::Confirmed, Step::Closed).await;
    assert_eq!(dispute.stage().await, "CLOSED");
    let timeline = dispute.read(&house.clerk(), "timeline?limit=200").await;
    let last = timeline.items().last().expect("a history");
    assert_eq!(last["type"], "case.closed.v1");
    house.finish().await;
}
