//! The queue in front of the writer, its source taken in with locks that a scheduler decides about: thousands of interleavings of the
//! same few threads, drawn by lot and by priorities that change at a few points (PCT). A lost wake-up is a deadlock here, and told.

#[allow(dead_code, reason = "what an append says is nothing to the queue")]
#[path = "../../src/queue.rs"]
mod queue;

/// What the queue finds instead of the locks of the operating system.
mod sync {
    pub(crate) use shuttle::sync::{Condvar, Mutex, MutexGuard};
    pub(crate) use std::sync::PoisonError;
}

use event_store::{AppendError, Appended, Expected, Position, Revision, StreamName};
use queue::{Job, Queue};
use shuttle::sync::Arc;
use shuttle::thread;
use tokio::sync::oneshot;

const PRODUCERS: u64 = 3;
const PUSHES: u64 = 3;

/// The line takes so many jobs and bytes, a group at most so many.
const LINE: (usize, usize) = (4, 40);
const GROUP: (usize, usize) = (2, 25);

type Receiver = oneshot::Receiver<Result<Appended, AppendError>>;

/// One push: whose it was and the how manieth, and its answer if it was let in.
struct Pushed {
    producer: u64,
    number: u64,
    waiting: Option<Receiver>,
}

/// How the line comes to its end while others push.
#[derive(Clone, Copy)]
enum End {
    Closed,
    Refused,
    ClosedThenRefused,
}

fn job(producer: u64, number: u64, bytes: usize) -> (Job, Receiver) {
    let (reply, answer) = oneshot::channel();
    let stream = StreamName::compose("case", &producer.to_string());
    (Job { stream, expected: Expected::Exact(Revision(number)), events: Vec::new(), bytes, reply }, answer)
}

fn appended(place: u64) -> Appended {
    let revision = Revision(place);
    Appended { first_revision: revision, revision, position: Position::counter(place), fresh: true }
}

fn produce(queue: &Queue, producer: u64) -> Vec<Pushed> {
    let mut all = Vec::new();
    for number in 0..PUSHES {
        let (job, answer) = job(producer, number, 5 + 10 * ((producer + number) % 2) as usize);
        let waiting = match queue.push(job) {
            Ok(()) => Some(answer),
            Err(AppendError::Unavailable { .. }) => None,
            Err(other) => unreachable!("a queue has no opinion of an append: {other}"),
        };
        all.push(Pushed { producer, number, waiting });
    }
    all
}

/// The writer: answers each job with the place it was taken at.
fn write(queue: &Queue) -> Vec<(String, u64)> {
    let (mut taken, mut group) = (Vec::new(), Vec::new());
    while queue.take(&mut group, GROUP.0, GROUP.1) {
        let bytes: usize = group.iter().map(|job: &Job| job.bytes).sum();
        assert!(!group.is_empty(), "the writer was woken for nothing");
        assert!(
            group.len() <= GROUP.0 && (group.len() == 1 || bytes <= GROUP.1),
            "a group beyond its limits"
        );
        for job in group.drain(..) {
            let Expected::Exact(number) = job.expected else { unreachable!("every job has a number") };
            taken.push((job.stream.to_string(), number.0));
            job.reply.send(Ok(appended(taken.len() as u64))).expect("its caller still waits");
        }
    }
    taken
}

/// Some push, one writes, one ends it: everyone let in is answered exactly once, nobody else is; each producer's jobs are taken in the
/// order it pushed them; the writer comes home.
fn a_day(end: End) {
    let queue = Arc::new(Queue::new(LINE.0, LINE.1));
    let writer = {
        let queue = Arc::clone(&queue);
        thread::spawn(move || write(&queue))
    };
    let producers: Vec<_> = (0..PRODUCERS)
        .map(|producer| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || produce(&queue, producer))
        })
        .collect();
    let closer = {
        let queue = Arc::clone(&queue);
        thread::spawn(move || match end {
            End::Closed => queue.close("closed"),
            End::Refused => queue.refuse_all("refused"),
            End::ClosedThenRefused => {
                queue.close("closed");
                queue.refuse_all("refused");
            }
        })
    };
    closer.join().expect("closing does not panic");
    let pushed: Vec<Pushed> =
        producers.into_iter().flat_map(|one| one.join().expect("pushing does not panic")).collect();
    let taken = writer.join().expect("the writer does not panic");

    let mut written = 0;
    for Pushed { producer, number, waiting } in pushed {
        let Some(mut answer) = waiting else { continue };
        match answer.try_recv().expect("everyone let in is answered") {
            Ok(appended) => {
                written += 1;
                let place = appended.position.commit as usize - 1;
                assert_eq!(taken[place], (format!("case-{producer}"), number), "another's answer");
            }
            Err(AppendError::Unavailable { reason }) => {
                let ends = !matches!(end, End::Closed) && reason == "refused";
                assert!(ends, "what was let in before a close is written, not refused: {reason}");
            }
            Err(other) => unreachable!("{other}"),
        }
    }
    assert_eq!(written, taken.len(), "everything taken was let in, and answered once");
    for producer in 0..PRODUCERS {
        let own: Vec<u64> = taken
            .iter()
            .filter(|(of, _)| *of == format!("case-{producer}"))
            .map(|(_, number)| *number)
            .collect();
        assert!(own.is_sorted(), "the order of {producer} was not kept: {own:?}");
    }
    {
        let line = queue.line.lock().expect("no poison");
        assert_eq!((line.jobs.len(), line.bytes), (0, 0), "an empty line still counts bytes");
    }
    let late = queue.push(job(9, 0, 1).0);
    assert!(matches!(late, Err(AppendError::Unavailable { .. })), "nothing is taken after the end");
}

/// When everything was taken, there is room for all the bytes again, whatever the interleaving was.
fn a_quiet_end_leaves_all_the_room() {
    let queue = Arc::new(Queue::new(LINE.0, LINE.1));
    let producers: Vec<_> = (0..PRODUCERS)
        .map(|producer| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || produce(&queue, producer))
        })
        .collect();
    let mut group = Vec::new();
    // A producer may still be on its way: at most two are served beside it.
    assert!(queue.take(&mut group, GROUP.0, GROUP.1));
    let let_in: usize = producers
        .into_iter()
        .flat_map(|one| one.join().expect("pushing does not panic"))
        .filter(|pushed| pushed.waiting.is_some())
        .count();
    while group.len() < let_in {
        let mut more = Vec::new();
        assert!(queue.take(&mut more, GROUP.0, GROUP.1));
        group.append(&mut more);
    }
    for (bytes, room) in [(1, true), (LINE.1 - 1, true), (1, false)] {
        let pushed = queue.push(job(9, 0, bytes).0);
        assert_eq!(pushed.is_ok(), room, "{bytes} bytes into what should be an empty line");
    }
}

#[test]
fn everyone_let_in_is_answered_once_and_in_order_in_every_interleaving_drawn_by_lot() {
    for end in [End::Closed, End::Refused, End::ClosedThenRefused] {
        shuttle::check_random(move || a_day(end), 2_000);
    }
}

#[test]
fn everyone_let_in_is_answered_once_and_in_order_whoever_is_held_up() {
    for end in [End::Closed, End::Refused, End::ClosedThenRefused] {
        shuttle::check_pct(move || a_day(end), 2_000, 4);
    }
}

#[test]
fn no_interleaving_leaks_a_byte_of_the_room() {
    shuttle::check_random(a_quiet_end_leaves_all_the_room, 2_000);
    shuttle::check_pct(a_quiet_end_leaves_all_the_room, 2_000, 3);
}

/// The checker sees what it is for: a queue that forgets to wake the writer ends in a deadlock that is told.
#[test]
#[should_panic(expected = "deadlock")]
fn a_lost_wake_up_would_be_told() {
    shuttle::check_random(
        || {
            let pair = Arc::new((sync::Mutex::new(false), sync::Condvar::new()));
            let other = Arc::clone(&pair);
            let writer = thread::spawn(move || {
                let mut filled = other.0.lock().expect("no poison");
                while !*filled {
                    filled = other.1.wait(filled).expect("no poison");
                }
            });
            // Filled, and nobody told.
            *pair.0.lock().expect("no poison") = true;
            writer.join().expect("woken");
        },
        500,
    );
}
