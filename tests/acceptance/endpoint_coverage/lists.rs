//! What is done in many cases at once.

use acceptance::{Dispute, House, Step};
use serde_json::json;

/// One respondent is told, as if it were many.
pub(super) async fn act_at_once(house: &House) {
    let case = Dispute::at(house, Step::Accepted).await.case;
    let action = json!({ "action": "NOTIFY_RESPONDENT", "method": "ELECTRONIC" });
    let body = json!({ "cases": [case], "action": action });
    let _told = house.post(&house.clerk(), "/v1/bulk-actions", &body).await.ok();
}
