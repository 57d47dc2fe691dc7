//! The fast track as the views show it: an opinion that waits, one that binds, one that was advice.

use crate::story::{GUANGZHOU, Story, centre, filed, opined, opinion_accepted, opinion_declined};
use crate::support::{House, value};
use domain::case::StageName;
use domain::deadline::Timer;
use projection::{
    CameAbout, CaseView, NextAction, OpinionState, Paging, Reader, Scope, SettlementFilter,
    StatisticsQuestion, Views,
};

fn case(views: &Views, story: &Story) -> CaseView {
    value(views.case(&Reader::Staff(centre(GUANGZHOU)), story.id())).expect("the case is there")
}

#[tokio::test]
async fn an_opinion_waits_binds_or_was_advice() {
    let (waiting, binding, advice) =
        (opined(filed(1)), opinion_accepted(filed(2)), opinion_declined(filed(3)));
    let house = House::new();
    for story in [&waiting, &binding, &advice] {
        house.append(story).await;
    }
    let views = house.views().await;
    let view = case(&views, &waiting);
    assert_eq!((view.stage, view.next_action), (StageName::InMediation, Some(NextAction::AwaitOpinion)));
    let running: Vec<Timer> = view.deadlines.iter().map(|deadline| deadline.timer).collect();
    assert!(running.contains(&Timer::Opinion) && running.contains(&Timer::T21), "{running:?}");
    assert_eq!(view.opinion.map(|opinion| opinion.state), Some(OpinionState::Open));

    let view = case(&views, &binding);
    let agreement = view.agreement.expect("in force");
    assert_eq!((view.stage, agreement.came_about), (StageName::Effective, CameAbout::Opinion));
    assert_eq!((agreement.signatures.len(), view.obligations.len()), (0, 1));

    let view = case(&views, &advice);
    assert_eq!((view.stage, view.agreement), (StageName::Terminated, None));
    assert_eq!(view.opinion.map(|opinion| opinion.state), Some(OpinionState::Declined));
}

#[tokio::test]
async fn the_register_says_how_it_came_about_and_statistics_count_it() {
    let house = House::new();
    house.append(&opinion_accepted(filed(1))).await;
    house.append(&opinion_declined(filed(2))).await;
    let views = house.views().await;
    let filter = SettlementFilter::default();
    let rows = value(views.settlements_of_centre(&centre(GUANGZHOU), &filter, &Paging::first(10))).items;
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let row = row.read().expect("a row");
    assert_eq!((row.came_about, row.bound.len()), (CameAbout::Opinion, 1));
    let counts = value(views.statistics(&StatisticsQuestion::of(Scope::All))).total.counts;
    assert_eq!((counts.opinions, counts.opinions_accepted, counts.settled), (2, 1, 1));
}
