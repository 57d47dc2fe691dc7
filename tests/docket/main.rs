//! A docket: a thousand and more disputes about real complaints, each taken down a road of its own over HTTP, weeks passing in between,
//! and nothing mended by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops with a message and says what it counted"
)]

mod choosing;
mod complaints;
mod intake;
mod mechanisms;
mod moving;
mod roads;

use acceptance::who::let_days_pass;
use acceptance::{House, People, cast};
use complaints::{Complaint, complaints};
use futures_util::stream::{self, StreamExt};
use roads::{Entry, Road, account, amount, set_out};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// How many disputes at least.
const DISPUTES: usize = 1_000;
/// Disputes under way at once.
const AT_ONCE: usize = 16;
/// The codes of a mediation that ended without an agreement (domain §1.11); a transfer (E12) ends nothing.
const ENDINGS: &[&str] = &["E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E13"];
/// The tracks a case can take.
const TRACKS: &[&str] = &["COMPLEX", "ORDINARY", "SIMPLE", "SMALL"];
/// Long enough for the time to answer and to choose a mediator to end, and no mediation period.
const WEEKS: u64 = 20;
/// As much again, until a mediation period and the time to ask a court are over too.
const REST: u64 = 30;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_docket_of_a_thousand_real_disputes_goes_every_road_and_needs_no_repair() {
    let house = House::empty("warn");
    house.fill_registers().await;
    let complaints = complaints(DISPUTES);
    enter_respondents(&house, &complaints).await;
    let mut entries: Vec<Entry<'_>> = stream::iter(complaints.iter().enumerate())
        .map(|(number, complaint)| begin(&house, number, complaint))
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    pass(&house, WEEKS);
    stream::iter(entries.iter_mut()).for_each_concurrent(AT_ONCE, Entry::weeks_later).await;
    pass(&house, REST);
    stream::iter(entries.iter_mut()).for_each_concurrent(AT_ONCE, Entry::at_last).await;
    compare(&entries).await;
    nothing_stands_still(&house).await;
    views_equal_their_rebuild(&house);
}

/// The house stands still, and so many days later it goes on.
fn pass(house: &House, days: u64) {
    house.stop();
    let_days_pass(days);
    house.restart("warn");
}

/// Everybody a dispute needs of its own, and the way as far as today allows.
async fn begin<'a>(house: &'a House, number: usize, complaint: &Complaint) -> Entry<'a> {
    let road = Road::of(number);
    let people = (people(house, number, complaint).await, people(house, number, complaint).await);
    set_out(house, road, number, complaint, people).await
}

async fn people(house: &House, number: usize, complaint: &Complaint) -> People {
    let entry = json!({
        "centre": cast::CENTRE, "name": format!("试验调解员{number}"), "kind": "SECONDED", "home_institution": cast::OTHER_BANK,
    });
    let mediator_id = house.post(&house.director(), "/v1/mediators", &entry).await.ok().text("/id");
    People {
        applicant: house.accounts.party(&account(number)),
        agent: house.accounts.agent(&complaint.uscc),
        mediator: house.accounts.mediator(&mediator_id),
        mediator_id,
        amount_fen: amount(number),
    }
}

async fn enter_respondents(house: &House, complaints: &[Complaint]) {
    let mut entered = BTreeSet::new();
    for complaint in complaints {
        if entered.insert(&complaint.uscc) {
            let entry = json!({
                "uscc": complaint.uscc, "name": complaint.respondent, "legal_person": complaint.uscc, "sector": complaint.sector,
            });
            let _entered = house.post(&house.accounts.federation(), "/v1/institutions", &entry).await.ok();
        }
    }
}

/// Every case stands where its road ends, and whoever asks for it is told so.
async fn compare(entries: &[Entry<'_>]) {
    let mut table: BTreeMap<(Road, String), usize> = BTreeMap::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut tracks: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let case = entry.dispute.read(&entry.dispute.house.director(), "").await;
        *table.entry((entry.road, case.text("/stage"))).or_default() += 1;
        for (counts, told) in
            [(&mut codes, &case.body["termination"]["code"]), (&mut tracks, &case.body["track"])]
        {
            if let Some(code) = told.as_str() {
                *counts.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
    println!("endings {codes:?}, tracks {tracks:?}");
    assert!(ENDINGS.iter().all(|code| codes.contains_key(*code)), "not every ending: {codes:?}");
    assert_eq!(tracks.keys().map(String::as_str).collect::<Vec<_>>(), TRACKS);
    for ((road, stage), count) in &table {
        println!("{count:>5}  {stage:<13} {}", road.name());
    }
    let astray: Vec<_> = table.keys().filter(|(road, stage)| road.end() != stage).collect();
    assert!(astray.is_empty(), "some went astray: {astray:?}");
    let taken: BTreeSet<Road> = table.keys().map(|(road, _)| *road).collect();
    assert_eq!(taken.len(), Road::ALL.len(), "not every road was taken");
    println!("{} disputes, {} roads", entries.len(), taken.len());
}

/// Whatever road a case took, somebody or something moves it on.
async fn nothing_stands_still(house: &House) {
    let stalled = house.get(&house.director(), "/v1/stalled-cases").await.ok();
    assert_eq!(stalled.body["total"], 0, "{}", stalled.body);
}

/// The views are what a rebuild from the log gives.
fn views_equal_their_rebuild(house: &House) {
    house.stop();
    let verified = acceptance::process::run(&house.data(), &["projection", "verify", "--json"]);
    let told = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success(), "the views differ from their rebuild: {told}");
    let log = house.log();
    assert!(!log.contains("panicked"), "the server panicked");
}
