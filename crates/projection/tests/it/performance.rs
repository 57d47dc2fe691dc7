//! What is due, urged, in default, given up and enforced, as the views show it.

use crate::story::{GUANGZHOU, Story, centre, filed, in_default, in_parts, in_the_end, the_house};
use crate::support::{House, value};
use chrono::{Days, NaiveDate, TimeDelta};
use domain::case::{Due, Event, FollowUpPerformance, ObligationState, UrgePerformance};
use domain::classification::EnforcementTitle;
use domain::money::Fen;
use projection::{
    CaseFilter, CaseView, NextAction, Paging, PerformanceState, Reader, Scope, StatisticsQuestion, Views,
};

fn staff() -> Reader {
    Reader::Staff(centre(GUANGZHOU))
}

fn case(views: &Views, story: &Story) -> CaseView {
    value(views.case(&staff(), story.id())).expect("the case is there")
}

fn states(views: &Views, story: &Story) -> Vec<ObligationState> {
    case(views, story).obligations.iter().map(|it| it.state(story.today())).collect()
}

#[tokio::test]
async fn an_obligation_stands_where_the_ledger_leaves_it() {
    use ObligationState::{Defaulted, Due, Pending, Superseded, Waived};
    let (agreed, missed, over) = (in_parts(filed(1)), in_default(filed(2)), in_the_end(filed(3)));
    let house = House::new();
    for story in [&agreed, &missed, &over] {
        house.append(story).await;
    }
    let views = house.views().await;
    assert_eq!(states(&views, &agreed), [Pending; 3]);
    assert_eq!(states(&views, &missed), [Defaulted, Superseded, Superseded, Due]);
    assert_eq!(states(&views, &over), [Defaulted, Superseded, Superseded, Waived]);
    let view = case(&views, &over);
    assert_eq!(view.obligations[3].paid, Fen::positive(50_000).expect("a sum"));
    assert_eq!(view.obligations[3].limitation_interrupted_on, Some(over.today()));
    assert!(view.obligations[3].standing.receipt_confirmed);
    assert_eq!(view.enforcements[0].title, EnforcementTitle::NotarialInstrument);
    assert_eq!((view.follow_ups[0].satisfaction, view.follow_ups[0].no_further), (Some(4), true));
}

#[tokio::test]
async fn the_register_says_that_an_obligation_is_in_default() {
    let story = in_default(filed(1));
    let house = House::new();
    house.append(&story).await;
    let views = house.views().await;
    let number = case(&views, &story).agreement.expect("an agreement").agreement_no;
    let row = value(views.settlement_of_centre(&centre(GUANGZHOU), number.as_str())).expect("a row");
    assert_eq!(row.performance, PerformanceState::Defaulted);
}

#[tokio::test]
async fn cases_are_found_by_the_day_something_is_due() {
    let (agreed, missed) = (in_parts(filed(1)), in_default(filed(2)));
    let house = House::new();
    house.append(&agreed).await;
    house.append(&missed).await;
    let views = house.views().await;
    let due_by = |day: &str| {
        let filter = CaseFilter { due_by: Some(day.parse().expect("a day")), ..CaseFilter::default() };
        let found = value(views.some_cases_of(&staff(), &filter, &Paging::first(50))).items.len();
        assert_eq!(value(views.count_cases_of(&staff(), &filter)), found as u64);
        found
    };
    assert_eq!(due_by("2026-01-01"), 0);
    assert_eq!(due_by("2030-01-01"), 2);
}

#[tokio::test]
async fn the_clock_looks_after_what_is_to_be_performed_until_it_is() {
    let agreed = in_parts(filed(1));
    let first = agreed_parts(&agreed)[0];
    let house = House::new();
    house.append(&agreed).await;
    let views = house.views().await;
    let rows = |today: NaiveDate| {
        let due = value(views.due(today, None, 50));
        due.into_iter()
            .filter(|row| row.of == Due::Performance)
            .map(|row| (row.on_day, row.due_date))
            .collect::<Vec<_>>()
    };
    let before = |days| first.checked_sub_days(Days::new(days)).expect("a day");
    assert_eq!(rows(before(4)), []);
    assert_eq!(rows(before(3)), [(before(3), first)]);
    assert_eq!(case(&views, &agreed).next_action, Some(NextAction::CheckPerformance));
}

#[tokio::test]
async fn the_work_list_says_urge_and_call_back() {
    let agreed = in_parts(filed(1));
    let due = agreed_parts(&agreed)[0];
    let overdue =
        agreed.clone().later(TimeDelta::days(9)).step(the_house(), FollowUpPerformance { due_on: due });
    let urge = UrgePerformance { seq: 1, asked_by: None, wording: None };
    let urged = overdue.clone().step(overdue.clerk(), urge);
    let called =
        urged.clone().later(TimeDelta::days(7)).step(the_house(), FollowUpPerformance { due_on: due });
    let house = House::new();
    let mut done = 0;
    let mut shown = Vec::new();
    for story in [&agreed, &overdue, &urged, &called] {
        house.append_from(story, done).await;
        done = story.deeds().len();
        let views = house.views().await;
        let view = case(&views, story);
        shown.push((view.next_action, view.next_due));
    }
    let day = |days| due.checked_add_days(Days::new(days));
    assert_eq!(
        shown,
        [
            (Some(NextAction::CheckPerformance), day(0)),
            (Some(NextAction::UrgePerformance), day(1)),
            (Some(NextAction::CheckPerformance), day(0)),
            (Some(NextAction::CallBack), day(7)),
        ]
    );
}

/// The last days of what is to be paid.
fn agreed_parts(story: &Story) -> Vec<NaiveDate> {
    let effect = |event: &Event| match event {
        Event::AgreementBecameEffective(effect) => {
            Some(effect.obligations.iter().map(|it| it.due_on).collect())
        }
        _ => None,
    };
    story.events().find_map(effect).expect("an agreement in force")
}

#[tokio::test]
async fn figures_count_what_was_due_once_and_a_default_apart() {
    let house = House::new();
    // Three parts of each are due on their days; two of the defaulted ones fall due as one instead, which is given up in the last.
    for story in [in_parts(filed(1)), in_default(filed(2)), in_the_end(filed(3))] {
        house.append(&story).await;
    }
    let views = house.views().await;
    let counts = value(views.statistics(&StatisticsQuestion::of(Scope::All))).total.counts;
    assert_eq!((counts.due, counts.defaulted), (3 + 2 + 1, 2));
    assert_eq!((counts.performed_on_time, counts.performed_late), (0, 0));
}
