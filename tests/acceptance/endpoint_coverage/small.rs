//! Every step of the fast track, and of an institution that asks its head office.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

/// On the fast track of its own business: an opinion accepted, one that is not, and the memorandum ended.
pub(super) async fn opine(house: &House) {
    use crate::opinions::{answer, opinion, talked_in_vain};
    let accepted = talked_in_vain(house, 911, "LOAN").await;
    accepted.write(&house.mediator(), "opinion", opinion(&accepted, 80_000)).await;
    accepted.write(&house.applicant(), "opinion/acceptance", answer(&accepted)).await;
    let declined = talked_in_vain(house, 912, "LOAN").await;
    declined.write(&house.mediator(), "opinion", opinion(&declined, 80_000)).await;
    declined.write(&house.applicant(), "opinion/refusal", answer(&declined)).await;
    let ending = format!("/v1/institutions/{}/memoranda/1/ending", cast::BANK);
    let body = json!({ "ended_on": today(), "reason": "机构调整政策" });
    let _ended = house.post(&house.clerk(), &ending, &body).await.ok();
}

/// The branch's people ask, and the bank answers.
pub(super) async fn ask_the_head_office(house: &House) {
    let asking = Dispute::at(house, Step::RightsNotified).await;
    asking.write(&house.agent(), "authority-requests", crate::authority::request(&asking)).await;
    let head_office = house.accounts.agent(cast::BANK);
    asking.write(&head_office, "authority-requests/1/answer", crate::authority::grant()).await;
}
