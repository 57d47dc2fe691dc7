//! What a centre and a court have agreed on for the green channel: recorded by the director, measured, and no law.

use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::who::now_s;
use acceptance::{Dispute, House, Step, Who, cast};
use api::auth::HejieClaims;
use chrono::{Days, NaiveDate};
use domain::occasion::Role;
use serde_json::{Value, json};

fn day(days: u64) -> NaiveDate {
    today().checked_add_days(Days::new(days)).expect("a day")
}

/// Two working days to answer and ten to rule, for a year from today.
pub(crate) fn agreement(court: &str) -> Value {
    json!({
        "court": court, "reference": "越法诉调对接〔2026〕3号", "signed_on": today(), "valid_from": today(),
        "valid_to": day(365), "accept_within": 2, "rule_within": 10,
    })
}

/// Every operation on an agreement.
pub(crate) async fn every_step(house: &House) {
    let (director, path) = (house.director(), "/v1/docking-agreements");
    let docking = house.post(&director, path, &agreement(cast::COURT)).await.ok().text("/id");
    let _read = house.get(&director, path).await.ok();
    let _report = house.get(&director, "/v1/docking-report").await.ok();
    let ending = json!({ "ended_on": today(), "reason": "协议双方商定" });
    let _ended = house.post(&director, &format!("{path}/{docking}/ending"), &ending).await.ok();
}

/// A director whose token outlasts the turn of the clock.
fn director(house: &House) -> Who {
    let of_centre =
        HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..HejieClaims::role(Role::Director) };
    let mut token = house.accounts.claims("director-long", of_centre);
    token.exp = now_s() + 120 * 86_400;
    Who { token: house.accounts.sign(&token), ..house.director() }
}

fn figures(met: u64, missed: u64, running: u64) -> Value {
    json!({ "met": met, "missed": missed, "running": running })
}

#[tokio::test]
async fn an_agreement_is_recorded_once_for_a_time_and_ended() {
    let house = House::open().await;
    let (director, path) = (house.director(), "/v1/docking-agreements");
    house.post(&house.clerk(), path, &agreement(cast::COURT)).await.refused(403, "forbidden");
    house.post(&director, path, &agreement("粤9999")).await.refused(422, "docking-court-unknown");
    let mut wrong = agreement(cast::COURT);
    wrong["accept_within"] = json!(0);
    house.post(&director, path, &wrong).await.refused(422, "docking-target-out-of-range");
    wrong = agreement(cast::COURT);
    wrong["valid_to"] = json!(today().pred_opt());
    house.post(&director, path, &wrong).await.refused(422, "docking-term-reversed");
    wrong = agreement(cast::COURT);
    wrong["signed_on"] = json!(day(1));
    house.post(&director, path, &wrong).await.refused(422, "docking-signed-in-future");
    let docking = house.post(&director, path, &agreement(cast::COURT)).await.ok().text("/id");
    let problem = house.post(&director, path, &agreement(cast::COURT)).await.refused(409, "docking-overlaps");
    assert_eq!(problem["facts"]["docking"], docking.as_str());

    let ending = format!("{path}/{docking}/ending");
    let until = |on: Option<NaiveDate>| json!({ "ended_on": on, "reason": "协议双方商定" });
    let elsewhere = house.accounts.director(cast::OTHER_CENTRE);
    house.post(&elsewhere, &ending, &until(Some(today()))).await.refused(404, "not-found");
    house.post(&director, &ending, &until(today().pred_opt())).await.refused(422, "docking-end-outside-term");
    let _ended = house.post(&director, &ending, &until(Some(day(10)))).await.ok();
    house.post(&director, &ending, &until(Some(day(11)))).await.refused(409, "docking-ended");
    let mut next = agreement(cast::COURT);
    next["valid_from"] = json!(day(11));
    let _next = house.post(&director, path, &next).await.ok();

    let read = house.get(&house.court(), path).await.ok();
    assert_eq!(read.items().len(), 2);
    let ended = read.items().iter().find(|it| it["docking"] == docking.as_str()).expect("the first");
    assert_eq!((&ended["ended_on"], &ended["targets"]["rule_within"]), (&json!(day(10)), &json!(10)));
    for nobody in [house.clerk(), house.applicant(), house.agent(), house.mediator()] {
        house.get(&nobody, path).await.refused(403, "forbidden");
        house.get(&nobody, "/v1/docking-report").await.refused(403, "forbidden");
    }
    assert!(house.get(&elsewhere, path).await.ok().items().is_empty());
    assert!(house.get(&house.accounts.court(cast::OTHER_COURT), path).await.ok().items().is_empty());
    assert_eq!(house.get(&house.accounts.federation(), path).await.ok().items().len(), 2);
    house.finish().await;
}

#[tokio::test]
async fn confirmations_are_measured_against_the_agreement_and_the_law_stays_as_it_is() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let director = director(&house);
    let before = Dispute::at(&house, Step::ConfirmationFiled).await;
    let _agreed = house.post(&director, "/v1/docking-agreements", &agreement(cast::COURT)).await.ok();
    let _elsewhere =
        house.post(&director, "/v1/docking-agreements", &agreement(cast::OTHER_COURT)).await.ok();
    let _done = Dispute::at(&house, Step::Confirmed).await;
    let after = Dispute::at(&house, Step::ConfirmationFiled).await;
    let t11 = |read: &acceptance::call::Answer| {
        let items = read.items();
        items.iter().find(|it| it["timer"] == "T11").map(|it| it["due_date"].clone()).expect("T11 runs")
    };
    let (law, with_it) =
        (before.read(&director, "deadlines").await, after.read(&director, "deadlines").await);
    assert_eq!(t11(&law), t11(&with_it), "a target is no period of law");

    let own = |report: &acceptance::call::Answer| {
        let rows = report.body["agreements"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["court"] == cast::COURT).expect("the court")
    };
    let report = house.get(&house.court(), "/v1/docking-report").await.ok();
    assert_eq!(report.body["agreements"].as_array().map(Vec::len), Some(1), "a court reads its own alone");
    // What was filed on the day of the signing counts too: the agreement covers that day.
    let row = own(&report);
    assert_eq!((&row["filed"], &row["acceptance"]), (&json!(3), &figures(1, 0, 2)));
    assert_eq!((&row["ruling"], &row["court_name"]), (&figures(1, 0, 0), &json!("广州市越秀区人民法院")));

    dial.turn(20 * 86_400);
    let report = house.get(&director, "/v1/docking-report").await.ok();
    assert_eq!(report.body["agreements"].as_array().map(Vec::len), Some(2));
    assert_eq!(own(&report)["acceptance"], figures(1, 2, 0));
    let none = format!("/v1/docking-report?from={}", day(1));
    assert_eq!(own(&house.get(&director, &none).await.ok())["filed"], 0);
    house.get(&director, "/v1/docking-report?from=yesterday").await.refused(422, "date-invalid");
    house.finish().await;
}
