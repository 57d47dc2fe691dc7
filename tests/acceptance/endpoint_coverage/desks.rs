//! The pages and desks of those who work with the house from their own side.

use acceptance::{Dispute, House, Step};

/// Everybody looks at what is theirs.
pub(super) async fn look(house: &House) {
    let dispute = Dispute::at(house, Step::RespondentNotified).await;
    dispute.read(&house.applicant(), "my-page").await;
    for path in ["/v1/institution-desk", "/v1/institution-desk/approvals", "/v1/institution-desk/obligations"]
    {
        let _answer = house.get(&house.agent(), path).await.ok();
    }
    let _desk = house.get(&house.director(), "/v1/centre-desk").await.ok();
}
