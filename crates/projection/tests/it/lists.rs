//! The work list, and what all lists have in common.

use crate::story::{FOSHAN, GUANGZHOU, Story, centre, filed, filed_with, withdraw};
use crate::support::{House, value};
use domain::case::StageName;
use domain::ids::CaseId;
use projection::{CursorError, NextAction, Paging, QueryError, Reader, Views, WorkFilter};

/// Cases of Guangzhou and one of Foshan, each a day later than the one before.
fn cases() -> Vec<Story> {
    vec![
        filed_with(1, GUANGZHOU, "2026-10-12 09:00"),
        filed_with(2, GUANGZHOU, "2026-10-13 09:00"),
        filed_with(3, GUANGZHOU, "2026-10-14 09:00").accepted(),
        filed_with(4, GUANGZHOU, "2026-10-15 09:00").in_mediation(),
        withdraw(filed_with(5, GUANGZHOU, "2026-10-16 09:00")),
        filed_with(6, GUANGZHOU, "2026-10-12 09:00").whole(),
        filed_with(7, FOSHAN, "2026-10-12 09:00"),
    ]
}

async fn views() -> (House, Views) {
    let house = House::new();
    for story in cases() {
        house.append(&story).await;
    }
    let views = house.views().await;
    (house, views)
}

fn list(views: &Views, filter: &WorkFilter, limit: u32) -> (u64, Vec<CaseId>) {
    let mut paging = Paging::first(limit);
    let mut cases = Vec::new();
    loop {
        let list = value(views.work_list(&centre(GUANGZHOU), filter, &paging));
        cases.extend(list.page.items.iter().map(|open| open.brief.read().expect("a brief").case));
        match list.page.next {
            Some(next) => paging.after = Some(next),
            None => return (list.total, cases),
        }
    }
}

fn ids(numbers: &[u128]) -> Vec<CaseId> {
    numbers.iter().map(|number| filed(*number).id()).collect()
}

#[tokio::test]
async fn the_work_list_holds_the_open_cases_of_one_centre_the_most_urgent_first() {
    let (_house, views) = views().await;
    for limit in [1, 2, 3, 200] {
        let (total, cases) = list(&views, &WorkFilter::default(), limit);
        let briefs = value(views.work_list(&centre(GUANGZHOU), &WorkFilter::default(), &Paging::first(200)));
        let briefs = briefs.page.items.iter().map(|open| open.brief.read().expect("a brief"));
        let mut keys: Vec<_> = briefs.map(|brief| (brief.next_due, brief.case)).collect();
        assert_eq!(cases, keys.iter().map(|(_, case)| *case).collect::<Vec<_>>(), "pages of {limit}");
        keys.sort_by_key(|(due, case)| (due.unwrap_or(chrono::NaiveDate::MAX), *case));
        assert_eq!(cases, keys.iter().map(|(_, case)| *case).collect::<Vec<_>>(), "by day, then by id");
        assert_eq!((total, cases.len()), (5, 5), "neither the closed case nor the other centre's");
        assert_eq!(cases.last(), Some(&filed(5).id()), "a case without a last day comes last");
    }
}

#[tokio::test]
async fn the_work_list_is_filtered_and_counted_alike() {
    let (_house, views) = views().await;
    let filter = |stage, next_action, overdue_on| WorkFilter {
        stage,
        next_action,
        overdue_on,
        ..WorkFilter::default()
    };
    let submitted = filter(Some(StageName::Submitted), None, None);
    assert_eq!(list(&views, &submitted, 1), (2, ids(&[1, 2])));
    let rights = filter(None, Some(NextAction::ScheduleSession), None);
    assert_eq!(list(&views, &rights, 1), (1, ids(&[4])));
    let brief =
        value(views.work_list(&centre(GUANGZHOU), &submitted, &Paging::first(1))).page.items.remove(0);
    let due = brief.brief.read().expect("a brief").next_due.expect("T01 runs");
    assert_eq!(
        list(&views, &filter(Some(StageName::Submitted), None, Some(due)), 9),
        (0, vec![]),
        "the last day itself is in time"
    );
    let tomorrow = filter(Some(StageName::Submitted), None, due.succ_opt());
    assert_eq!(list(&views, &tomorrow, 9), (1, ids(&[1])), "the day after it is overdue");
    let closing = filter(
        None,
        Some(NextAction::CloseCase),
        Some(chrono::NaiveDate::from_ymd_opt(2099, 1, 1).expect("a day")),
    );
    assert_eq!(list(&views, &closing, 9).0, 0, "without a last day nothing is overdue");
    let none = filter(Some(StageName::Signing), Some(NextAction::CloseCase), None);
    assert_eq!(list(&views, &none, 9), (0, vec![]));
}

#[tokio::test]
async fn a_case_moves_in_the_work_list_and_leaves_it_when_closed() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    let whole = filed(1).whole();
    let mut done = 0;
    let steps = [filed(1), filed(1).accepted(), filed(1).settled(), whole.clone()];
    let expected =
        [Some(StageName::Submitted), Some(StageName::ConsentPending), Some(StageName::Effective), None];
    for (story, stage) in steps.iter().zip(expected) {
        house.append_from(story, done).await;
        done = story.deeds().len();
        house.catch_up(&runner).await;
        let list =
            value(runner.views().work_list(&centre(GUANGZHOU), &WorkFilter::default(), &Paging::first(9)));
        assert_eq!(list.page.items.first().map(|open| open.brief.read().expect("a brief").stage), stage);
        assert_eq!(list.total, list.page.items.len() as u64);
    }
}

#[tokio::test]
async fn a_page_holds_one_to_two_hundred_rows() {
    let (_house, views) = views().await;
    for limit in [0, 201, u32::MAX] {
        let refused = views.work_list(&centre(GUANGZHOU), &WorkFilter::default(), &Paging::first(limit));
        assert!(matches!(refused, Err(QueryError::Limit { asked, max: 200 }) if asked == limit), "{limit}");
    }
}

#[tokio::test]
async fn a_cursor_of_another_list_or_none_at_all_is_refused() {
    let (_house, views) = views().await;
    let page = value(views.work_list(&centre(GUANGZHOU), &WorkFilter::default(), &Paging::first(1))).page;
    let staff = Reader::Staff(centre(GUANGZHOU));
    let foreign = Paging { after: page.next, limit: 1 };
    let refused = views.cases_of(&staff, &foreign).err();
    assert!(matches!(refused, Some(QueryError::Cursor(CursorError::OtherList))), "{refused:?}");
    let garbage = Paging { after: Some("' OR 1=1 --".to_owned()), limit: 1 };
    let refused = views.cases_of(&staff, &garbage).err();
    assert!(matches!(refused, Some(QueryError::Cursor(CursorError::Malformed))), "{refused:?}");
}
