//! The track of a case: within its ceiling, changed by a decision with its reason.

use acceptance::{Dispute, House, Step, cast};
use serde_json::json;

#[tokio::test]
async fn a_case_changes_its_track_by_a_decision_the_parties_can_read() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let complex = json!({ "track": "COMPLEX", "reason": cast::REASON });
    dispute.try_write(&house.applicant(), "track", complex.clone()).await.refused(403, "forbidden");
    dispute.write(&house.clerk(), "track", complex.clone()).await;
    dispute.try_write(&house.clerk(), "track", complex).await.refused(409, "track-unchanged");

    for who in [house.clerk(), house.applicant()] {
        let read = dispute.read(&who, "").await;
        assert_eq!(read.text("/track"), "COMPLEX");
        assert_eq!(read.text("/track_changes/0/from"), "SIMPLE");
        assert_eq!(read.text("/track_changes/0/reason"), cast::REASON);
    }
    let timeline = dispute.read(&house.clerk(), "timeline").await.body.to_string();
    assert!(timeline.contains("case.track-changed.v1"), "{timeline}");
    assert!(!timeline.contains(cast::REASON), "{timeline}");
    house.finish().await;
}

#[tokio::test]
async fn the_first_track_has_its_reason_too() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let body = json!({ "track": "SIMPLE", "track_reason": cast::REASON, "checks": cast::checks() });
    dispute.write(&house.clerk(), "acceptance", body).await;
    assert_eq!(dispute.read(&house.clerk(), "").await.text("/track_reason"), cast::REASON);
    house.finish().await;
}

#[tokio::test]
async fn a_mediator_at_work_is_not_made_three() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::AssignmentAccepted).await;
    let to = |track: &str| json!({ "track": track, "reason": cast::REASON });
    dispute
        .try_write(&house.director(), "track", to("COMPLEX"))
        .await
        .refused(409, "panel-of-another-number");
    dispute.write(&house.director(), "track", to("ORDINARY")).await;
    house.finish().await;
}
