//! The house tells the time by itself: what a period brings when it is over stands in the timeline, once.

use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::who::now_s;
use acceptance::{Dispute, House, Who, cast};
use api::auth::HejieClaims;
use chrono::{Days, NaiveDate};
use domain::occasion::Role;
use serde_json::json;
use std::time::{Duration, Instant};

/// So long a token counts: longer than any period for a supplement, rest days included.
pub(crate) const TOKEN_DAYS: u64 = 120;

/// A clerk whose token outlasts the turn of the clock.
pub(crate) fn clerk(house: &House) -> Who {
    let of_centre = HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..HejieClaims::role(Role::Clerk) };
    let mut token = house.accounts.claims("clerk-long", of_centre);
    token.exp = now_s() + TOKEN_DAYS * 86_400;
    Who { token: house.accounts.sign(&token), ..house.clerk() }
}

/// The types of everything in the case's timeline.
pub(crate) async fn told(dispute: &Dispute<'_>, clerk: &Who) -> Vec<String> {
    let timeline = dispute.read(clerk, "timeline?limit=200").await;
    timeline.items().iter().filter_map(|it| it["type"].as_str().map(str::to_owned)).collect()
}

/// Waits until the case is at this stage.
pub(crate) async fn comes_to(dispute: &Dispute<'_>, clerk: &Who, stage: &str) {
    let (begun, mut looks) = (Instant::now(), tokio::time::interval(Duration::from_millis(200)));
    while dispute.read(clerk, "").await.text("/stage") != stage {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody told the case that its period is over");
        looks.tick().await;
    }
}

/// An application that waits for a supplement, and the last day for it.
async fn supplementing<'a>(
    house: &'a House,
    clerk: &Who,
    place: usize,
    longer: bool,
) -> (Dispute<'a>, NaiveDate) {
    let filed = house.post(&house.applicant(), "/v1/cases", &cast::application_of(place)).await.ok();
    let dispute = Dispute::of(house, &filed.text("/id")).await;
    dispute.write(clerk, "supplement-requests", json!({ "items": ["对账单"] })).await;
    if longer {
        dispute.write(clerk, "supplement-extensions", json!({ "reason": "材料在外地" })).await;
    }
    let running = dispute.read(clerk, "deadlines").await;
    assert_eq!(running.text("/items/0/timer"), "T02");
    let due = running.text("/items/0/due_date").parse().expect("a day");
    (dispute, due)
}

/// Turns the clock to the second day after `due`.
pub(crate) fn pass(dial: &Dial, due: NaiveDate) {
    dial.turn(((due - today()).num_days() + 2) * 86_400);
}

#[tokio::test]
async fn a_supplement_that_never_came_lets_the_application_lapse_by_itself_and_once() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let clerk = clerk(&house);
    let (dispute, due) = supplementing(&house, &clerk, 1, false).await;
    let (longer, later) = supplementing(&house, &clerk, 2, true).await;
    assert!(due > today() && later > due + Days::new(2), "{due}, {later}");
    let before = told(&dispute, &clerk).await;

    pass(&dial, due);
    comes_to(&dispute, &clerk, "TERMINATED").await;
    let after = told(&dispute, &clerk).await;
    let added: Vec<&str> = after[before.len()..].iter().map(String::as_str).collect();
    assert_eq!(
        added,
        ["case.deadline-expired.v1", "case.application-lapsed.v1", "case.mediation-terminated.v1"]
    );
    assert!(dispute.read(&clerk, "deadlines").await.items().is_empty(), "nothing runs any more");
    assert_eq!(longer.read(&clerk, "").await.text("/stage"), "SUPPLEMENTING");

    // A house that starts again on a later day does what has become due since, and nothing twice.
    house.stop();
    pass(&dial, later);
    house.restart("info");
    comes_to(&longer, &clerk, "TERMINATED").await;
    assert_eq!(told(&dispute, &clerk).await, after);
    house.finish().await;
}
