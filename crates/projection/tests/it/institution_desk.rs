//! The desk of an institution: its own, its branches', and nobody else's.

use crate::story::{
    Story, agent, bank, branch, filed, in_default, in_parts, institution, metadata, other_bank, refuse,
};
use crate::support::{House, value};
use chrono::{Days, NaiveDate};
use domain::case::*;
use domain::classification::*;
use domain::identity::Uscc;
use domain::money::Fen;
use projection::{BranchDesk, Paging, Views};

async fn told(stories: &[Story]) -> (House, Views) {
    let house = House::new();
    let beside = metadata(&stories[0].clerk(), stories[0].now(), 0xD3);
    house.append_institution(institution(branch(), "某银行广州分行"), &beside).await;
    for story in stories {
        house.append(story).await;
    }
    let views = house.views().await;
    (house, views)
}

fn total(views: &Views, code: &Uscc, today: NaiveDate) -> BranchDesk {
    value(views.institution_desk(code, today)).total
}

fn asked_for_authority(story: Story) -> Story {
    let ceiling = Fen::positive(400_000).expect("a sum");
    let request = RequestAuthority { party: story.bank_party(), ceiling, terms: filing_facts(&story) };
    story.clone().step(agent(), request)
}

/// Some sealed text of a story.
fn filing_facts(story: &Story) -> domain::personal::Personal<domain::text::LongText> {
    let filed = story.events().find_map(|event| match event {
        Event::ApplicationFiled(filed) => Some(filed.facts.clone()),
        _ => None,
    });
    filed.expect("a filing")
}

#[tokio::test]
async fn a_branch_and_its_head_office_find_the_same_cases_and_another_bank_finds_none() {
    let stories =
        [filed(1).accepted().notified(), filed(2).in_mediation(), filed(3).whole(), refuse(filed(4))];
    let (_house, views) = told(&stories).await;
    let today = stories[1].today();
    for code in [branch(), bank()] {
        let desk = value(views.institution_desk(&code, today));
        let branches: Vec<_> = desk.branches.iter().map(|(code, ..)| code.clone()).collect();
        assert_eq!(branches, [branch()], "what lies below a head office is told apart");
        let (_, entry, figures) = &desk.branches[0];
        assert_eq!(entry.as_ref().map(|it| it.name.as_str()), Some("某银行广州分行"));
        assert_eq!((figures.open_cases, figures), (3, &desk.total), "a closed case is no work");
        assert_eq!(desk.total.awaiting_answer, 1, "one has not said whether it takes part");
    }
    assert_eq!(value(views.institution_desk(&other_bank(), today)), projection::InstitutionDesk::default());
}

#[tokio::test]
async fn how_soon_it_answers_is_counted_from_the_notice() {
    let late = |number: u128, days: i64| {
        let story = filed(number).accepted().notified().later(chrono::TimeDelta::days(days));
        story.consented()
    };
    let stories: Vec<Story> = (0..10).map(|days| late(days as u128 + 1, days)).collect();
    let (_house, views) = told(&stories).await;
    let today = stories[9].today();
    let desk = total(&views, &branch(), today);
    assert_eq!((desk.answered, desk.twice_median_days, desk.p90_days), (10, Some(9), Some(8)));
    let years_later = today.checked_add_days(Days::new(800)).expect("a day");
    let desk = total(&views, &branch(), years_later);
    assert_eq!((desk.answered, desk.twice_median_days, desk.p90_days), (0, None, None));
}

#[tokio::test]
async fn what_the_head_office_was_asked_waits_on_its_desk_until_it_is_answered() {
    let asking = asked_for_authority(filed(1).in_mediation());
    let (_house, views) = told(std::slice::from_ref(&asking)).await;
    let desk = total(&views, &bank(), asking.today());
    assert_eq!((desk.approvals_pending, desk.approvals_past), (1, 0));
    let after = desk.next_approval_by.and_then(|day| day.succ_opt()).expect("a day");
    assert_eq!(total(&views, &bank(), after).approvals_past, 1);
    let page = value(views.pending_approvals(&bank(), &Paging::first(10)));
    assert_eq!((page.items.len(), page.next), (1, None));
    assert_eq!((page.items[0].request, page.items[0].ceiling.get()), (1, 400_000));
    assert_eq!(value(views.pending_approvals(&other_bank(), &Paging::first(10))).items, []);

    let head_office = domain::occasion::Actor {
        institution: Some(bank()),
        user: domain::ids::UserId::parse("u-head").expect("a user"),
        ..agent()
    };
    let answer = AnswerAuthority { request: 1, ceiling: None, reason: None };
    let (_house, views) = told(&[asking.step(head_office, answer)]).await;
    assert_eq!(value(views.pending_approvals(&bank(), &Paging::first(10))).items, []);
}

#[tokio::test]
async fn what_is_to_be_performed_comes_by_its_last_day_page_by_page() {
    let stories = [in_parts(filed(1)), in_default(filed(2)), filed(3).settled().performed()];
    let (_house, views) = told(&stories).await;
    let today = stories[1].today();
    let desk = total(&views, &bank(), today);
    let mut seen = Vec::new();
    let mut paging = Paging::first(2);
    loop {
        let page = value(views.due_obligations(&bank(), None, &paging));
        seen.extend(page.items.iter().map(|it| (it.due_on, it.outstanding.map(Fen::get))));
        let Some(next) = page.next else { break };
        paging = Paging { after: Some(next), limit: 2 };
    }
    assert!(seen.is_sorted_by_key(|(day, _)| *day), "{seen:?}");
    assert_eq!(seen.len() as u64, desk.obligations_due + desk.obligations_past);
    let past: i64 = seen.iter().filter(|(day, _)| *day < today).filter_map(|(_, fen)| *fen).sum();
    assert_eq!(past, desk.past_fen);
    let all: i64 = seen.iter().filter_map(|(_, fen)| *fen).sum();
    assert_eq!(all, desk.past_fen + desk.due_fen);
    let due_by = value(views.due_obligations(&bank(), Some(today), &Paging::first(50)));
    assert!(due_by.items.iter().all(|it| it.due_on <= today));
    assert_eq!(value(views.due_obligations(&other_bank(), None, &Paging::first(50))).items, []);
    assert!(views.due_obligations(&bank(), None, &Paging { after: Some("?".to_owned()), limit: 2 }).is_err());
}

#[tokio::test]
async fn sessions_of_the_next_fourteen_days_are_counted() {
    let story = filed(1).in_mediation().scheduled();
    let (_house, views) = told(std::slice::from_ref(&story)).await;
    assert_eq!(total(&views, &branch(), story.today()).sessions, 1);
    let before = story.today().checked_sub_days(Days::new(20)).expect("a day");
    assert_eq!(total(&views, &branch(), before).sessions, 0);
    let met = story.clone().met(SessionResult::Continue);
    let (_house, views) = told(&[met]).await;
    assert_eq!(total(&views, &branch(), story.today()).sessions, 0);
}
