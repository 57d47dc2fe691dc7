//! The work list in its orders and by its filters, and what it says each case lacks.

use crate::story::commands::request_supplement;
use crate::story::{
    FOSHAN, GUANGZHOU, MEDIATOR, Story, centre, filed, filed_with, in_the_end, offered_to, receipt, referred,
    supplement, withdraw,
};
use crate::support::{House, value};
use chrono::{Days, NaiveDate};
use domain::classification::{Business, Cause, Track};
use domain::ids::CaseId;
use projection::Outstanding;
use projection::{
    Colour, CursorError, Paging, Paper, PartyName, QueryError, Views, WorkCase, WorkFilter, WorkOrder,
};

fn cases() -> Vec<Story> {
    let missing = filed_with(2, GUANGZHOU, "2026-10-13 09:00");
    let (clerk, command) = (missing.clerk(), request_supplement(&missing));
    vec![
        filed_with(1, GUANGZHOU, "2026-10-12 09:00"),
        missing.step(clerk, command),
        filed_with(3, GUANGZHOU, "2026-10-14 09:00").accepted(),
        filed_with(4, GUANGZHOU, "2026-10-15 09:00").in_mediation(),
        withdraw(filed_with(5, GUANGZHOU, "2026-10-16 09:00")),
        filed_with(6, FOSHAN, "2026-10-12 09:00"),
        supplement(filed_with(8, GUANGZHOU, "2026-10-11 09:00")),
        referred(7),
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

/// All pages together; the total is told alike on each.
fn list(views: &Views, filter: &WorkFilter, limit: u32) -> Vec<WorkCase> {
    let mut paging = Paging::first(limit);
    let mut cases = Vec::new();
    loop {
        let list = value(views.work_list(&centre(GUANGZHOU), filter, &paging));
        cases.extend(list.page.items);
        match list.page.next {
            Some(next) => paging.after = Some(next),
            None => {
                assert_eq!(list.total, cases.len() as u64, "the total of {filter:?}");
                return cases;
            }
        }
    }
}

fn id(case: &WorkCase) -> CaseId {
    case.brief.read().expect("a brief").case
}

fn lacking(views: &Views, case: &Story) -> WorkCase {
    let open = list(views, &WorkFilter::default(), 200);
    open.into_iter().find(|it| id(it) == case.id()).expect("it is open")
}

fn outstanding(views: &Views, case: &Story) -> Outstanding {
    lacking(views, case).outstanding.read().expect("it can be read")
}

#[tokio::test]
async fn the_work_list_is_sorted_by_age_and_by_amount_whatever_the_length_of_pages() {
    let (_house, views) = views().await;
    for order in WorkOrder::ALL {
        let filter = WorkFilter { order, ..WorkFilter::default() };
        let whole: Vec<CaseId> = list(&views, &filter, 200).iter().map(id).collect();
        assert_eq!(whole.len(), 7, "neither the other centre's case nor a closed one");
        for limit in [1, 2, 3] {
            let paged: Vec<CaseId> = list(&views, &filter, limit).iter().map(id).collect();
            assert_eq!(paged, whole, "{order:?} by {limit}");
        }
        let briefs: Vec<_> =
            list(&views, &filter, 200).iter().map(|it| it.brief.read().expect("a brief")).collect();
        let sorted = match order {
            WorkOrder::Due => briefs.is_sorted_by_key(|it| (it.next_due.unwrap_or(NaiveDate::MAX), it.case)),
            WorkOrder::Age => briefs.is_sorted_by_key(|it| (it.received_at, it.case)),
            WorkOrder::Amount => briefs.is_sorted_by(|a, b| (a.claim_fen, a.case) >= (b.claim_fen, b.case)),
        };
        assert!(sorted, "{order:?}");
    }
}

#[tokio::test]
async fn a_cursor_of_one_order_is_refused_in_another() {
    let (_house, views) = views().await;
    let by_age = WorkFilter { order: WorkOrder::Age, ..WorkFilter::default() };
    let next = value(views.work_list(&centre(GUANGZHOU), &by_age, &Paging::first(1))).page.next;
    let refused =
        views.work_list(&centre(GUANGZHOU), &WorkFilter::default(), &Paging { after: next, limit: 1 });
    assert!(matches!(refused, Err(QueryError::Cursor(CursorError::OtherList))), "{refused:?}");
}

#[tokio::test]
async fn each_filter_leaves_what_it_names_and_the_total_agrees() {
    let (_house, views) = views().await;
    let all = list(&views, &WorkFilter::default(), 200);
    let briefs: Vec<_> = all.iter().map(|it| it.brief.read().expect("a brief")).collect();
    let count = |filter: &WorkFilter| list(&views, filter, 2).len();
    for track in Track::ALL {
        let filter = WorkFilter { track: Some(*track), ..WorkFilter::default() };
        assert_eq!(count(&filter), briefs.iter().filter(|it| it.track == Some(*track)).count(), "{track:?}");
    }
    for business in Business::ALL {
        let filter = WorkFilter { business: Some(*business), ..WorkFilter::default() };
        assert_eq!(count(&filter), briefs.iter().filter(|it| it.business == *business).count());
    }
    for cause in Cause::ALL {
        let filter = WorkFilter { cause: Some(*cause), ..WorkFilter::default() };
        assert_eq!(count(&filter), briefs.iter().filter(|it| it.cause == *cause).count());
    }
    let mine = WorkFilter { mediator: Some(MEDIATOR), ..WorkFilter::default() };
    assert_eq!(count(&mine), briefs.iter().filter(|it| it.mediator == Some(MEDIATOR)).count());
    assert!(count(&mine) > 0);
    // Every way through the list, with every colour on top: the same cases, in each order.
    let today: NaiveDate = "2026-10-16".parse().expect("a day");
    let track = briefs.iter().find_map(|it| it.track);
    for colour in std::iter::once(None).chain(Colour::ALL.map(Some)) {
        let colour_on = colour.map(|colour| (colour, today));
        for filter in [
            WorkFilter { colour_on, ..WorkFilter::default() },
            WorkFilter { colour_on, track, ..WorkFilter::default() },
            WorkFilter { colour_on, stage: Some(briefs[0].stage), ..WorkFilter::default() },
            WorkFilter { colour_on, next_action: briefs[0].next_action, ..WorkFilter::default() },
            WorkFilter { colour_on, business: Some(briefs[0].business), ..WorkFilter::default() },
            WorkFilter { colour_on, cause: Some(briefs[0].cause), ..WorkFilter::default() },
            WorkFilter { colour_on, ..mine.clone() },
        ] {
            let counts = WorkOrder::ALL.map(|order| count(&WorkFilter { order, ..filter.clone() }));
            assert!(counts.iter().all(|it| *it == counts[0]), "{filter:?}: {counts:?}");
        }
    }
    let both = WorkFilter { track: briefs[0].track, order: WorkOrder::Amount, ..mine };
    assert_eq!(count(&both), list(&views, &both, 200).len());
}

#[tokio::test]
async fn every_case_has_one_colour_and_the_list_finds_it_by_it() {
    let (_house, views) = views().await;
    let all = list(&views, &WorkFilter::default(), 200);
    let first: NaiveDate = "2026-10-10".parse().expect("a day");
    let mut met = std::collections::BTreeSet::new();
    for today in (0..60).filter_map(|days| first.checked_add_days(Days::new(days))) {
        let mut found = 0;
        for colour in Colour::ALL {
            let filter = WorkFilter { colour_on: Some((colour, today)), ..WorkFilter::default() };
            let coloured = list(&views, &filter, 3);
            for case in &coloured {
                let due = case.brief.read().expect("a brief").next_due;
                assert_eq!(Colour::on(today, due, case.amber_from), colour, "{today}");
                met.insert(colour);
            }
            found += coloured.len();
        }
        assert_eq!(found, all.len(), "{today}: each case has one colour");
    }
    assert_eq!(met.len(), Colour::ALL.len(), "each colour was met: {met:?}");
}

#[tokio::test]
async fn the_mediation_period_is_amber_from_its_first_warning_and_other_periods_two_days_before() {
    let (_house, views) = views().await;
    let amber = |story: &Story| {
        let case = lacking(&views, story);
        let due = case.brief.read().expect("a brief").next_due.expect("a last day");
        (due - case.amber_from.expect("a day")).num_days()
    };
    assert_eq!(amber(&cases()[3]), 7, "T05 warns seven days before its end");
    assert_eq!(amber(&cases()[0]), 2, "T01 is not warned of");
}

#[tokio::test]
async fn a_case_says_which_pieces_are_missing_until_they_are_handed_in() {
    let (_house, views) = views().await;
    let asked = outstanding(&views, &cases()[1]);
    assert_eq!(asked.missing_items.len(), request_supplement(&cases()[1]).items.len());
    let text = serde_json::to_string(&asked).expect("JSON");
    assert!(text.contains("\"box\""), "the words are sealed: {text}");
    assert_eq!(outstanding(&views, &cases()[6]).missing_items, vec![], "it was handed in");
}

#[tokio::test]
async fn a_case_says_which_papers_are_to_be_served_until_they_are() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    let whole = filed(1).in_mediation();
    let mut done = 0;
    let mut met = Vec::new();
    for deeds in 1..=whole.deeds().len() {
        house.append_from(&whole.until(deeds), done).await;
        done = deeds;
        house.catch_up(&runner).await;
        let papers = outstanding(&runner.views(), &whole).unserved_papers;
        let papers: Vec<_> = papers.iter().map(|it| (it.paper, it.party)).collect();
        if met.last() != Some(&papers) {
            met.push(papers);
        }
    }
    let (applicant, bank) = (whole.applicant_party(), whole.bank_party());
    let notice = vec![(Paper::RespondentNotice, Some(bank))];
    let rights = vec![(Paper::RightsNotice, Some(applicant)), (Paper::RightsNotice, Some(bank))];
    assert_eq!(met, [vec![], notice, vec![], rights, vec![]]);
}

#[tokio::test]
async fn a_court_that_waits_for_a_paper_is_named() {
    let house = House::new();
    house.append(&referred(1)).await;
    house.append(&receipt(referred(2))).await;
    let views = house.views().await;
    let open = outstanding(&views, &referred(1)).unserved_papers;
    assert_eq!(open.iter().map(|it| it.paper).collect::<Vec<_>>(), [Paper::ReferralReceipt]);
    assert!(open[0].court.is_some() && open[0].party.is_none() && open[0].by.is_some());
    assert_eq!(outstanding(&views, &referred(2)).unserved_papers, vec![], "it was signed for");
}

#[tokio::test]
async fn a_case_that_moves_to_another_centre_takes_its_row_along() {
    let house = House::new();
    let story = crate::story::taken_over_by(offered_to(filed(1), FOSHAN), FOSHAN);
    house.append(&story).await;
    house.append(&in_the_end(filed(2))).await;
    let views = house.views().await;
    let there = value(views.work_list(&centre(FOSHAN), &WorkFilter::default(), &Paging::first(9)));
    assert_eq!((there.total, there.page.items.len()), (1, 1));
    let brief = there.page.items[0].brief.read().expect("a brief");
    assert!(brief.parties.iter().any(|party| matches!(party.name, PartyName::Sealed(_))));
    assert!(list(&views, &WorkFilter::default(), 9).iter().all(|it| id(it) != story.id()));
}
