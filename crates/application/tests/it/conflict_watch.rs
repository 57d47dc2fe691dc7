//! The watch over conflicts: what happened while it was away it does when it runs again, once.

use crate::house::{actor, always, call, open};
use crate::in_mediation::{BANK, OTHER_BANK, in_mediation, register};
use application::{ConflictWatch, House};
use domain::case::{Case, Event};
use domain::classification::RecusalGround;
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId};
use domain::mediator::{InterestTarget, MediatorCommand};
use domain::occasion::Role;
use event_store::Revision;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

const MEDIATOR: MediatorId = MediatorId(Uuid::from_u128(0xC1));

/// Enters the mediator and opens a case in which he or she mediates, with events as the rules write them.
pub(crate) async fn a_case_in_mediation(house: &House) -> CaseId {
    register(house, MEDIATOR).await;
    in_mediation(house, MEDIATOR).await
}

pub(crate) async fn declares_shares(house: &House, key: &str, bank: &str) {
    let target = InterestTarget::Institution { legal_person: Uscc::parse(bank).unwrap() };
    let ground = RecusalGround::Interest;
    let command =
        MediatorCommand::DeclareInterest { ground, target, since: None, until: None, wording: None };
    let director = actor(Role::Director);
    house.roster(&call(house, director, key), MEDIATOR, command).await.unwrap();
}

pub(crate) async fn suspensions(house: &House, case: CaseId) -> usize {
    let stream = house.case_stream(case);
    let events = house.store().read_stream(&stream, Revision(0), 500).await.unwrap();
    let events = events.iter().map(|event| Event::decode(&event.event_type, &event.payload).unwrap());
    events.filter(|event| matches!(event, Event::AssignmentSuspended(_))).count()
}

async fn is_shut_out(house: &House, case: CaseId) -> bool {
    let folded = house.case_state(case).await.unwrap();
    matches!(&folded.state, Case::Filed(_)) && folded.state.shuts_out(MEDIATOR)
}

async fn suspended(house: &House, case: CaseId) {
    for _ in 0..100_000 {
        if is_shut_out(house, case).await {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody suspended the mediator");
}

#[tokio::test]
async fn an_interest_declared_while_the_watch_is_away_is_found_when_it_comes_back() {
    let directory = tempfile::tempdir().unwrap();
    let case;
    {
        let house = Arc::new(open(directory.path()));
        let watch = ConflictWatch::start(Arc::clone(&house), always(&house), directory.path()).unwrap();
        case = a_case_in_mediation(&house).await;
        drop(watch);
        declares_shares(&house, "while-away", BANK).await;
        assert!(!is_shut_out(&house, case).await);
    }
    let house = Arc::new(open(directory.path()));
    let _watch = ConflictWatch::start(Arc::clone(&house), always(&house), directory.path()).unwrap();
    suspended(&house, case).await;
    assert_eq!(suspensions(&house, case).await, 1);
}

#[tokio::test]
async fn a_change_of_the_roster_returns_when_the_open_cases_were_scanned() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _watch = ConflictWatch::start(Arc::clone(&house), always(&house), directory.path()).unwrap();
    let case = a_case_in_mediation(&house).await;
    declares_shares(&house, "elsewhere", OTHER_BANK).await;
    assert!(!is_shut_out(&house, case).await);
    declares_shares(&house, "here", BANK).await;
    assert!(is_shut_out(&house, case).await);
}

#[tokio::test]
async fn a_watch_that_lost_its_memory_sees_everything_again_and_suspends_nobody_twice() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let watch = ConflictWatch::start(Arc::clone(&house), always(&house), directory.path()).unwrap();
    let case = a_case_in_mediation(&house).await;
    declares_shares(&house, "here", BANK).await;
    drop(watch);
    forget(directory.path());
    let _again = ConflictWatch::start(Arc::clone(&house), always(&house), directory.path()).unwrap();
    declares_shares(&house, "and-again", OTHER_BANK).await;
    assert!(is_shut_out(&house, case).await);
    assert_eq!(suspensions(&house, case).await, 1);
}

fn forget(directory: &Path) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("watch.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
}
