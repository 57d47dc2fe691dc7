//! Holiday notices and versions of the rules: published by the federation, and every date that runs is counted again by an event.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Who, cast};
use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const COUNTED_AGAIN: &str = "case.deadline-recomputed.v1";

/// A case that waits for a supplement, and the last day for it.
async fn supplementing(house: &House, place: usize) -> (Dispute<'_>, NaiveDate) {
    let filed = house.post(&house.applicant(), "/v1/cases", &cast::application_of(place)).await.ok();
    let dispute = Dispute::of(house, &filed.text("/id")).await;
    dispute.write(&house.clerk(), "supplement-requests", json!({ "items": ["对账单"] })).await;
    let due = day_of(&runs(&dispute, &house.clerk()).await);
    (dispute, due)
}

/// The only period that runs.
async fn runs(dispute: &Dispute<'_>, clerk: &Who) -> Value {
    let running = dispute.read(clerk, "deadlines").await;
    assert_eq!(running.text("/items/0/timer"), "T02");
    running.items()[0].clone()
}

fn off(from: NaiveDate, to: NaiveDate) -> Value {
    json!({ "kind": "OFF", "from": from, "to": to, "name": "调整放假" })
}

/// A notice by which every day from tomorrow until `due` rests, beside the holidays every year has.
fn notice(due: NaiveDate) -> Value {
    let (from, year) = (today() + Days::new(1), due.year());
    let fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
    let fixed = fixed.map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
    let others = fixed.into_iter().filter(|day| *day < from || *day > due).map(|day| off(day, day));
    let lines: Vec<Value> = std::iter::once(off(from, due)).chain(others).collect();
    json!({ "year": year, "notice": "国办发明电〔2026〕99号", "noticed_on": today(), "lines": lines })
}

async fn times_counted_again(dispute: &Dispute<'_>, clerk: &Who) -> usize {
    let timeline = dispute.read(clerk, "timeline?limit=200").await;
    timeline.items().iter().filter(|it| it["type"] == COUNTED_AGAIN).count()
}

#[tokio::test]
async fn a_holiday_notice_moves_what_runs_by_an_event_and_a_bad_one_is_refused_with_its_line() {
    let house = House::open().await;
    let (federation, clerk) = (house.accounts.federation(), house.clerk());
    let (dispute, due) = supplementing(&house, 1).await;
    let told = runs(&dispute, &clerk).await;

    let good = notice(due);
    house.post(&house.director(), "/v1/holidays", &good).await.refused(403, "forbidden");
    let mut bad = good.clone();
    let lines = bad["lines"].as_array_mut().expect("lines");
    lines.push(off(due, due));
    let line = lines.len();
    let refused = house.post(&federation, "/v1/holidays", &bad).await;
    assert!(refused.text("/detail").contains(&line.to_string()), "{}", refused.body);
    refused.refused(422, "holiday-day-twice");
    assert_eq!(house.get(&clerk, "/v1/holidays").await.ok().body["published"], json!([]));

    let _published = house.post(&federation, "/v1/holidays", &good).await.ok();
    let (begun, mut looks) = (Instant::now(), tokio::time::interval(Duration::from_millis(200)));
    while times_counted_again(&dispute, &clerk).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the date was never counted again");
        looks.tick().await;
    }
    let now = runs(&dispute, &clerk).await;
    let table = house.get(&clerk, "/v1/holidays").await.ok();
    assert!(day_of(&now) > due, "{now}");
    assert_eq!(now["holiday_table"], table.body["in_force"]);
    assert_ne!(now["holiday_table"], told["holiday_table"]);
    assert_eq!(table.body["published"].as_array().map(Vec::len), Some(1));

    // The same notice again is nothing, and what is filed now is counted by it at once.
    let _again = house.post(&federation, "/v1/holidays", &good).await.ok();
    let (later, _) = supplementing(&house, 2).await;
    assert_eq!(runs(&later, &clerk).await["holiday_table"], table.body["in_force"]);
    assert_eq!(times_counted_again(&later, &clerk).await, 0);
    assert_eq!(times_counted_again(&dispute, &clerk).await, 1);
    house.finish().await;
}

#[tokio::test]
async fn a_version_of_the_rules_counts_for_what_begins_from_its_day_on() {
    let house = House::open().await;
    let (federation, clerk) = (house.accounts.federation(), house.clerk());
    let (before, due) = supplementing(&house, 1).await;
    let period = |unit: &str, n: u16, timer: &str, basis: &str| {
        json!({
            "effective_from": today(), "reason": "规则修订",
            "periods": [{ "timer": timer, "unit": unit, "n": n, "basis": basis }],
        })
    };
    let longer = period("WORKING_DAYS", 9, "T02", "PRACTICE");
    house.post(&house.director(), "/v1/rule-sets", &longer).await.refused(403, "forbidden");
    let ours = period("CALENDAR_DAYS", 40, "T10", "PRACTICE");
    house.post(&federation, "/v1/rule-sets", &ours).await.refused(422, "basis-is-practice");
    let nothing = json!({ "effective_from": today(), "reason": "规则修订" });
    house.post(&federation, "/v1/rule-sets", &nothing).await.refused(422, "rule-set-changes-nothing");
    let _published = house.post(&federation, "/v1/rule-sets", &longer).await.ok();

    let (after, later) = supplementing(&house, 2).await;
    assert!(later > due, "{later} is not after {due}");
    let shown = runs(&after, &clerk).await;
    assert_eq!((&shown["rule_set_version"], &shown["basis"]), (&json!(2), &json!("PRACTICE")));
    assert_eq!(day_of(&runs(&before, &clerk).await), due, "what began before keeps its version");
    let read = house.get(&clerk, "/v1/rule-sets").await.ok();
    assert_eq!(read.body["version"], 2);
    assert_eq!(read.body["published"].as_array().map(Vec::len), Some(1));
    house.finish().await;
}

fn day_of(running: &Value) -> NaiveDate {
    running["due_date"].as_str().and_then(|day| day.parse().ok()).expect("a last day")
}
