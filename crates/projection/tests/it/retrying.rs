//! Parked streams, tried again or discarded: what follows is what a rebuild would have made.

use crate::batches::busy_house;
use crate::eyes::Eyes;
use crate::story::{Story, filed, metadata};
use crate::support::{House, case_stream, new_event, value};
use domain::case::StageName;
use event_store::{EventStore, Position};
use projection::{
    Discarded, Reader, Retried, RetryError, Runner, RunnerOptions, ViewError, ViewStore, retry_parked,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Views built by a program that could not read these events.
async fn misread(house: &House, name: &str, spoiled: BTreeSet<(String, u64)>) -> ViewStore {
    let log = Eyes::of_a_faulty_program(house.log(), spoiled);
    let runner = Runner::start(log, house.store(name), RunnerOptions { batch: 7 }).await.expect("it starts");
    house.catch_up(&runner).await;
    runner.stop();
    house.store(name)
}

async fn retried(house: &House, name: &str, stream: Option<&str>) -> Result<Vec<Retried>, RetryError> {
    retry_parked(&*house.log, house.store(name), stream).await
}

async fn everything(house: &House) -> Vec<(String, u64)> {
    let page = house.log.read_log(Position::START, 100_000).await.expect("the log");
    page.events.iter().map(|event| (event.stream.to_string(), event.revision.0)).collect()
}

fn discarded(reason: &str) -> Discarded {
    Discarded { reason: reason.to_owned(), at: "2026-11-27T03:00:00Z".parse().expect("a time") }
}

/// A number that follows from the one before, so that a failure can be seen again.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

/// Any events of any streams, the first of a case and the erasure of a person included; tried again all at once, or one by one in any
/// order.
#[tokio::test]
async fn whatever_could_not_be_read_a_retry_makes_what_a_rebuild_makes() {
    let house = busy_house().await;
    let rebuilt = house.rebuilt("rebuilt.db").await.views;
    let all = everything(&house).await;
    let mut seed = 7;
    for round in 0..24 {
        let spoiled: BTreeSet<(String, u64)> =
            (0..=round % 6).map(|_| all[next(&mut seed) % all.len()].clone()).collect();
        let name = format!("views-{round}.db");
        let mut parked = value(misread(&house, &name, spoiled.clone()).await.views().parked());
        assert!(!parked.is_empty(), "the log holds a stream nobody can read");
        if round % 2 == 0 {
            retried(&house, &name, None).await.expect("tried");
        } else {
            while !parked.is_empty() {
                let one = parked.swap_remove(next(&mut seed) % parked.len());
                match retried(&house, &name, Some(&one.stream)).await {
                    // It was tried with another one.
                    Ok(_) | Err(RetryError::NotParked(_)) => {}
                    Err(error) => panic!("{spoiled:?}: {error}"),
                }
            }
        }
        let views = house.store(&name).views();
        assert_eq!(views.compare(&rebuilt).expect("compared"), [], "{spoiled:?}");
        assert_eq!(value(views.digest()), value(rebuilt.digest()), "{spoiled:?}");
    }
}

#[tokio::test]
async fn a_case_that_is_tried_again_goes_on_with_the_log() {
    let house = House::new();
    let whole = filed(1).whole();
    let story = filed(1).accepted();
    house.append(&story).await;
    let spoiled = BTreeSet::from([(case_stream(&story), 1)]);
    let store = misread(&house, "views.db", spoiled).await;
    assert_eq!(value(store.views().parked()).len(), 1);
    drop(store);
    let told = retried(&house, "views.db", Some(&case_stream(&story))).await.expect("tried");
    assert_eq!(told, [Retried { stream: case_stream(&story), still: None }]);
    house.append_from(&whole, story.deeds().len()).await;
    let runner = house.follow("views.db", 10).await;
    house.catch_up(&runner).await;
    let reader = Reader::Staff(story.centre().clone());
    let stage = value(runner.views().case(&reader, story.id())).map(|view| view.stage);
    assert_eq!(stage, Some(StageName::Closed));
    assert_eq!(value(runner.views().digest()), value(house.rebuilt("rebuilt.db").await.views.digest()));
}

/// A program that cannot read an event, and is mended while its runner runs.
#[tokio::test]
async fn a_runner_tries_a_parked_stream_again_between_two_batches_and_goes_on() {
    let house = House::new();
    let (story, other) = (filed(1).whole(), filed(2).whole());
    house.append(&story.until(3)).await;
    let log = Eyes::of_a_faulty_program(house.log(), BTreeSet::from([(case_stream(&story), 1)]));
    let sick: Arc<dyn EventStore> = log.clone();
    let options = RunnerOptions { batch: 3 };
    let runner = Runner::start(sick, house.store("views.db"), options).await.expect("it starts");
    house.append_from(&story, 3).await;
    house.append(&other.until(4)).await;
    house.catch_up(&runner).await;
    assert_eq!(value(runner.views().parked()).len(), 1);

    let still = runner.retry_parked(&case_stream(&story)).await.expect("tried");
    assert!(still[0].still.is_some(), "nothing was mended");
    let nobody = runner.retry_parked("case-gd~nobody").await;
    assert!(matches!(nobody, Err(RetryError::NotParked(_))), "{nobody:?}");
    assert!(!runner.discard_parked("case-gd~nobody", discarded("a slip")).await.expect("asked"));
    assert!(runner.discard_parked(&case_stream(&story), discarded("a pilot's case")).await.expect("kept"));
    assert_eq!(value(runner.views().parked())[0].discarded, Some(discarded("a pilot's case")));

    log.spoiled.lock().expect("nobody panicked").clear();
    let told = runner.retry_parked(&case_stream(&story)).await.expect("tried");
    assert_eq!(told, [Retried { stream: case_stream(&story), still: None }]);
    assert_eq!(value(runner.views().parked()), []);
    house.append_from(&other, 4).await;
    house.catch_up(&runner).await;
    assert_eq!(value(runner.views().digest()), value(house.rebuilt("rebuilt.db").await.views.digest()));
    runner.stop();
    let stopped = runner.retry_parked(&case_stream(&story)).await;
    assert!(matches!(stopped, Err(RetryError::View(ViewError::NotFollowed))), "{stopped:?}");
}

/// A poison nobody can cure.
async fn sick_house() -> (House, Story) {
    let house = House::new();
    let story = filed(1);
    house.append(&story).await;
    let beside = metadata(&story.clerk(), story.now(), 1);
    let poison = new_event(Uuid::from_u128(0xBAD), "case.accepted.v1", b"[]".to_vec(), &beside);
    house.append_raw(&case_stream(&story), 1, vec![poison]).await;
    house.views().await;
    (house, story)
}

#[tokio::test]
async fn what_still_cannot_be_read_is_parked_again_with_its_reason() {
    let (house, story) = sick_house().await;
    let before = value(house.store("views.db").views().digest());
    let told = retried(&house, "views.db", None).await.expect("tried");
    assert_eq!(told.len(), 1);
    assert!(told[0].still.as_deref().is_some_and(|reason| reason.contains("case.accepted.v1")), "{told:?}");
    assert_eq!(value(house.store("views.db").views().digest()), before);
    let refused = retried(&house, "views.db", Some("case-gd~nobody")).await;
    assert!(matches!(refused, Err(RetryError::NotParked(_))), "{refused:?}");
    let parked = value(house.store("views.db").views().parked());
    assert_eq!(parked[0].stream, case_stream(&story));
}

#[tokio::test]
async fn a_discarded_stream_stays_so_after_a_restart_a_retry_and_a_rebuild() {
    let (house, story) = sick_house().await;
    let clean = value(house.store("views.db").views().digest());
    let decision = discarded("test data of the pilot");
    let store = house.store("views.db");
    assert!(store.discard(&case_stream(&story), &decision).expect("written"));
    assert!(!store.discard("case-gd~nobody", &decision).expect("nothing to write"));
    drop(store);
    let held = |name: &str| value(house.store(name).views().parked())[0].discarded.clone();
    assert_eq!(held("views.db"), Some(decision.clone()));
    assert_eq!(value(house.store("views.db").views().digest()), clean, "a decision is no row of a view");
    retried(&house, "views.db", None).await.expect("tried");
    assert_eq!(held("views.db"), Some(decision.clone()), "it is the same event that cannot be read");
    house.rebuilt("rebuilt.db").await;
    assert_eq!(held("rebuilt.db"), None);
    house.store("rebuilt.db").carry_discards(&house.path("views.db")).expect("carried over");
    assert_eq!(held("rebuilt.db"), Some(decision.clone()));
    // Views of an older version are built anew when they are opened.
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    file.execute("UPDATE checkpoint SET version = version - 1", ()).expect("aged");
    drop(file);
    house.views().await;
    assert_eq!(held("views.db"), Some(decision));
}

#[tokio::test]
async fn a_decision_speaks_of_one_event_and_goes_when_the_stream_can_be_read() {
    let house = House::new();
    let story = filed(1).accepted();
    house.append(&story).await;
    let (stream, decision) = (case_stream(&story), discarded("unreadable since the upgrade"));
    let store = misread(&house, "views.db", BTreeSet::from([(stream.clone(), 1)])).await;
    assert!(store.discard(&stream, &decision).expect("written"));
    drop(store);
    // The same stream is parked at another event in these views: nobody has decided about that one.
    let other = misread(&house, "other.db", BTreeSet::from([(stream.clone(), 0)])).await;
    other.carry_discards(&house.path("views.db")).expect("carried over");
    assert_eq!(value(other.views().parked())[0].discarded, None);
    retried(&house, "views.db", Some(&stream)).await.expect("tried");
    assert_eq!(value(house.store("views.db").views().parked()), []);
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    let kept: i64 =
        file.query_row("SELECT count(*) FROM parked_discards", (), |row| row.get(0)).expect("rows");
    assert_eq!(kept, 0);
}
