//! Cases that nothing will move: none while everybody does what he or she owes, and each with its reason when somebody is gone.

use crate::story::{
    BUSY, COURT, FOSHAN, GUANGZHOU, MEDIATOR, Story, actor_of, centre, filed, filed_with, in_the_end,
    mediator_entry, metadata, noted, offered_to, on, receipt, referred, refuse, supplement, taken_over_by,
    withdraw,
};
use crate::support::{House, value};
use chrono::NaiveDate;
use domain::mediator::{MediatorRegistered, Profile, RosterTerm};
use domain::occasion::Role;
use projection::{Paging, StalledReason, Views};

fn stalled(views: &Views, today: NaiveDate) -> Vec<(u128, Vec<StalledReason>)> {
    let found = value(views.stalled_cases(&centre(GUANGZHOU), today, &Paging::first(200)));
    assert_eq!(found.total, found.page.items.len() as u64);
    let number = |case: domain::ids::CaseId| case.0.as_u128() - filed(0).id().0.as_u128();
    let cases = found.page.items.into_iter();
    cases.map(|it| (number(it.brief.read().expect("a brief").case), it.reasons)).collect()
}

/// Enters the mediators of the stories.
async fn roster(house: &House, profile: Profile) {
    let beside = metadata(&actor_of("u-director", Role::Director), on("2026-10-01 09:00"), 0xD1);
    for id in [MEDIATOR, BUSY] {
        let entry = MediatorRegistered { profile: profile.clone(), ..mediator_entry(id, GUANGZHOU) };
        house.append_mediator(entry, &beside).await;
    }
}

/// Ways that a case can go, each to its end or to where nobody has to do anything yet.
fn ways() -> Vec<Story> {
    vec![
        filed(1).whole(),
        withdraw(filed(2)),
        refuse(filed(3)),
        supplement(filed(4)).in_mediation(),
        noted(filed(5).in_mediation()).scheduled(),
        in_the_end(filed(6)),
        filed(7).settled().prepared(COURT).jointly_signed(),
        receipt(referred(8)).accepted(),
        taken_over_by(offered_to(filed_with(9, FOSHAN, "2026-10-12 09:00"), GUANGZHOU), GUANGZHOU),
    ]
}

#[tokio::test]
async fn a_case_that_goes_its_way_is_never_stalled() {
    for story in ways() {
        let house = House::new();
        roster(&house, Profile::default()).await;
        for done in 0..story.deeds().len() {
            house.append_from(&story.until(done + 1), done).await;
            let views = house.views().await;
            assert_eq!(stalled(&views, story.today()), [], "after {done} of {}", story.number());
        }
    }
}

#[tokio::test]
async fn a_mediator_who_is_gone_leaves_a_case_behind_and_it_is_found() {
    let house = House::new();
    let day: NaiveDate = "2026-10-31".parse().expect("a day");
    roster(&house, Profile { term: RosterTerm { from: None, to: Some(day) }, ..Profile::default() }).await;
    for story in [filed(1).in_mediation(), filed(2).accepted(), filed(3).settled()] {
        house.append(&story).await;
    }
    let views = house.views().await;
    assert_eq!(stalled(&views, day), []);
    let after = day.succ_opt().expect("a day");
    assert_eq!(stalled(&views, after), [(1, vec![StalledReason::NoOwner])]);
    let everywhere = value(views.stalled_everywhere(after));
    assert_eq!((everywhere.len(), everywhere[0].centre.as_str()), (1, GUANGZHOU));
    let elsewhere = value(views.stalled_cases(&centre(FOSHAN), after, &Paging::first(200)));
    assert_eq!((elsewhere.total, elsewhere.page.items), (0, vec![]));
}

#[tokio::test]
async fn a_mediator_the_roster_does_not_know_owns_nothing() {
    let house = House::new();
    house.append(&filed(1).in_mediation()).await;
    let views = house.views().await;
    assert_eq!(stalled(&views, filed(1).today()), [(1, vec![StalledReason::NoOwner])]);
}
