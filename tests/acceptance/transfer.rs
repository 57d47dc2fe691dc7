//! A case goes to another centre: offered, answered, disputed, decided; one owner all the time.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use serde_json::json;

fn offer() -> serde_json::Value {
    json!({ "to": cast::OTHER_CENTRE, "reason": "WRONG_CITY", "wording": cast::REASON })
}

#[tokio::test]
async fn the_receiving_director_takes_the_case_and_the_old_centre_reads_it_no_more() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let there = house.accounts.director(cast::OTHER_CENTRE);
    let accept = json!({ "notice": "ELECTRONIC" });
    dispute.try_write(&there, "transfer-acceptance", accept.clone()).await.refused(404, "not-found");
    let before = dispute.read(&house.clerk(), "").await;
    dispute.write(&house.clerk(), "transfer-proposals", offer()).await;
    dispute.try_write(&house.clerk(), "transfer-proposals", offer()).await.refused(409, "transfer-open");
    dispute
        .try_write(&house.director(), "transfer-acceptance", accept.clone())
        .await
        .refused(409, "transfer-of-another");
    let waiting = house.get(&there, "/v1/transfers").await.ok();
    assert_eq!(waiting.items()[0]["case"], dispute.case.as_str());
    assert!(!waiting.body.to_string().contains(cast::APPLICANT));
    dispute.try_read(&there, "").await.refused(404, "not-found");

    let done = dispute.write(&there, "transfer-acceptance", accept).await;
    assert_eq!(done.events(), ["case.transferred.v1"]);
    let clerk = house.accounts.clerk(cast::OTHER_CENTRE);
    let read = dispute.read(&clerk, "").await;
    assert_eq!(read.text("/centre"), cast::OTHER_CENTRE);
    assert!(read.text("/case_no").starts_with("粤佛山"), "{}", read.text("/case_no"));
    assert_eq!(read.text("/participating/0/case_no"), before.text("/case_no"));
    assert_eq!(read.body["deadlines"], before.body["deadlines"]);
    dispute.try_read(&house.clerk(), "").await.refused(404, "not-found");
    let notice = json!({ "method": "ELECTRONIC" });
    dispute.try_write(&house.clerk(), "respondent-notice", notice.clone()).await.refused(404, "not-found");
    dispute.write(&clerk, "respondent-notice", notice).await;
    assert!(house.get(&there, "/v1/transfers").await.ok().items().is_empty());
    house.finish().await;
}

#[tokio::test]
async fn the_federation_decides_when_the_centres_differ() {
    let house = House::open().await;
    let there = house.accounts.director(cast::OTHER_CENTRE);
    let federation = house.accounts.federation();
    let words = json!({ "wording": cast::REASON });
    for moves in [false, true] {
        let dispute = Dispute::at(&house, Step::Filed).await;
        dispute.write(&house.clerk(), "transfer-proposals", offer()).await;
        dispute
            .try_write(&house.director(), "transfer-dispute", words.clone())
            .await
            .refused(409, "transfer-not-declined");
        dispute.write(&there, "transfer-decline", words.clone()).await;
        let decision = json!({ "moves": moves, "notice": "ELECTRONIC", "wording": cast::REASON });
        dispute.try_write(&federation, "transfer-decision", decision.clone()).await.refused(404, "not-found");
        dispute.write(&house.director(), "transfer-dispute", words.clone()).await;
        let list = house.get(&federation, "/v1/transfers").await.ok();
        assert_eq!(list.items()[0]["case"], dispute.case.as_str());
        dispute.write(&federation, "transfer-decision", decision).await;
        let owner = if moves { cast::OTHER_CENTRE } else { cast::CENTRE };
        let read = dispute.read(&house.accounts.clerk(owner), "").await;
        assert_eq!(read.text("/centre"), owner);
    }
    house.finish().await;
}

#[tokio::test]
async fn an_offer_is_taken_back() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    dispute.try_write(&house.clerk(), "transfer-withdrawal", json!({})).await.refused(409, "no-transfer");
    dispute.write(&house.clerk(), "transfer-proposals", offer()).await;
    dispute.write(&house.clerk(), "transfer-withdrawal", json!({})).await;
    let there = house.accounts.director(cast::OTHER_CENTRE);
    let late = json!({ "notice": "ELECTRONIC" });
    dispute.try_write(&there, "transfer-acceptance", late).await.refused(404, "not-found");
    let home = json!({ "to": cast::CENTRE, "reason": "OTHER", "wording": cast::REASON });
    dispute.try_write(&house.clerk(), "transfer-proposals", home).await.refused(422, "transfer-to-owner");
    house.finish().await;
}
