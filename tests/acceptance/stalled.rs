//! A mediator's term ends in the middle of a case: nobody acts, no event tells it, and the centre's sweep finds it.

use crate::timers::clerk;
use acceptance::dispute::today;
use acceptance::process::{self, Dial};
use acceptance::{Dispute, House, Step, cast};
use chrono::Days;
use serde_json::json;

#[tokio::test]
async fn a_case_whose_mediator_is_gone_is_found_by_its_own_centre_and_by_the_operator() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let clerk = clerk(&house);
    let last = today().checked_add_days(Days::new(5)).expect("a day");
    let entry = json!({ "kind": "LAWYER", "profile": { "term_to": last } });
    let amendments = format!("/v1/mediators/{}/amendments", house.mediator_id());
    let _amended = house.post(&house.director(), &amendments, &entry).await.ok();
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let waiting = Dispute::at(&house, Step::Filed).await;

    for nobody in [house.applicant(), house.agent(), house.mediator(), house.court()] {
        house.get(&nobody, "/v1/stalled-cases").await.refused(403, "forbidden");
    }
    assert_eq!(house.get(&clerk, "/v1/stalled-cases").await.ok().body["total"], 0);

    dial.turn(6 * 86_400);
    let found = house.get(&clerk, "/v1/stalled-cases").await.ok();
    assert_eq!((found.body["total"].clone(), found.items().len()), (json!(1), 1), "{}", found.body);
    assert_eq!(found.text("/items/0/case"), dispute.case);
    assert_eq!(found.text("/items/0/reasons/0/code"), "NO_OWNER");
    assert!(found.text("/items/0/reasons/0/zh-CN").contains("调解员"));
    assert_ne!(found.text("/items/0/case"), waiting.case);

    house.stop();
    let sweep = ["projection", "stalled", "--json"];
    let told = process::run_with(&house.data(), &sweep, &dial.environment());
    assert_eq!(told.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(
        told["cases"][0],
        json!({ "case": dispute.case, "centre": cast::CENTRE, "reasons": ["NO_OWNER"] })
    );
    dial.turn(0);
    let working = process::run_with(&house.data(), &sweep, &dial.environment());
    assert!(working.status.success(), "{working:?}");
    house.restart("info");
    house.finish().await;
}

#[tokio::test]
async fn another_centre_finds_nothing_of_it() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let elsewhere = house.accounts.clerk(cast::OTHER_CENTRE);
    let standing = format!("/v1/mediators/{}/standing", house.mediator_id());
    let _dispute = Dispute::at(&house, Step::RightsNotified).await;
    let _suspended = house.post(&house.director(), &standing, &json!({ "active": false })).await.ok();
    assert_eq!(house.get(&elsewhere, "/v1/stalled-cases").await.ok().body["total"], 0);
    house.finish().await;
}
