//! What is due, urged, in default, given up and enforced, as the views show it.

use crate::story::{GUANGZHOU, Story, centre, filed, in_default, in_parts, in_the_end};
use crate::support::{House, value};
use domain::case::ObligationState;
use domain::classification::EnforcementTitle;
use domain::money::Fen;
use projection::{CaseView, Paging, PerformanceState, Reader, Scope, StatisticsQuestion, Views};

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
        let day = day.parse().expect("a day");
        let found = value(views.cases_due_of(&staff(), Some(day), &Paging::first(50)));
        found.items.len()
    };
    assert_eq!(due_by("2026-01-01"), 0);
    assert_eq!(due_by("2030-01-01"), 2);
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
