//! Mediations that end without a text everybody signs.

use acceptance::{House, cast};
use serde_json::json;

/// Facts nobody disputes are written, refused, written anew and signed.
pub(super) async fn admit(house: &House) {
    let dispute = crate::facts::written(house).await;
    let refusal = json!({ "party": dispute.respondent, "reason": cast::REASON });
    dispute.write(&house.agent(), "undisputed-facts/1/refusal", refusal).await;
    crate::facts::write(&dispute).await;
    crate::facts::sign(&dispute, 2, &house.applicant(), &dispute.applicant).await;
}

/// Proposals that silence would make agreements: withdrawn, and objected to.
pub(super) async fn keep_silent(house: &House) {
    let dispute = crate::silence::agreed_to(house).await;
    crate::silence::propose(&dispute).await;
    crate::silence::serve(&dispute, 1, &dispute.applicant).await;
    dispute.write(&house.mediator(), "no-objection-proposals/1/withdrawal", json!({})).await;
    crate::silence::propose(&dispute).await;
    let objection = json!({ "party": dispute.respondent });
    dispute.write(&house.agent(), "no-objection-proposals/2/objection", objection).await;
}
