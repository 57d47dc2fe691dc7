//! What people need and what they may have to fear: written and read by the house alone.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast::MEASURE};
use serde_json::json;

#[tokio::test]
async fn confidential_records_are_seen_by_staff_and_mediator_and_by_nobody_else() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::AssignmentAccepted).await;
    let needs = json!({ "party": dispute.applicant, "needs": ["HEARING", "ELDERLY"], "remark": MEASURE });
    dispute.write(&house.clerk(), "special-needs", needs.clone()).await;
    let screening = json!({
        "party": dispute.applicant, "finding": "IMBALANCE", "indicators": ["NO_ADVICE"], "measures": MEASURE,
    });
    dispute.write(&house.mediator(), "screenings", screening).await;
    let report = json!({ "to": "POLICE", "reported_on": today(), "facts": MEASURE });
    dispute.write(&house.mediator(), "risk-reports", report).await;
    dispute.try_write(&house.applicant(), "special-needs", needs).await.refused(403, "forbidden");

    for who in [house.clerk(), house.director(), house.mediator()] {
        let read = dispute.read(&who, "").await;
        assert_eq!(read.body["special_needs"][0]["needs"], json!(["HEARING", "ELDERLY"]));
        assert_eq!(read.text("/screenings/0/finding"), "IMBALANCE");
        assert_eq!(read.text("/risk_reports/0/facts"), MEASURE);
    }
    for who in [house.applicant(), house.agent()] {
        for below in ["", "timeline"] {
            let read = dispute.read(&who, below).await.body.to_string();
            for trace in [MEASURE, "HEARING", "IMBALANCE", "special", "screen", "risk"] {
                assert!(!read.contains(trace), "{trace} in {below}: {read}");
            }
        }
    }
    let timeline = dispute.read(&house.clerk(), "timeline").await.body.to_string();
    assert!(timeline.contains("case.risk-reported.v1"));
    house.finish().await;
}
