//! The roster and the register of institutions.

use crate::story::other_bank;
use crate::story::{
    BUSY, FOSHAN, GUANGZHOU, MEDIATOR, branch, centre, filed, institution, mediator_entry, metadata,
};
use crate::support::{House, new_event, value};
use domain::classification::{Business, Sector};
use domain::mediator::{MediatorEvent, MediatorStanding};
use projection::{InstitutionFilter, Paging, Reader, RosterFilter};
use uuid::Uuid;

async fn house() -> House {
    let (house, story) = (House::new(), filed(1));
    let beside = metadata(&story.clerk(), story.now(), 1);
    house.append_mediator(mediator_entry(MEDIATOR, GUANGZHOU), &beside).await;
    house.append_mediator(mediator_entry(BUSY, FOSHAN), &beside).await;
    house.append_institution(institution(branch(), "某银行广州分行"), &beside).await;
    house.append_institution(institution(other_bank(), "另一银行"), &beside).await;
    let suspended = MediatorEvent::MediatorStanding(MediatorStanding { mediator: BUSY, active: false });
    let event = new_event(
        Uuid::from_u128(9),
        suspended.wire_name(),
        suspended.encode().expect("nothing personal"),
        &beside,
    );
    house.append_raw(&format!("mediator-gd~{BUSY}"), 1, vec![event]).await;
    house
}

#[tokio::test]
async fn a_mediator_is_found_with_a_sealed_name() {
    let house = house().await;
    let entry = value(house.views().await.mediator(MEDIATOR)).expect("an entry");
    assert_eq!(entry.centre, centre(GUANGZHOU));
    assert_eq!(entry.home.as_ref().map(|home| home.legal_person.clone()), Some(other_bank()));
    assert_eq!((entry.active, entry.expertise.as_slice()), (true, &[Business::RmbSavings][..]));
    assert_eq!(entry.name.as_sealed().map(|sealed| sealed.field.as_str()), Some("name"));
    assert_eq!(entry.stream, format!("mediator-gd~{MEDIATOR}"));
}

#[tokio::test]
async fn a_suspended_mediator_stays_in_the_roster_and_says_so() {
    let house = house().await;
    let views = house.views().await;
    let entry = value(views.mediator(BUSY)).expect("an entry");
    assert_eq!((entry.active, entry.revision), (false, 1));
    let listed = |centre, active| -> Vec<_> {
        let page = value(views.mediators(&RosterFilter { centre, active }, &Paging::first(10)));
        page.items.into_iter().map(|entry| entry.mediator).collect()
    };
    assert_eq!(listed(None, None), [MEDIATOR, BUSY]);
    assert_eq!(listed(None, Some(true)), [MEDIATOR]);
    assert_eq!(listed(Some(centre(FOSHAN)), None), [BUSY]);
    assert_eq!(listed(Some(centre(FOSHAN)), Some(true)), []);
}

#[tokio::test]
async fn institutions_are_found_by_code_and_listed_in_pages() {
    let house = house().await;
    let views = house.views().await;
    let entry = value(views.institution(&branch())).expect("an entry");
    assert_eq!((entry.name.as_str(), entry.sector), ("某银行广州分行", Sector::Bank));
    let all = InstitutionFilter::default();
    let first = value(views.institutions(&all, &Paging::first(1)));
    let second = value(views.institutions(&all, &Paging { after: first.next.clone(), limit: 1 }));
    let mut codes = [first.items[0].uscc.clone(), second.items[0].uscc.clone()];
    assert!(codes[0] < codes[1] && second.next.is_none());
    codes.sort();
    let mut expected = [branch(), other_bank()];
    expected.sort();
    assert_eq!(codes, expected);
    let funds = InstitutionFilter { sector: Some(Sector::Fund), ..all };
    assert_eq!(value(views.institutions(&funds, &Paging::first(10))).items, []);
}

#[tokio::test]
async fn open_cases_are_counted_and_whoever_was_asked_is_known_for_it() {
    let house = house().await;
    let (open, ended) = (filed(2).in_mediation(), filed(3).whole());
    house.append(&open).await;
    house.append(&ended).await;
    let views = house.views().await;
    let [entry] = &value(views.roster_with_load(&centre(GUANGZHOU)))[..] else { panic!("one entry") };
    assert_eq!((entry.entry.mediator, entry.open_cases), (MEDIATOR, 1));
    let offers = |story: &crate::story::Story| {
        value(views.case(&Reader::Staff(centre(GUANGZHOU)), story.id())).expect("a case").mediator_history
    };
    let asked = [offers(&open), offers(&ended)].concat();
    let last = asked.iter().filter(|offer| offer.mediator == MEDIATOR).map(|offer| offer.offered_at).max();
    assert!(last.is_some());
    assert_eq!(entry.asked_at, last);

    let [other] = &value(views.roster_with_load(&centre(FOSHAN)))[..] else { panic!("one entry") };
    assert_eq!((other.entry.mediator, other.open_cases), (BUSY, 0));
}
