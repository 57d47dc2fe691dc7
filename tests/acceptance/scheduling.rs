//! Calendars: an hour is given once, whoever asks for it at the same moment.

use acceptance::dispute::in_minutes;
use acceptance::{Dispute, House, Step};
use serde_json::json;
use std::time::Instant;

/// How many ask for the same hour.
const RIVALS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_hundred_who_want_one_hour_exactly_one_gets_it() {
    let house = House::open().await;
    let room = json!({ "kind": "VIDEO_LINK", "name": "视频一室" });
    let room = house.post(&house.clerk(), "/v1/places", &room).await.ok().text("/id");
    let mut disputes = Vec::new();
    for _ in 0..RIVALS {
        disputes.push(Dispute::at(&house, Step::RightsNotified).await);
    }
    let starts_at = in_minutes(24 * 60);
    let asked = Instant::now();
    let answers = futures_util::future::join_all(disputes.iter().map(|dispute| {
        let session = json!({
            "starts_at": starts_at, "planned_minutes": 60, "mode": "VIDEO", "venue": "视频一室", "place": room,
            "notice_waived_by": [dispute.applicant, dispute.respondent],
        });
        let mediator = house.mediator();
        async move { dispute.try_write(&mediator, "sessions", session).await }
    }))
    .await;
    let took = asked.elapsed();
    println!("{RIVALS} bookings of one hour answered in {} ms", took.as_millis());
    let won = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(won, 1);
    for answer in answers.into_iter().filter(|answer| answer.status != 201) {
        let problem = answer.refused(409, "slot-taken");
        assert_eq!(problem["facts"]["resource"], format!("mediator.{}", house.mediator_id()));
        assert!(problem["facts"]["from"].is_string() && problem["facts"]["to"].is_string(), "{problem}");
        for dispute in &disputes {
            assert!(!problem.to_string().contains(&dispute.case), "a stranger's case is named");
        }
    }
    let mut planned = 0;
    for dispute in &disputes {
        let read = dispute.read(&house.clerk(), "").await;
        planned += read.body["sessions"].as_array().map_or(0, Vec::len);
    }
    assert_eq!(planned, 1);
    house.finish().await;
}

#[tokio::test]
async fn a_clash_names_the_room_and_another_centre_cannot_use_it() {
    let house = House::open().await;
    let room = json!({ "kind": "ROOM", "name": "第三调解室" });
    let room = house.post(&house.clerk(), "/v1/places", &room).await.ok().text("/id");
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let session = |mode: &str, place: &str| {
        json!({
            "starts_at": in_minutes(24 * 60), "planned_minutes": 60, "mode": mode, "venue": "第三调解室",
            "place": place, "notice_waived_by": [dispute.applicant, dispute.respondent],
        })
    };
    let mediator = house.mediator();
    dispute.try_write(&mediator, "sessions", session("VIDEO", &room)).await.refused(422, "place-unsuitable");
    let elsewhere = house.accounts.clerk(acceptance::cast::OTHER_CENTRE);
    let foreign = json!({ "kind": "ROOM", "name": "外地调解室" });
    let foreign = house.post(&elsewhere, "/v1/places", &foreign).await.ok().text("/id");
    dispute
        .try_write(&mediator, "sessions", session("ON_SITE", &foreign))
        .await
        .refused(422, "place-unknown");
    let hours = format!("/v1/calendars/place.{room}/availability");
    let away = json!({ "weekly": [], "away": [{ "from": in_minutes(23 * 60), "to": in_minutes(26 * 60) }] });
    house.post(&elsewhere, &hours, &away).await.refused(404, "not-found");
    let _away = house.post(&house.clerk(), &hours, &away).await.ok();
    let refused = dispute.try_write(&mediator, "sessions", session("ON_SITE", &room)).await;
    let problem = refused.refused(409, "outside-availability");
    assert_eq!(problem["facts"]["resource"], format!("place.{room}"));
    let empty = json!({ "weekly": [{ "day": 8, "from_minute": 540, "to_minute": 600 }] });
    house.post(&house.clerk(), &hours, &empty).await.refused(422, "availability-unsound");
    let always = json!({ "weekly": [] });
    let _always = house.post(&house.clerk(), &hours, &always).await.ok();
    dispute.write(&mediator, "sessions", session("ON_SITE", &room)).await;
    house.finish().await;
}

#[tokio::test]
async fn a_moved_session_frees_its_old_hour() {
    let house = House::open().await;
    let mut first = Dispute::at(&house, Step::RightsNotified).await;
    let second = Dispute::at(&house, Step::RightsNotified).await;
    let at = |dispute: &Dispute<'_>, minutes: i64| {
        json!({
            "starts_at": in_minutes(minutes), "planned_minutes": 60, "mode": "VIDEO", "venue": "room-7",
            "notice_waived_by": [dispute.applicant, dispute.respondent],
        })
    };
    let mediator = house.mediator();
    first.session = first.write(&mediator, "sessions", at(&first, 600)).await.text("/id");
    second.try_write(&mediator, "sessions", at(&second, 630)).await.refused(409, "slot-taken");
    let mut moved = at(&first, 700);
    moved["reason"] = json!("PARTY_ASKED");
    let path = format!("sessions/{}/rescheduling", first.session);
    first.write(&house.clerk(), &path, moved.clone()).await;
    first
        .try_write(&house.clerk(), &path, json!({ "reason": "PARTY_ASKED" }))
        .await
        .refused(400, "field-missing");
    // The applicant is the same person in both cases, and so is the mediator.
    second.write(&mediator, "sessions", at(&second, 630)).await;
    first
        .try_write(
            &house.clerk(),
            &path,
            at(&first, 600).as_object().map_or(json!({}), |it| {
                let mut it = it.clone();
                it.insert("reason".to_owned(), json!("TECHNICAL"));
                json!(it)
            }),
        )
        .await
        .refused(409, "slot-taken");
    house.finish().await;
}
