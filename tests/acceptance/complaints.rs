//! Complaints against a mediator: heard by the director, never read by a mediator.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

fn complaint(dispute: &Dispute<'_>) -> Value {
    json!({
        "party": dispute.applicant, "mediator": dispute.house.mediator_id(),
        "grounds": ["PARTIALITY", "PRESSURE"], "text": cast::REASON,
    })
}

fn decision(measure: &str) -> Value {
    json!({ "measure": measure, "reason": cast::REASON })
}

#[tokio::test]
async fn a_complaint_reaches_the_director_and_no_mediator_and_a_warning_changes_nothing_else() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionOpened).await;
    let filed = dispute.write(&house.applicant(), "complaints", complaint(&dispute)).await;
    assert_eq!(filed.events(), ["case.complaint-filed.v1"]);
    assert_eq!(filed.text("/events/0/deadlines/0/timer"), "COMPLAINT");
    dispute
        .try_write(&house.applicant(), "complaints", complaint(&dispute))
        .await
        .refused(409, "complaint-pending");
    let stranger = house.accounts.party("somebody-else");
    dispute.try_write(&stranger, "complaints", complaint(&dispute)).await.refused(404, "not-found");

    let list = house.get(&house.director(), "/v1/complaints?open=true").await.ok();
    let [row] = list.items() else { panic!("{}", list.body) };
    assert_eq!((row["text"].as_str(), row["complaint"].as_u64()), (Some(cast::REASON), Some(1)));
    assert_eq!(dispute.read(&house.applicant(), "complaints").await.items().len(), 1);
    assert_eq!(dispute.read(&house.agent(), "complaints").await.items().len(), 0, "the other side's own");
    dispute.try_read(&house.mediator(), "complaints").await.refused(403, "forbidden");
    house.get(&house.clerk(), "/v1/complaints").await.refused(403, "forbidden");
    let elsewhere = house.accounts.director(cast::OTHER_CENTRE);
    assert_eq!(house.get(&elsewhere, "/v1/complaints").await.ok().items().len(), 0);
    dispute.try_read(&elsewhere, "complaints").await.refused(404, "not-found");

    let path = "complaints/1/decision";
    dispute.try_write(&elsewhere, path, decision("WARNING")).await.refused(404, "not-found");
    dispute.write(&house.director(), path, decision("WARNING")).await;
    dispute
        .try_write(&house.director(), path, decision("WARNING"))
        .await
        .refused(409, "complaint-not-pending");
    assert_eq!(house.get(&house.director(), "/v1/complaints?open=true").await.ok().items().len(), 0);
    let told = dispute.read(&house.applicant(), "complaints").await;
    assert_eq!(told.items()[0]["decision"]["measure"], "WARNING");
    for who in [house.mediator(), house.clerk(), house.agent()] {
        for below in ["", "timeline?limit=200"] {
            let read = dispute.read(&who, below).await.body.to_string().to_lowercase();
            assert!(
                !read.contains("complaint-") && !read.contains("\"complaint\""),
                "{below} tells it: {read}"
            );
        }
    }
    assert_eq!(dispute.stage().await, "IN_MEDIATION");
    house.finish().await;
}

#[tokio::test]
async fn a_mediator_who_is_replaced_or_suspended_for_a_complaint_stops_reading_at_once() {
    let house = House::open().await;
    let replaced = Dispute::at(&house, Step::RightsNotified).await;
    replaced.write(&house.clerk(), "complaints", complaint(&replaced)).await;
    replaced.write(&house.director(), "complaints/1/decision", decision("REPLACEMENT")).await;
    assert_eq!(replaced.stage().await, "MEDIATOR_SELECTION");
    replaced.try_read(&house.mediator(), "").await.refused(404, "not-found");
    replaced.write(&house.applicant(), "complaints", complaint(&replaced)).await;
    replaced
        .try_write(&house.director(), "complaints/2/decision", decision("REPLACEMENT"))
        .await
        .refused(409, "mediator-not-on-panel");

    let suspended = Dispute::at(&house, Step::RightsNotified).await;
    let other = Dispute::at(&house, Step::RightsNotified).await;
    suspended.write(&house.applicant(), "complaints", complaint(&suspended)).await;
    suspended.write(&house.director(), "complaints/1/decision", decision("SUSPENSION")).await;
    let entry = house.get(&house.director(), &format!("/v1/mediators/{}", house.mediator_id())).await.ok();
    assert_eq!(entry.body["active"], false);
    for dispute in [&suspended, &other] {
        dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    }
    house.finish().await;
}
