//! Who may see a case.

use crate::story::{
    BUSY, COURT, FOSHAN, GUANGZHOU, MEDIATOR, OTHER_COURT, Story, agent, branch, centre, filed,
};
use crate::story::{not_taken, other_bank};
use crate::support::{House, value};
use domain::case::{Case, ScanConflicts, evolve};
use domain::classification::SessionResult;
use domain::ids::{PartyId, UserId};
use domain::mediator::MediatorFacts;
use domain::occasion::{Actor, Role};
use projection::{CaseFilter, Paging, Reader, Views};
use uuid::Uuid;

fn account(user: &str) -> Reader {
    Reader::Party { account: UserId::parse(user).expect("a user"), party: None }
}

/// Everybody who takes part in the whole way of a story.
fn involved(story: &Story) -> Vec<(&'static str, Reader)> {
    let counter = UserId::parse("u-counter").expect("a user");
    vec![
        ("the centre", Reader::Staff(centre(GUANGZHOU))),
        ("the mediator", Reader::Mediator(MEDIATOR)),
        ("the applicant's account", Reader::of(&story.applicant()).expect("a reader")),
        (
            "an account opened for the applicant",
            Reader::Party { account: counter, party: Some(story.applicant_party()) },
        ),
        ("the bank's agent", Reader::of(&agent()).expect("a reader")),
        ("the court", Reader::Court(COURT.to_owned())),
    ]
}

fn strangers() -> Vec<(&'static str, Reader)> {
    let foreign = Some(PartyId(Uuid::from_u128(0xF)));
    let user = UserId::parse("u-nobody").expect("a user");
    vec![
        ("another centre", Reader::Staff(centre(FOSHAN))),
        ("the mediator who declined", Reader::Mediator(BUSY)),
        ("another account", account("u-applicant-2")),
        ("a party of another case", Reader::Party { account: user, party: foreign }),
        ("another institution", Reader::Institution(other_bank())),
        ("another court", Reader::Court(OTHER_COURT.to_owned())),
    ]
}

/// Whether a reader sees a case: every question about it must give the same answer.
#[track_caller]
fn sees(views: &Views, story: &Story, reader: &Reader) -> bool {
    let case = story.id();
    let may = value(views.may_read(reader, case));
    assert_eq!(value(views.case(reader, case)).is_some(), may);
    assert_eq!(value(views.timeline(reader, case, &Paging::first(1))).is_some(), may);
    let listed = value(views.cases_of(reader, &Paging::first(10))).items;
    assert_eq!(listed.iter().any(|brief| brief.read().expect("a brief").case == case), may);
    if !matches!(reader, Reader::Court(_)) {
        assert_eq!(value(views.session_records(reader, case)).is_some(), may);
    }
    may
}

#[tokio::test]
async fn whoever_takes_part_sees_the_case_and_a_stranger_does_not() {
    let (house, story) = (House::new(), filed(1).whole());
    house.append(&story).await;
    let views = house.views().await;
    for (name, reader) in involved(&story) {
        assert!(sees(&views, &story, &reader), "{name} does not see the case");
    }
    for (name, reader) in strangers() {
        assert!(!sees(&views, &story, &reader), "{name} sees the case");
    }
}

#[tokio::test]
async fn nobody_sees_a_case_that_does_not_exist() {
    let (house, story) = (House::new(), filed(1).whole());
    house.append(&filed(2)).await;
    let views = house.views().await;
    for (name, reader) in involved(&story) {
        assert!(!sees(&views, &story, &reader), "{name} sees a case nobody filed");
    }
}

#[tokio::test]
async fn a_mediator_sees_the_case_from_the_offer_and_loses_it_by_declining() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    let views = runner.views();
    let asked = filed(1).accepted().notified().consented().asked(BUSY);
    let (busy, next) = (Reader::Mediator(BUSY), Reader::Mediator(MEDIATOR));
    house.append(&asked).await;
    house.catch_up(&runner).await;
    assert!(sees(&views, &asked, &busy) && !sees(&views, &asked, &next));

    let answered = filed(1).in_mediation();
    house.append_from(&answered, asked.deeds().len()).await;
    house.catch_up(&runner).await;
    assert!(!sees(&views, &answered, &busy) && sees(&views, &answered, &next));
}

/// The mediator of the story with an entry that ends, as the case learns it from the roster.
fn until(story: Story, last_day: &str) -> Story {
    let mut mediator = MediatorFacts::new(MEDIATOR);
    mediator.term.to = Some(last_day.parse().expect("a day"));
    mediator.revision = 1;
    story.clone().step(story.clerk(), ScanConflicts { mediator })
}

#[tokio::test]
async fn a_list_of_a_day_holds_just_what_the_case_itself_lets_be_read_on_that_day() {
    let asked = filed(1).accepted().notified().consented().asked(BUSY);
    let settled = until(filed(1).in_mediation(), "2026-11-05").scheduled().met(SessionResult::Agreed);
    let stories = [asked, until(settled.drafted().signed().sealed(), "2027-01-31").performed().closed()];
    for story in &stories {
        let house = House::new();
        let runner = house.follow("views.db", 1000).await;
        let readers = [
            story.mediator(),
            story.busy_mediator(),
            agent(),
            Actor { institution: Some(other_bank()), ..agent() },
        ];
        for deeds in 1..=story.deeds().len() {
            let now = story.until(deeds);
            house.append_from(&now, deeds - 1).await;
            house.catch_up(&runner).await;
            let case = now.events().fold(Case::NotFiled, evolve);
            for (by, day) in readers.iter().flat_map(|by| DAYS.map(|day| (by, day))) {
                let (reader, on) = (Reader::of(by).expect("a reader"), day.parse().expect("a day"));
                let filter = CaseFilter { on: Some(on), ..CaseFilter::default() };
                let views = runner.views();
                let listed = value(views.some_cases_of(&reader, &filter, &Paging::first(9))).items.len();
                let lets = value(views.may_read(&reader, story.id())) && case.lets_read(by, on);
                assert_eq!(listed, usize::from(lets), "{reader:?} on {day} after {:?}", now.deeds().last());
                assert_eq!(value(views.count_cases_of(&reader, &filter)), u64::from(lets));
            }
        }
    }
}

/// Around the last days of the terms.
const DAYS: [&str; 5] = ["2026-10-12", "2026-11-05", "2026-11-06", "2027-01-31", "2027-02-01"];

#[tokio::test]
async fn a_court_sees_the_case_from_the_filing_with_it() {
    let house = House::new();
    let runner = house.follow("views.db", 1000).await;
    let views = runner.views();
    let (court, other) = (Reader::Court(COURT.to_owned()), Reader::Court(OTHER_COURT.to_owned()));
    let named = filed(1).settled().prepared(COURT).jointly_signed();
    house.append(&named).await;
    house.catch_up(&runner).await;
    assert!(!sees(&views, &named, &court), "a court that is only named sees nothing");

    let with_court = named.clone().filed_at_court();
    house.append_from(&with_court, named.deeds().len()).await;
    house.catch_up(&runner).await;
    assert!(sees(&views, &with_court, &court) && !sees(&views, &with_court, &other));

    let elsewhere = not_taken(with_court.clone()).prepared(OTHER_COURT).jointly_signed().filed_at_court();
    house.append_from(&elsewhere, with_court.deeds().len()).await;
    house.catch_up(&runner).await;
    assert!(!sees(&views, &elsewhere, &court) && sees(&views, &elsewhere, &other));
}

#[tokio::test]
async fn a_court_does_not_see_what_was_said_in_a_session() {
    let (house, story) = (House::new(), filed(1).at_court());
    house.append(&story).await;
    let views = house.views().await;
    assert_eq!(value(views.session_records(&Reader::Court(COURT.to_owned()), story.id())), None);
    let records = value(views.session_records(&Reader::Mediator(MEDIATOR), story.id())).expect("records");
    assert_eq!(records.len(), 1);
    let text = serde_json::to_string(&records).expect("a document");
    assert!(text.contains("box of record.text"), "the minutes are there, sealed: {text}");
}

#[tokio::test]
async fn the_lists_of_a_reader_hold_the_newest_case_first_and_every_case_once() {
    let house = House::new();
    for number in 1..=5 {
        let at = format!("2026-10-1{number} 09:00");
        house.append(&crate::story::filed_with(number, GUANGZHOU, &at).accepted()).await;
    }
    let views = house.views().await;
    let mut paging = Paging::first(2);
    let mut seen = Vec::new();
    loop {
        let page = value(views.cases_of(&Reader::Institution(branch()), &paging));
        assert!(page.items.len() <= 2);
        seen.extend(page.items.into_iter().map(|brief| brief.read().expect("a brief").case));
        match page.next {
            Some(next) => paging.after = Some(next),
            None => break,
        }
    }
    let expected: Vec<_> = (1..=5).rev().map(|number| filed(number).id()).collect();
    assert_eq!(seen, expected);

    let story = filed(3);
    let both = Reader::Party { account: story.applicant().user, party: Some(story.applicant_party()) };
    assert_eq!(value(views.cases_of(&both, &Paging::first(10))).items.len(), 1, "found twice, listed once");
}

#[test]
fn a_token_without_its_claim_reads_no_case() {
    let story = filed(1).in_mediation().scheduled().met(SessionResult::Continue);
    let bare = |role| Actor { role, ..story.applicant() };
    for role in Role::ALL {
        let reader = Reader::of(&bare(role));
        assert_eq!(reader.is_some(), role == Role::Party, "{role:?}");
    }
}
