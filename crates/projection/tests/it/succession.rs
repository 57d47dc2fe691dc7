//! Views replaced while they are read and the log is written; files, and what a crash leaves of them.

use crate::batches::busy_house;
use crate::story::filed;
use crate::support::{House, LONG, case_stream, value};
use event_store::{EventStore, Position};
use projection::{
    Difference, Reader, Runner, RunnerOptions, Succession, SuccessionError, SuccessionStage, ViewError,
    ViewFiles, ViewStore, Views,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A node's read side: files, runner, and who replaces.
struct Node {
    files: Arc<ViewFiles>,
    runner: Arc<Runner>,
    succession: Succession,
}

async fn node(house: &House) -> Node {
    let files = Arc::new(ViewFiles::lock(house.path("data")).expect("nobody else has them"));
    let store = ViewStore::open(files.live().expect("a file"), house.log.incarnation()).expect("they open");
    let runner = Runner::start(house.log(), store, RunnerOptions { batch: 10 }).await.expect("it starts");
    let runner = Arc::new(runner);
    let succession =
        Succession::new(house.log(), Arc::clone(&runner), Arc::clone(&files)).expect("it starts");
    Node { files, runner, succession }
}

impl Node {
    async fn caught_up(&self, house: &House) -> Views {
        house.catch_up(&self.runner).await;
        self.runner.views()
    }

    async fn ended(&self) -> (SuccessionStage, Option<Vec<Difference>>) {
        let status = self.succession.ended().await.expect("one was begun");
        assert_eq!(status.seconds_left, Some(0));
        (status.stage, status.differences)
    }

    fn stop(self) {
        self.succession.stop();
        self.runner.stop();
    }
}

fn live(house: &House) -> std::path::PathBuf {
    std::fs::canonicalize(ViewFiles::live_in(&house.path("data"))).expect("it leads somewhere")
}

fn spoil(path: &Path) {
    let file = rusqlite::Connection::open(path).expect("the file opens");
    let sql = "UPDATE cases_v1 SET brief = x'7b7d' WHERE case_id = (SELECT min(case_id) FROM cases_v1)";
    assert_eq!(file.execute(sql, ()).expect("spoilt"), 1);
}

/// Who holds a position is never answered from before it, and a case that was seen is never away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_and_writers_notice_nothing_of_a_rebuild_and_of_a_roll_back() {
    let house = busy_house().await;
    let node = node(&house).await;
    let views = node.caught_up(&house).await;
    let seen = filed(1);
    let ended = Arc::new(AtomicBool::new(false));
    let reading = std::thread::spawn({
        let (views, ended, story) = (views.clone(), Arc::clone(&ended), seen.clone());
        move || {
            let (mut last, mut asked) = (Position::START, 0_u64);
            while !ended.load(Ordering::Relaxed) {
                let reader = Reader::Staff(story.centre().clone());
                let answer = views.case(&reader, story.id()).expect("an answer");
                assert!(answer.value.is_some(), "the case is away at {}", answer.position);
                assert!(answer.position >= last, "back from {last} to {}", answer.position);
                (last, asked) = (answer.position, asked + 1);
            }
            asked
        }
    });
    let mut number = 100;
    for round in 0..6 {
        let before = live(&house);
        if round % 3 == 2 { node.succession.roll_back(None) } else { node.succession.rebuild(false, None) }
            .expect("begun");
        while node.succession.status().is_some_and(|status| !status.stage.is_over()) {
            number += 1;
            let position = house.append(&filed(number)).await;
            node.runner.wait_for(position, LONG).await.expect("in time");
            let story = filed(number);
            let reader = Reader::Staff(story.centre().clone());
            let answer = views.case(&reader, story.id()).expect("an answer");
            assert!(answer.position >= position && answer.value.is_some());
        }
        let (stage, differences) = node.ended().await;
        assert_eq!(stage, SuccessionStage::Done);
        assert_eq!(differences, (round % 3 != 2).then(Vec::new));
        assert_ne!(live(&house), before, "another file is in use");
        assert_eq!(node.files.before(), Some(before), "and the one before is kept");
    }
    ended.store(true, Ordering::Relaxed);
    assert!(reading.join().expect("the reader saw nothing wrong") > 0);
    node.caught_up(&house).await;
    let rebuilt = house.rebuilt("rebuilt.db").await.views;
    assert_eq!(views.compare(&rebuilt).expect("compared"), []);
    node.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn views_that_differ_stay_unless_somebody_said_that_they_may_go() {
    let house = busy_house().await;
    let node = node(&house).await;
    let views = node.caught_up(&house).await;
    let (before, right) = (live(&house), value(views.digest()));
    spoil(&before);
    let wrong = value(views.digest());
    node.succession.rebuild(false, None).expect("begun");
    let told = vec![Difference { table: "cases_v1".to_owned(), missing: 0, added: 0, changed: 1 }];
    assert_eq!(node.ended().await, (SuccessionStage::Different, Some(told.clone())));
    assert_eq!((live(&house), value(views.digest())), (before, wrong.clone()), "the old ones are in use");
    assert_eq!((node.files.before(), node.files.next()), (None, None), "and nothing is left of the others");
    node.succession.rebuild(true, None).expect("begun");
    assert_eq!(node.ended().await, (SuccessionStage::Done, Some(told)));
    assert_eq!(value(views.digest()), right);
    // Whoever regrets it has the old ones again, mistakes and all.
    node.succession.roll_back(None).expect("begun");
    assert_eq!(node.ended().await.0, SuccessionStage::Done);
    assert_eq!(value(views.digest()), wrong);
    node.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_process_had_begun_is_gone_on_with() {
    let house = busy_house().await;
    let first = node(&house).await;
    let before = value(first.caught_up(&house).await.digest());
    let begun = first.files.begin().expect("a file");
    first.stop();
    let half = Position::counter(house.log.head().await.expect("a head").commit / 2);
    let store = ViewStore::open(&begun, house.log.incarnation()).expect("they open");
    let building = Runner::start(house.log(), store, RunnerOptions { batch: 3 }).await.expect("it starts");
    building.wait_for(half, LONG).await.expect("half of the way");
    building.stop();
    let reached = ViewStore::open(&begun, house.log.incarnation()).expect("they open").position();
    assert!(reached >= half);
    let second = node(&house).await;
    second.caught_up(&house).await;
    let status = second.succession.ended().await.expect("it was gone on with by itself");
    assert_eq!((status.stage, status.from), (SuccessionStage::Done, reached));
    assert_eq!(live(&house), begun);
    assert_eq!(value(second.runner.views().digest()), before);
    second.stop();
    let third = node(&house).await;
    assert_eq!(third.succession.status(), None, "nothing is left to go on with");
    assert_eq!(value(third.caught_up(&house).await.digest()), before);
    third.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_nothing_to_roll_back_to_before_a_rebuild() {
    let house = House::new();
    house.append(&filed(1)).await;
    let node = node(&house).await;
    node.caught_up(&house).await;
    assert!(!node.succession.can_roll_back());
    assert!(matches!(node.succession.roll_back(None), Err(SuccessionError::NothingBefore)));
    let request = uuid::Uuid::from_u128(1);
    node.succession.rebuild(false, Some(request)).expect("begun");
    node.succession.rebuild(false, Some(request)).expect("the same request again, under way or not");
    assert_eq!(node.ended().await.0, SuccessionStage::Done);
    let first = live(&house);
    node.succession.rebuild(false, Some(request)).expect("the same request again");
    assert_eq!((node.ended().await.0, live(&house)), (SuccessionStage::Done, first), "once is enough");
    let other = node.succession.roll_back(Some(request));
    assert!(matches!(other, Err(SuccessionError::OtherRequest)), "{other:?}");
    assert!(node.succession.can_roll_back());
    // Views another version built are none that could be put back.
    let before = node.files.before().expect("they are kept");
    let file = rusqlite::Connection::open(before).expect("the file opens");
    file.execute("UPDATE checkpoint SET version = version - 1", ()).expect("aged");
    assert!(matches!(node.succession.roll_back(None), Err(SuccessionError::NothingBefore)));
    node.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn views_that_are_not_followed_are_not_replaced() {
    let house = House::new();
    house.append(&filed(1)).await;
    let node = node(&house).await;
    node.caught_up(&house).await;
    node.runner.stop();
    assert!(matches!(node.succession.rebuild(false, None), Err(SuccessionError::NotWhole)));
}

/// What somebody has decided about a parked stream goes along.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_and_a_roll_back_keep_what_was_discarded() {
    let house = busy_house().await;
    let first = node(&house).await;
    first.caught_up(&house).await;
    first.stop();
    let files = ViewFiles::lock(house.path("data")).expect("nobody else has them");
    let store = ViewStore::open(files.live().expect("a file"), house.log.incarnation()).expect("they open");
    let at = "2026-11-27T03:00:00Z".parse().expect("a time");
    let decision = projection::Discarded { reason: "a pilot's case".to_owned(), at };
    assert!(store.discard(&case_stream(&filed(6)), &decision).expect("written"));
    drop((store, files));
    let second = node(&house).await;
    let views = second.caught_up(&house).await;
    for roll_back in [false, true] {
        if roll_back { second.succession.roll_back(None) } else { second.succession.rebuild(false, None) }
            .expect("begun");
        assert_eq!(second.ended().await.0, SuccessionStage::Done);
        assert_eq!(value(views.parked())[0].discarded, Some(decision.clone()));
    }
    second.stop();
}

#[tokio::test]
async fn views_in_one_file_as_they_once_were_are_taken_over() {
    let house = House::new();
    house.append(&filed(1)).await;
    house.views().await;
    let kept = value(house.store("views.db").views().digest());
    let plain = house.path("views.db");
    assert!(plain.symlink_metadata().expect("it is there").is_file());
    let files = ViewFiles::lock(house.path("")).expect("nobody else has them");
    let refused = ViewFiles::lock(house.path("")).err();
    assert!(matches!(refused, Some(ViewError::InUse { .. })), "{refused:?}");
    let live = files.live().expect("a file");
    assert_eq!(live, house.path("views-1.db"));
    assert!(plain.symlink_metadata().expect("it is there").is_symlink());
    let read = |path: &Path| ViewStore::open(path, house.log.incarnation()).expect("they open").views();
    assert_eq!(value(read(&live).digest()), kept);
    assert_eq!(value(read(&plain).digest()), kept, "the name everybody knows leads there");
}

/// Between any two steps of a flip the name everybody knows leads to whole views, and the next start goes on from there.
#[tokio::test]
async fn a_crash_in_the_middle_of_a_flip_leaves_old_views_or_new_ones() {
    let house = House::new();
    let directory = house.path("data");
    let target =
        |name: &str| std::fs::read_link(directory.join(name)).ok().map(|to| to.display().to_string());
    let point = |name: &str, to: &str| {
        let _gone = std::fs::remove_file(directory.join(name)).is_ok();
        std::os::unix::fs::symlink(to, directory.join(name)).expect("a link");
    };
    let files = || ViewFiles::lock(&directory).expect("nobody else has them");
    let put = |number: u32| std::fs::write(directory.join(format!("views-{number}.db")), "").expect("a file");
    std::fs::create_dir_all(&directory).expect("a directory");
    // The old ones are kept already, but still in use.
    (1..=2).for_each(put);
    point("views.db", "views-1.db");
    point("views-before.db", "views-1.db");
    point("views-next.db", "views-2.db");
    let found = files();
    assert_eq!((found.before(), found.next()), (None, Some(directory.join("views-2.db"))));
    found.flip().expect("again");
    assert_eq!(
        [target("views.db"), target("views-before.db"), target("views-next.db")],
        [Some("views-2.db".to_owned()), Some("views-1.db".to_owned()), None]
    );
    drop(found);
    // The new ones are in use, and still said to be built.
    point("views-next.db", "views-2.db");
    let found = files();
    assert_eq!((found.live().expect("a file"), found.next()), (directory.join("views-2.db"), None));
    // In the middle of a roll back.
    point("views.db", "views-1.db");
    assert_eq!((found.live().expect("a file"), found.before()), (directory.join("views-1.db"), None));
    drop(found);
    // Whoever removes the name gets new views; nothing of the old ones stays.
    for name in ["views.db", "views-before.db", "views-next.db"] {
        let _gone = std::fs::remove_file(directory.join(name)).is_ok();
    }
    let found = files();
    let live = found.live().expect("a file");
    assert!(!live.exists() && !directory.join("views-2.db").exists(), "{}", live.display());
    assert_ne!(
        found.begin().expect("a file"),
        live,
        "what is built is never what is in use, also before either is there"
    );
}
