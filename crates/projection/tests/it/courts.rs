//! The settlement register, as courts and centres ask it.

use crate::story::{
    COURT, GUANGZHOU, OTHER_COURT, Story, centre, court_number, filed, filed_with, not_taken, sued,
    third_party_revoked, told_twice,
};
use crate::support::{House, value};
use chrono::{Days, TimeDelta};
use domain::case::ConfirmationStatus;
use projection::{Paging, PerformanceState, Reader, SettlementFilter, SettlementRow, Views};

fn found(views: &Views, court: &str, filter: &SettlementFilter) -> Vec<SettlementRow> {
    let mut paging = Paging::first(1);
    let mut rows = Vec::new();
    loop {
        let page = value(views.settlements_of_court(court, filter, &paging));
        rows.extend(page.items.iter().map(|row| row.read().expect("a row")));
        match page.next {
            Some(next) => paging.after = Some(next),
            None => {
                assert_eq!(page.total, Some(rows.len() as u64), "the total is told alike on each page");
                return rows;
            }
        }
    }
}

fn numbers(rows: &[SettlementRow]) -> Vec<String> {
    rows.iter().map(|row| row.case.to_string()).collect()
}

fn ids(stories: &[&Story]) -> Vec<String> {
    stories.iter().map(|story| story.id().to_string()).collect()
}

#[tokio::test]
async fn a_court_finds_what_was_filed_with_it_and_nothing_else() {
    let house = House::new();
    let confirmed = filed_with(1, GUANGZHOU, "2026-10-12 09:00").whole();
    let pending = filed_with(2, GUANGZHOU, "2026-10-13 09:00").at_court();
    let elsewhere = filed(3).settled().prepared(OTHER_COURT).jointly_signed().filed_at_court();
    let named = filed(4).settled().prepared(COURT).jointly_signed();
    for story in [&confirmed, &pending, &elsewhere, &named, &filed(5).settled()] {
        house.append(story).await;
    }
    let views = house.views().await;
    let all = found(&views, COURT, &SettlementFilter::default());
    assert_eq!(numbers(&all), ids(&[&pending, &confirmed]), "the newest filing first");
    assert_eq!(numbers(&found(&views, OTHER_COURT, &SettlementFilter::default())), ids(&[&elsewhere]));

    let agreement_no = all[0].agreement_no.as_str();
    assert_eq!(value(views.settlement_of_court(COURT, agreement_no)).as_ref(), Some(&all[0]));
    assert_eq!(value(views.settlement_of_court(OTHER_COURT, agreement_no)), None);
    let of_centre = value(views.settlements_of_centre(
        &centre(GUANGZHOU),
        &SettlementFilter::default(),
        &Paging::first(200),
    ));
    assert_eq!(of_centre.items.len(), 5, "the centre sees every agreement in force");
    assert!(value(views.settlement_of_centre(&centre(GUANGZHOU), agreement_no)).is_some());
    assert!(value(views.settlement_of_centre(&centre("440600"), agreement_no)).is_none());
}

#[tokio::test]
async fn a_row_of_the_register_says_all_a_court_asks() {
    let house = House::new();
    let story = filed(1).whole();
    house.append(&story).await;
    let row = found(&house.views().await, COURT, &SettlementFilter::default()).remove(0);
    assert_eq!(row.case_no.as_ref().map(|no| no.as_str()), Some("粤广州金调字〔2026〕1号"));
    assert_eq!((row.hash.len(), row.settled_fen.get()), (64, 500_000));
    assert_eq!(row.status, ConfirmationStatus::Confirmed);
    assert_eq!((row.court_case_no, row.ruling_no), (Some(court_number(&story)), Some(court_number(&story))));
    assert_eq!(row.performance, PerformanceState::Performed);
    assert_eq!(row.confirm_by.legal_start_date, row.effective_on - Days::new(0));
    assert_eq!((row.parties.len(), row.obligations.len()), (2, 1));
    assert_eq!(row.revision as usize + 1, story.events().count());
}

#[tokio::test]
async fn the_register_keeps_what_became_of_a_confirmation_and_what_changed_nothing() {
    let house = House::new();
    let revoked = third_party_revoked(filed(1).whole());
    let repeated = told_twice(not_taken(filed(2).at_court()));
    let sued = sued(filed(3).settled());
    for story in [&revoked, &repeated, &sued] {
        house.append(story).await;
    }
    let views = house.views().await;
    let rows = found(&views, COURT, &SettlementFilter::default());
    let history = |story: &Story| -> Vec<&'static str> {
        let row = rows.iter().find(|row| row.case == story.id()).expect("it was filed with the court");
        row.history.iter().map(|entry| entry.status.code()).collect()
    };
    let way = ["PREPARING", "JOINTLY_SIGNED", "FILED", "ACCEPTED", "CONFIRMED", "OBJECTED", "REVOKED"];
    assert_eq!(history(&revoked), way);
    assert_eq!(history(&repeated).last(), Some(&"NOT_ACCEPTED"));
    let reader = Reader::Director(centre(GUANGZHOU));
    let view = |story: &Story| value(views.case(&reader, story.id())).expect("the case is there");
    assert_eq!(view(&repeated).confirmation.expect("it was asked for").kept.len(), 1);
    assert_eq!(view(&sued).other_routes.len(), 1);
    assert_eq!(view(&sued).confirmation_status(), ConfirmationStatus::NotRequested);
}

#[tokio::test]
async fn performance_after_the_last_day_is_late() {
    let house = House::new();
    let open = filed(1).settled();
    let late = filed(2).settled().later(TimeDelta::days(30)).performed();
    house.append(&open).await;
    house.append(&late).await;
    let rows = value(house.views().await.settlements_of_centre(
        &centre(GUANGZHOU),
        &SettlementFilter::default(),
        &Paging::first(2),
    ));
    let rows: Vec<SettlementRow> = rows.items.iter().map(|row| row.read().expect("a row")).collect();
    let state = |story: &Story| rows.iter().find(|row| row.case == story.id()).map(|row| row.performance);
    assert_eq!((state(&open), state(&late)), (Some(PerformanceState::Open), Some(PerformanceState::Late)));
}

#[tokio::test]
async fn the_register_is_filtered_by_status_number_and_date() {
    let house = House::new();
    let confirmed = filed_with(1, GUANGZHOU, "2026-10-12 09:00").whole();
    let pending = filed_with(2, GUANGZHOU, "2026-10-19 09:00").at_court().taken_by_court();
    let refused = not_taken(filed_with(3, GUANGZHOU, "2026-10-26 09:00").at_court());
    for story in [&confirmed, &pending, &refused] {
        house.append(story).await;
    }
    let views = house.views().await;
    let all = SettlementFilter::default();
    let with = |filter: SettlementFilter| numbers(&found(&views, COURT, &filter));
    for (status, story) in [
        (ConfirmationStatus::Confirmed, &confirmed),
        (ConfirmationStatus::Accepted, &pending),
        (ConfirmationStatus::NotAccepted, &refused),
    ] {
        assert_eq!(with(SettlementFilter { status: Some(status), ..all.clone() }), ids(&[story]));
    }
    let court_case_no = Some(court_number(&pending));
    assert_eq!(with(SettlementFilter { court_case_no, ..all.clone() }), ids(&[&pending]));
    let rows = found(&views, COURT, &all);
    let agreement_no = Some(rows[0].agreement_no.as_str().to_owned());
    assert_eq!(with(SettlementFilter { agreement_no, ..all.clone() }), ids(&[&refused]));
    let day = rows[1].filed_on;
    assert_eq!(with(SettlementFilter { from: day, to: day, ..all.clone() }), ids(&[&pending]));
    assert_eq!(with(SettlementFilter { from: day, ..all.clone() }), ids(&[&refused, &pending]));
    assert_eq!(with(SettlementFilter { to: day, ..all }), ids(&[&pending, &confirmed]));
}

#[test]
fn every_code_of_a_status_is_read_back() {
    for status in ConfirmationStatus::ALL {
        assert_eq!(projection::confirmation_status(status.code()), Some(*status));
    }
    assert_eq!(projection::confirmation_status("confirmed"), None);
}
