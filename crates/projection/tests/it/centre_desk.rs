//! The desk of a centre: who has how much to do, what is in conflict, what was refused, what stands still.

use crate::story::{
    BUSY, COURT, FOSHAN, GUANGZHOU, MEDIATOR, Story, actor_of, agent, bank, branch, centre, filed,
    filed_with, mediator_entry, metadata, not_taken, on, refuse, withdraw,
};
use crate::support::{House, new_event, value};
use chrono::{Days, NaiveDate};
use domain::case::*;
use domain::classification::*;
use domain::mediator::{Employment, MediatorFacts};
use domain::occasion::{Actor, Role};
use projection::{CentreDesk, MediatorDesk, Paging, Views};
use uuid::Uuid;

async fn told(stories: &[Story]) -> (House, Views) {
    let house = House::new();
    let beside = metadata(&actor_of("u-director", Role::Director), on("2026-10-01 09:00"), 0xD1);
    for id in [MEDIATOR, BUSY] {
        house.append_mediator(mediator_entry(id, GUANGZHOU), &beside).await;
    }
    for story in stories {
        house.append(story).await;
    }
    let views = house.views().await;
    (house, views)
}

fn desk(views: &Views, today: NaiveDate) -> CentreDesk {
    value(views.centre_desk(&centre(GUANGZHOU), today))
}

fn of(desk: &CentreDesk, id: domain::ids::MediatorId) -> &MediatorDesk {
    desk.mediators.iter().find(|it| it.entry.mediator == id).expect("an entry")
}

/// Some sealed text of a story.
fn sealed(story: &Story) -> domain::personal::Personal<domain::text::LongText> {
    let filed = story.events().find_map(|event| match event {
        Event::ApplicationFiled(filed) => Some(filed.facts.clone()),
        _ => None,
    });
    filed.expect("a filing")
}

fn counted(counts: &[projection::KeyedCount]) -> Vec<(&str, u64)> {
    counts.iter().map(|it| (it.key.as_str(), it.count)).collect()
}

#[tokio::test]
async fn load_tells_open_cases_since_when_and_what_was_declined() {
    let stories = [filed(1).in_mediation(), filed(2).in_mediation(), filed(3).settled()];
    let (_house, views) = told(&stories).await;
    let today = stories[2].today();
    let desk = desk(&views, today);
    let at_work = of(&desk, MEDIATOR);
    assert_eq!((at_work.open_cases, at_work.declined, at_work.suspended_in), (2, 0, 0));
    assert_eq!(at_work.oldest_since, Some(filed(1).today()));
    assert!(at_work.asked_at.is_some());
    let declined = of(&desk, BUSY);
    assert_eq!((declined.open_cases, declined.oldest_since, declined.declined), (0, None, 3));
    let years_later = today.checked_add_days(Days::new(800)).expect("a day");
    assert_eq!(of(&value(views.centre_desk(&centre(GUANGZHOU), years_later)), BUSY).declined, 0);
    let elsewhere = value(views.centre_desk(&centre(FOSHAN), today));
    assert_eq!((elsewhere.mediators.len(), elsewhere.stages.len()), (0, 0));
}

#[tokio::test]
async fn a_recusal_is_open_until_it_is_decided() {
    let story = filed(1).in_mediation();
    let request = RequestRecusal {
        mediator: MEDIATOR,
        by: Some(story.bank_party()),
        ground: RecusalGround::Benefit,
        wording: None,
    };
    let asked = story.clone().step(agent(), request);
    let (_house, views) = told(std::slice::from_ref(&asked)).await;
    let open = desk(&views, asked.today());
    assert_eq!((open.recusals_open, open.recusals_past), (1, 0));
    let after = open.next_recusal_by.and_then(|day| day.succ_opt()).expect("a day");
    assert_eq!(desk(&views, after).recusals_past, 1);
    let director = Actor { role: Role::Director, ..asked.clerk() };
    let decision = DecideRecusal { mediator: MEDIATOR, granted: false, reason: sealed(&asked) };
    let (_house, views) = told(&[asked.step(director, decision)]).await;
    assert_eq!(desk(&views, after).recusals_open, 0);
}

#[tokio::test]
async fn what_the_house_found_and_nobody_disclosed_is_counted_apart_from_who_is_barred() {
    let employed = Employment { legal_person: bank(), since: None, left_on: None };
    let facts = MediatorFacts { employment: vec![employed], ..MediatorFacts::new(MEDIATOR) };
    let story = filed(1).in_mediation();
    let found = story.clone().step(story.clerk(), ScanConflicts { mediator: facts });
    let disclosing = filed(2).in_mediation();
    let about = Some(disclosing.bank_party());
    let disclosure = DiscloseConflict { ground: RecusalGround::OtherRelation, about, wording: None };
    let disclosed = disclosing.clone().step(disclosing.mediator(), disclosure);
    let (_house, views) = told(&[found.clone(), disclosed]).await;
    let desk = desk(&views, found.today());
    assert_eq!((desk.suspended, desk.undisclosed), (2, 1));
    assert_eq!(of(&desk, MEDIATOR).suspended_in, 2);
}

#[tokio::test]
async fn refusals_are_counted_by_ground_by_institution_and_by_court() {
    let left = |number: u128| {
        let story = filed(number).accepted().notified();
        let party = story.bank_party();
        let reason = Some(RefusalReason::ALL[0]);
        story.step(agent(), RefuseMediation { party, reason, wording: None })
    };
    let stories =
        [refuse(filed(1)), refuse(filed(2)), left(3), not_taken(filed(4).at_court()), withdraw(filed(5))];
    let (_house, views) = told(&stories).await;
    let today = stories[3].today();
    let desk = desk(&views, today);
    assert_eq!(counted(&desk.not_accepted), [("X02", 2)]);
    assert_eq!(counted(&desk.court_refused), [("NOT_ACCEPTED", 1)]);
    let refused: Vec<_> =
        desk.refused.iter().map(|it| (it.month.as_str(), it.key.as_str(), it.count)).collect();
    assert_eq!(refused, [("2026-10", branch().as_str(), 1)]);
    let years_later = today.checked_add_days(Days::new(800)).expect("a day");
    let desk = value(views.centre_desk(&centre(GUANGZHOU), years_later));
    assert!(desk.not_accepted.is_empty() && desk.refused.is_empty() && desk.court_refused.is_empty());
}

#[tokio::test]
async fn open_overdue_and_stalled_cases_are_told_by_stage_as_the_lists_tell_them() {
    let stories = [
        filed(1),
        filed(2).in_mediation(),
        filed(3).settled().prepared(COURT),
        filed_with(4, FOSHAN, "2026-10-12 09:00"),
        filed(5).whole(),
    ];
    let house = House::new();
    for story in &stories {
        house.append(story).await;
    }
    let views = house.views().await;
    let later = stories[2].today().checked_add_days(Days::new(90)).expect("a day");
    for today in [stories[0].today(), later] {
        let desk = desk(&views, today);
        let filter = |overdue_on| projection::WorkFilter { overdue_on, ..projection::WorkFilter::default() };
        let list = |overdue_on| {
            value(views.work_list(&centre(GUANGZHOU), &filter(overdue_on), &Paging::first(1))).total
        };
        assert_eq!(desk.stages.iter().map(|it| it.open).sum::<u64>(), list(None));
        assert_eq!(desk.stages.iter().map(|it| it.overdue).sum::<u64>(), list(Some(today)));
        let stalled = value(views.stalled_cases(&centre(GUANGZHOU), today, &Paging::first(1))).total;
        assert_eq!(desk.stages.iter().map(|it| it.stalled).sum::<u64>(), stalled);
        let gone = desk.stages.iter().find(|it| it.stage == "IN_MEDIATION").expect("the stage");
        assert_eq!((gone.open, gone.stalled), (1, 1), "the roster does not know the mediator");
    }
}

#[tokio::test]
async fn a_case_under_restriction_is_on_no_desk() {
    let story = filed(1).in_mediation().scheduled();
    let (house, views) = told(std::slice::from_ref(&story)).await;
    let on_desk = |views: &Views| {
        let bank = value(views.institution_desk(&branch(), story.today())).total;
        let centre = desk(views, story.today());
        (bank.open_cases, bank.sessions, of(&centre, MEDIATOR).open_cases, of(&centre, BUSY).declined)
    };
    assert_eq!(on_desk(&views), (1, 1, 1, 1));
    let restricted = serde_json::json!({ "case": story.id(), "ground": RestrictionGround::ALL[0] });
    let beside = metadata(&story.clerk(), story.now(), 79);
    let payload = restricted.to_string().into_bytes();
    let event = new_event(Uuid::from_u128(0x4E57), "custody.processing-restricted.v1", payload, &beside);
    house.append_raw(&format!("custody-gd~{}", story.id()), 0, vec![event]).await;
    assert_eq!(on_desk(&house.views().await), (0, 0, 0, 0));
}
