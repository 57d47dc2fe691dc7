//! How courts keep what they agreed on with a centre: counted from applications, for whoever agreed and the federation.

use crate::story::{COURT, FOSHAN, GUANGZHOU, Story, centre, filed, metadata, not_taken, on};
use crate::support::{House, new_event, value};
use chrono::NaiveDate;
use domain::calendar::HolidayTable;
use projection::{DockingFigures, DockingScope, Paging, TargetFigures, Views};
use uuid::Uuid;

const AGREED: &[u8] = include_bytes!("../../../domain/tests/golden/docking.agreed.v1.json");
const ENDED: &[u8] = include_bytes!("../../../domain/tests/golden/docking.ended.v1.json");

/// Two working days to answer, ten to rule; ended with the year when `ended`.
pub(crate) async fn agree(house: &House, ended: bool) {
    let beside = metadata(&filed(1).clerk(), on("2026-09-30 09:00"), 0xD0);
    let agreed = new_event(Uuid::from_u128(0xD00), "docking.agreed.v1", AGREED.to_vec(), &beside);
    house.append_raw("docking-gd~440100", 0, vec![agreed]).await;
    if ended {
        let end = new_event(Uuid::from_u128(0xD01), "docking.ended.v1", ENDED.to_vec(), &beside);
        house.append_raw("docking-gd~440100", 1, vec![end]).await;
    }
}

fn report(views: &Views, scope: &DockingScope, today: NaiveDate) -> Vec<DockingFigures> {
    value(views.docking_report(scope, NaiveDate::MIN..=today, HolidayTable::builtin(), today))
}

const fn figures(met: u64, missed: u64, running: u64) -> TargetFigures {
    TargetFigures { met, missed, running }
}

#[tokio::test]
async fn answers_and_rulings_are_met_missed_or_running() {
    let house = House::new();
    agree(&house, false).await;
    let stories = [
        filed(1).whole(),
        filed(2).at_court(),
        not_taken(filed(3).at_court()),
        filed(4).at_court().taken_by_court(),
    ];
    for story in &stories {
        house.append(story).await;
    }
    let views = house.views().await;
    let court = DockingScope::Court(COURT.to_owned());
    let today = stories.iter().map(Story::today).max().expect("a day");
    let [now] = &report(&views, &court, today)[..] else { panic!("one agreement") };
    assert_eq!((now.filed, now.withdrawn, now.outside_channel), (4, 0, 0));
    assert_eq!((now.acceptance, now.ruling), (figures(3, 0, 1), figures(1, 0, 1)));
    let later = today.checked_add_days(chrono::Days::new(60)).expect("a day");
    let [then] = &report(&views, &court, later)[..] else { panic!("one agreement") };
    assert_eq!((then.acceptance, then.ruling), (figures(3, 1, 0), figures(1, 1, 0)));
}

#[tokio::test]
async fn nobody_but_who_agreed_and_the_federation_sees_an_agreement() {
    let house = House::new();
    agree(&house, true).await;
    let views = house.views().await;
    let seen = |scope: DockingScope| {
        let listed = value(views.dockings(&scope, &Paging::first(50))).items.len();
        assert_eq!(listed, report(&views, &scope, "2026-12-01".parse().expect("a day")).len());
        listed
    };
    assert_eq!(seen(DockingScope::All), 1);
    assert_eq!(seen(DockingScope::Centre(centre(GUANGZHOU))), 1);
    assert_eq!(seen(DockingScope::Court(COURT.to_owned())), 1);
    assert_eq!(seen(DockingScope::Centre(centre(FOSHAN))), 0);
    assert_eq!(seen(DockingScope::Court("粤0106".to_owned())), 0);
    let ended = value(views.dockings(&DockingScope::All, &Paging::first(50))).items.remove(0);
    assert_eq!(ended.ended_on, Some("2026-12-31".parse().expect("a day")));
}
