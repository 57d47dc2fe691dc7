//! What is booked when, for whoever may see it, and the feeds of calendars.

use acceptance::dispute::{in_minutes, today};
use acceptance::process::root;
use acceptance::{Answer, Dispute, House, Step, cast};
use chrono::{DateTime, Days, Utc};
use reqwest::Method;
use serde_json::{Value, json};
use std::process::Command;

/// What an independent parser understands of a feed.
fn parsed(feed: &Answer) -> Value {
    let works = |python: &&str| {
        Command::new(python).args(["-c", "import icalendar"]).output().is_ok_and(|out| out.status.success())
    };
    let python = ["python3", "/usr/bin/python3"].into_iter().find(works).expect("python3-icalendar");
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("feed.ics");
    std::fs::write(&file, &feed.raw).expect("a file");
    let script = root().join("tests/python/read_calendar.py");
    let output = Command::new(python).arg(script).arg(&file).output().expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The path of an address the house told.
fn path_of(house: &House, address: &str) -> String {
    address.strip_prefix(&house.base()).expect("the house's own address").to_owned()
}

async fn fetch(house: &House, path: &str) -> Answer {
    house.call(Method::GET, path).send().await
}

fn days() -> String {
    let last = today().checked_add_days(Days::new(30)).expect("a day");
    format!("from={}&to={last}", today())
}

/// A session tomorrow in a room of the centre.
async fn planned<'a>(house: &'a House, room: &str) -> (Dispute<'a>, String) {
    let dispute = Dispute::at(house, Step::RightsNotified).await;
    let starts_at = in_minutes(24 * 60);
    let session = json!({
        "starts_at": starts_at, "planned_minutes": 90, "mode": "ON_SITE", "venue": "第三调解室", "place": room,
        "notice_waived_by": [dispute.applicant, dispute.respondent],
    });
    dispute.write(&house.mediator(), "sessions", session).await;
    (dispute, starts_at)
}

async fn room(house: &House) -> String {
    let room = json!({ "kind": "ROOM", "name": "第三调解室, 三楼; 东侧" });
    house.post(&house.clerk(), "/v1/places", &room).await.ok().text("/id")
}

#[tokio::test]
async fn a_feed_tells_an_independent_parser_number_hour_and_link_until_it_is_closed() {
    let house = House::open().await;
    let room = room(&house).await;
    let (dispute, starts_at) = planned(&house, &room).await;
    let read = dispute.read(&house.clerk(), "").await;
    let number = read.text("/case_no");
    let starts_at: DateTime<Utc> = starts_at.parse().expect("a time");
    let mediator = format!("/v1/calendars/mediator.{}", house.mediator_id());
    let of_room = format!("/v1/calendars/place.{room}");
    for (who, calendar) in [(house.mediator(), &mediator), (house.clerk(), &of_room)] {
        let key = house.fresh_key();
        let open = || {
            let call = house.call(Method::POST, &format!("{calendar}/feed")).by(&who).key(&key);
            call.json(&json!({})).send()
        };
        let opened = open().await.ok();
        let address = opened.text("/address");
        assert_eq!(open().await.ok().text("/address"), address, "a repeat tells it again");
        let path = path_of(&house, &address);
        let feed = fetch(&house, &path).await.ok();
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
        let text = String::from_utf8_lossy(&feed.raw).into_owned();
        let understood = parsed(&feed);
        assert_eq!(understood["version"], "2.0");
        let [event] = understood["events"].as_array().expect("events").as_slice() else {
            panic!("{understood}")
        };
        assert_eq!(event["SUMMARY"], number.as_str(), "{understood}");
        assert_eq!(event["DTSTART"], starts_at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        let ends_at = starts_at + chrono::TimeDelta::minutes(90);
        assert_eq!(event["DTEND"], ends_at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        let link = event["URL"].as_str().expect("a link");
        assert_eq!(path_of(&house, link), format!("/v1/cases/{}", dispute.case));
        for canary in cast::PRIVATE {
            assert!(!text.contains(canary), "{canary} is in the feed");
        }
        assert!(!text.contains("试验银行") && !text.contains("CREDIT"), "{text}");

        let wrong = path.replace(&path[path.len() - 12..path.len() - 4], "00000000");
        fetch(&house, &wrong).await.refused(404, "not-found");
        fetch(&house, path.trim_end_matches(".ics")).await.refused(404, "not-found");
        let other = if calendar == &mediator { format!("place.{room}") } else { "mediator.x".to_owned() };
        let secret = path.rsplit('/').next().expect("a secret");
        fetch(&house, &format!("/feeds/{other}/{secret}")).await.refused(404, "not-found");
        let anew = house.post(&who, &format!("{calendar}/feed"), &json!({})).await.ok();
        fetch(&house, &path).await.refused(404, "not-found");
        let path = path_of(&house, &anew.text("/address"));
        let _open = fetch(&house, &path).await.ok();
        assert!(open().await.ok().body["address"].is_null(), "an address that opens nothing is not told");
        let _closed = house.post(&who, &format!("{calendar}/feed/revocation"), &json!({})).await.ok();
        fetch(&house, &path).await.refused(404, "not-found");
    }
    let log = house.log();
    assert!(!log.contains(".ics"), "an address is in the log");
    house.finish().await;
}

#[tokio::test]
async fn a_feed_ends_with_the_mediators_service_and_is_nobody_elses_to_open() {
    let house = House::open().await;
    let calendar = format!("/v1/calendars/mediator.{}", house.mediator_id());
    house.post(&house.clerk(), &format!("{calendar}/feed"), &json!({})).await.refused(403, "forbidden");
    let elsewhere = house.accounts.clerk(cast::OTHER_CENTRE);
    for below in ["feed", "feed/revocation"] {
        house.post(&elsewhere, &format!("{calendar}/{below}"), &json!({})).await.refused(404, "not-found");
    }
    let opened = house.post(&house.mediator(), &format!("{calendar}/feed"), &json!({})).await.ok();
    let path = path_of(&house, &opened.text("/address"));
    assert_eq!(parsed(&fetch(&house, &path).await.ok())["events"], json!([]));
    let standing = format!("/v1/mediators/{}/standing", house.mediator_id());
    let _suspended = house.post(&house.director(), &standing, &json!({ "active": false })).await.ok();
    fetch(&house, &path).await.refused(404, "not-found");
    let _back = house.post(&house.director(), &standing, &json!({ "active": true })).await.ok();
    let _open = fetch(&house, &path).await.ok();
    let _closed =
        house.post(&house.director(), &format!("{calendar}/feed/revocation"), &json!({})).await.ok();
    fetch(&house, &path).await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn a_calendar_shows_hours_to_its_centre_and_cases_only_to_those_who_read_them() {
    let house = House::open().await;
    let room = room(&house).await;
    let (dispute, _) = planned(&house, &room).await;
    let mediator = format!("/v1/calendars/mediator.{}?{}", house.mediator_id(), days());
    let of_room = format!("/v1/calendars/place.{room}?{}", days());
    for (who, path) in
        [(house.mediator(), &mediator), (house.clerk(), &mediator), (house.director(), &of_room)]
    {
        let listed = house.get(&who, path).await.ok();
        let [row] = listed.items() else { panic!("{}", listed.body) };
        assert_eq!(
            (row["state"].as_str(), row["booked_for"]["case"].as_str()),
            (Some("BOOKED"), Some(dispute.case.as_str()))
        );
    }
    let centre = format!("/v1/calendars?{}", days());
    let all = house.get(&house.clerk(), &centre).await.ok();
    assert_eq!(all.items().len(), 2, "mediator and room: {}", all.body);
    assert_eq!(house.get(&house.clerk(), &format!("{centre}&limit=1")).await.ok().items().len(), 1);
    let elsewhere = house.accounts.clerk(cast::OTHER_CENTRE);
    assert_eq!(house.get(&elsewhere, &centre).await.ok().items().len(), 0);
    house.get(&elsewhere, &of_room).await.refused(404, "not-found");
    house.get(&house.accounts.mediator(&house.barred_id()), &mediator).await.refused(404, "not-found");
    let backwards = format!("/v1/calendars?from={}&to=2020-01-01", today());
    house.get(&house.clerk(), &backwards).await.refused(400, "query-parameter-invalid");
    house.get(&house.clerk(), "/v1/calendars").await.refused(400, "query-parameter-invalid");

    let director = house.director();
    let cancelled = dispute.read(&house.clerk(), "").await.text("/sessions/0/session");
    let reason = json!({ "reason": "PARTY_ASKED" });
    dispute.write(&house.mediator(), &format!("sessions/{cancelled}/cancellation"), reason).await;
    assert_eq!(house.get(&director, &of_room).await.ok().items().len(), 0, "a cancelled hour is free");
    house.finish().await;
}
