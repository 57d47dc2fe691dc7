//! Whoever's authority has run out reads nothing with the very next request.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, Who};
use serde_json::{Value, json};

const PATHS: [&str; 5] = ["", "timeline", "session-records", "access-journal", "bundle"];

async fn reads_nothing(dispute: &Dispute<'_>, who: &Who, paths: &[&str]) {
    for below in paths {
        dispute.try_read(who, below).await.refused(404, "not-found");
    }
    assert!(dispute.house.get(who, "/v1/my-cases").await.ok().items().is_empty());
}

#[tokio::test]
async fn an_agent_whose_authority_ended_yesterday_reads_nothing() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let appointment = cast::lawyer(&dispute.applicant);
    let lawyer = house.accounts.party(appointment["account"].as_str().expect("an account"));
    let id = dispute.write(&house.applicant(), "representatives", appointment.clone()).await.text("/id");
    dispute.read(&lawyer, "").await;
    assert_eq!(house.get(&lawyer, "/v1/my-cases").await.ok().items().len(), 1);

    let mut ended: Value = appointment["authority"].clone();
    ended["valid_from"] = json!(today() - chrono::Days::new(30));
    ended["valid_to"] = json!(today() - chrono::Days::new(1));
    dispute.write(&house.applicant(), &format!("representatives/{id}/authority"), ended).await;
    reads_nothing(&dispute, &lawyer, &PATHS).await;
    dispute.read(&house.applicant(), "").await;
    house.finish().await;
}

#[tokio::test]
async fn a_mediator_past_the_term_or_off_the_roster_reads_nothing_not_even_what_has_ended() {
    let house = House::open().await;
    let running = Dispute::at(&house, Step::RightsNotified).await;
    let ended = Dispute::at(&house, Step::RightsNotified).await;
    ended.write(&house.clerk(), "termination", json!({ "code": "E10" })).await;
    ended.read(&house.mediator(), "").await;

    let yesterday = today() - chrono::Days::new(1);
    let entry = json!({ "kind": "SECONDED", "home_institution": cast::OTHER_BANK, "profile": { "term_to": yesterday } });
    let path = format!("/v1/mediators/{}/amendments", house.mediator_id());
    let _amended = house.post(&house.director(), &path, &entry).await.ok();
    let mediators = &PATHS[..3];
    for dispute in [&running, &ended] {
        reads_nothing(dispute, &house.mediator(), mediators).await;
    }

    let again = json!({ "kind": "SECONDED", "home_institution": cast::OTHER_BANK, "profile": { "term_to": today() } });
    let _amended = house.post(&house.director(), &path, &again).await.ok();
    ended.read(&house.mediator(), "").await;
    let standing = format!("/v1/mediators/{}/standing", house.mediator_id());
    let _off = house.post(&house.director(), &standing, &json!({ "active": false })).await.ok();
    reads_nothing(&ended, &house.mediator(), mediators).await;
    house.finish().await;
}
