//! The rounds: load, kill, look, restart, look again.

use crate::checks;
use crate::load::Client;
use acceptance::{House, Process, process};
use std::collections::BTreeSet;
use std::sync::atomic::AtomicUsize;
use std::time::{Instant, SystemTime};

/// Kills under load.
const ROUNDS: usize = 20;

/// Clients at work at once.
const CLIENTS: usize = 16;

/// Most writes that are acknowledged before a kill.
const MOST: u64 = 160;

/// Every so many rounds the server is killed once more while it starts.
const KILLED_WHILE_STARTING: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_survives_every_kill_exactly_once() {
    let given = std::env::var("CRASH_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| {
        SystemTime::UNIX_EPOCH.elapsed().map_or(1, |since| u64::from(since.subsec_nanos()))
    });
    println!("CRASH_SEED={seed}");
    let mut chance = Chance(seed);
    let started = Instant::now();
    let house = House::empty("info");
    house.fill_registers().await;
    let mut clients: Vec<Client> = (0..CLIENTS).map(Client::new).collect();
    let (mut cut_off, mut written_unheard) = (0, 0);

    for round in 1..=ROUNDS {
        let before: Vec<usize> = clients.iter().map(|client| client.acknowledged.len()).collect();
        let deadly = usize::try_from(chance.below(MOST)).expect("small") + 1;
        clients = storm(&house, clients, deadly).await;

        let events = checks::log_is_whole(&house, &clients).await;
        if round % 2 == 0 {
            // Else the server itself is the first to bring the views up to the log.
            checks::views_are_what_the_log_says(&house);
        }
        if round % KILLED_WHILE_STARTING == 0 {
            Process::kill_while_starting(&house.data(), &house.stderr(), "event store open");
        }
        house.restart("info");

        for (client, before) in clients.iter_mut().zip(before) {
            checks::answers_are_replayed(&house, &client.acknowledged[before..]).await;
            let replayed = client.retry(&house).await;
            cut_off += usize::from(replayed.is_some());
            written_unheard += usize::from(replayed == Some(true));
            let now: BTreeSet<String> = client.cases().skip(before).map(str::to_owned).collect();
            checks::timelines_are_whole(&house, client, &now.iter().map(String::as_str).collect()).await;
        }
        println!("round {round}: killed after {deadly} more writes, {events} events in the log");
    }

    for client in &clients {
        checks::answers_are_replayed(&house, &client.acknowledged).await;
    }
    house.stop();
    let events = checks::log_is_whole(&house, &clients).await;
    checks::views_are_what_the_log_says(&house);
    let acknowledged: usize = clients.iter().map(|client| client.acknowledged.len()).sum();
    println!(
        "{ROUNDS} kills, {acknowledged} writes acknowledged, {cut_off} cut off ({written_unheard} of them written), \
         {events} events, {:.1} s",
        started.elapsed().as_secs_f64()
    );
    assert!(cut_off > 0, "no kill ever met a write: the load proves nothing");
    assert!(!house.log().contains("panicked"), "the server panicked");
}

/// All clients at once, until one of them has killed the server.
async fn storm(house: &House, clients: Vec<Client>, deadly: usize) -> Vec<Client> {
    let acknowledged = AtomicUsize::new(0);
    let work = clients.into_iter().map(async |mut client| {
        client.work(house, &acknowledged, deadly).await;
        client
    });
    all(work).await
}

/// Drives all of them on this task: they wait for the server, not for the processor.
async fn all<T>(work: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut running: Vec<_> = work.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        let mut pending = false;
        for (one, done) in &mut running {
            if done.is_none() {
                match one.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *done = Some(value),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        if pending { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    running.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test]
async fn views_that_were_tampered_with_are_found_and_built_anew() {
    let house = House::open().await;
    let dispute = acceptance::Dispute::at(&house, acceptance::Step::Accepted).await;
    house.stop();
    checks::views_are_what_the_log_says(&house);

    // Built anew first: then all of it stands in one file, where it can be spoilt.
    rebuild(&house);
    let views = house.data().join("views.db");
    let whole = std::fs::read(&views).expect("the views");
    let spoilt = replaced(&whole, b"CONSENT_PENDING", b"CONSENT_PENDINX");
    assert_ne!(spoilt, whole, "the stage stands in the views");
    std::fs::write(&views, spoilt).expect("the views can be written");
    let verified = process::run(&house.data(), &["projection", "verify"]);
    assert_eq!(verified.status.code(), Some(1), "{}", String::from_utf8_lossy(&verified.stdout));

    rebuild(&house);
    checks::views_are_what_the_log_says(&house);
    let status = process::run(&house.data(), &["projection", "status"]);
    let status = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(status.contains(" 0 behind, 0 streams parked"), "{status}");
    house.restart("info");
    assert_eq!(dispute.stage().await, "CONSENT_PENDING");
    let serving = process::run(&house.data(), &["projection", "verify"]);
    assert_eq!(serving.status.code(), Some(1), "the log belongs to the server now");
    house.finish().await;
}

fn rebuild(house: &House) {
    let rebuilt = process::run(&house.data(), &["projection", "rebuild", "--json"]);
    assert!(rebuilt.status.success(), "{}", String::from_utf8_lossy(&rebuilt.stderr));
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for at in 0..changed.len().saturating_sub(from.len()) {
        if changed[at..].starts_with(from) {
            changed[at..at + to.len()].copy_from_slice(to);
        }
    }
    changed
}

/// Pseudo-random numbers (SplitMix64): small, and the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}
