//! The views of a node, replaced while it serves.

use acceptance::{Answer, House};
use serde_json::json;

pub(crate) async fn replace(house: &House) {
    let administrator = house.accounts.administrator();
    let _begun = house.post(&administrator, "/v1/view-rebuilds", &json!({})).await.ok();
    are_replaced(house).await;
    let _begun = house.post(&administrator, "/v1/view-rebuilds/roll-back", &json!({})).await.ok();
    are_replaced(house).await;
}

/// Asked until nothing is under way.
pub(crate) async fn are_replaced(house: &House) -> Answer {
    loop {
        let told = house.get(&house.accounts.administrator(), "/v1/view-rebuilds").await.ok();
        let stage = told.text("/last/stage");
        if !["BUILDING", "COMPARING", "FLIPPING"].contains(&stage.as_str()) {
            assert_eq!(stage, "DONE", "{}", told.body);
            return told;
        }
    }
}
