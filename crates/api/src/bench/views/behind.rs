//! How far the views are behind the log while five thousand events a second are written, in process. The commands are judged and sealed
//! before: what is measured is the way from the log into the views, beside everybody else who follows the log.

use super::super::load::at;
use super::super::{BenchError, Options};
use super::fill::{Filled, house, register};
use super::foreseen::{Foreseen, Foresight};
use super::road::Step;
use super::steps::Told;
use super::{count, drawn, line};
use crate::node::{Log, Node};
use crate::settings::Settings;
use application::Clock;
use event_store::EventStore;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// Events a second that are wanted.
const EVENTS: u64 = 5_000;
/// A case taken as far as its mediator: commands, and the events of them all.
const STEPS: [Step; 8] = [
    Step::File,
    Step::Accept,
    Step::Notify,
    Step::ApplicantConsents,
    Step::BankConsents,
    Step::Offer,
    Step::TakeOn,
    Step::TellRights,
];
const OF_A_CASE: u64 = 14;
/// Cases on their way, and streams written, at once.
const LANES: usize = 64;

/// Measures on threads of its own: the load of the other measurements has one.
pub(super) async fn measure(
    options: &Options,
    settings: &Settings,
    filled: &Filled,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    tell(&format!("views: how far behind while {EVENTS} events a second are written"));
    let (settings, filled, seconds) = (settings.clone(), filled.clone(), options.seconds);
    let files = options.files.clone();
    let measuring = tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(BenchError::io("threads"))?;
        runtime.block_on(lag(&settings, &files, &filled, seconds))
    });
    measuring.await?
}

async fn lag(
    settings: &Settings,
    files: &[std::path::PathBuf],
    filled: &Filled,
    seconds: u64,
) -> Result<Vec<String>, BenchError> {
    let cases = seconds * EVENTS / OF_A_CASE;
    let mut appends = VecDeque::from(judged(settings, files, filled, cases).await?);
    let failed = |error: crate::node::NodeError| BenchError::Log(error.to_string());
    let node = Arc::new(Node::open(settings, Clock::System).await.map_err(failed)?);
    node.caught_up().await.map_err(failed)?;
    let stop = Arc::new(AtomicBool::new(false));
    let watched = watch(&node, &stop);
    // Each stream in one lane, so that what is appended to it keeps its order.
    let (mut lanes, mut senders) = (JoinSet::new(), Vec::new());
    for _ in 0..LANES {
        let (sender, mut receiver) = mpsc::channel::<Foreseen>(LANES);
        let store = Arc::clone(node.house.store());
        senders.push(sender);
        lanes.spawn(async move {
            while let Some(Foreseen { stream, expected, events }) = receiver.recv().await {
                let appended = store.append(&stream, expected, events).await;
                appended.map_err(|error| BenchError::Log(format!("{stream}: {error}")))?;
            }
            Ok::<_, BenchError>(())
        });
    }
    let (begun, mut events) = (Instant::now(), 0);
    while let Some(next) = appends.pop_front() {
        let due = Duration::from_secs_f64(events as f64 / EVENTS as f64);
        tokio::time::sleep_until((begun + due).into()).await;
        events += next.events.len();
        let lane = drawn(0, next.stream.as_str(), LANES);
        if let Some(sender) = senders.get(lane) {
            let gone = |_| BenchError::Log("a lane has ended".to_owned());
            sender.send(next).await.map_err(gone)?;
        }
    }
    drop(senders);
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    let written = begun.elapsed();
    stop.store(true, Ordering::SeqCst);
    let mut times = watched.join().map_err(|_| BenchError::Log("watching panicked".to_owned()))?;
    times.sort_unstable();
    if let Some(node) = Arc::into_inner(node) {
        node.close().await;
    }
    let ms = |quantile| at(&times, quantile).as_secs_f64() * 1e3;
    Ok(vec![
        line("events a second while the lag was measured", events as f64 / written.as_secs_f64(), "/s"),
        count("positions whose lag was measured", times.len() as u64),
        line("views behind the log, half", ms(0.5), "ms"),
        line("views behind the log, 99 of 100", ms(0.99), "ms"),
    ])
}

/// The appends of so many cases, judged and sealed by a house, and not written yet.
async fn judged(
    settings: &Settings,
    files: &[std::path::PathBuf],
    filled: &Filled,
    cases: u64,
) -> Result<Vec<Foreseen>, BenchError> {
    let failed = |error: &dyn std::fmt::Display| BenchError::Log(error.to_string());
    let log = Log::open(settings).await.map_err(|error| failed(&error))?;
    let foresight = Foresight::over(log.store()).await.map_err(|error| failed(&error))?;
    let house = house(settings, &Clock::System, Arc::clone(&foresight) as Arc<dyn EventStore>).await?;
    let world = Arc::new(register(Arc::new(house), files).await?);
    // Not the numbers of an earlier run on the same log.
    let first = filled.cases + log.store().head().await?.commit;
    let next = Arc::new(AtomicU64::new(0));
    let mut lanes = JoinSet::new();
    for _ in 0..LANES {
        let (world, next) = (Arc::clone(&world), Arc::clone(&next));
        lanes.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= cases {
                    return Ok::<_, BenchError>(());
                }
                let number = first + number;
                let told =
                    Told::of(&world, number).ok_or_else(|| BenchError::Log(format!("case {number}")))?;
                for step in STEPS {
                    told.take(step).await?;
                }
            }
        });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    drop(world);
    let appends = foresight.taken().await;
    log.close();
    Ok(appends)
}

/// Looks every half millisecond where log and views stand; how long each position that was seen as the log's end took to reach the views.
fn watch(node: &Arc<Node>, stop: &Arc<AtomicBool>) -> std::thread::JoinHandle<Vec<Duration>> {
    let (views, store, stop) = (node.views.clone(), Arc::clone(node.house.store()), Arc::clone(stop));
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
            return Vec::new();
        };
        let (mut waiting, mut times) = (std::collections::VecDeque::new(), Vec::new());
        while !stop.load(Ordering::SeqCst) {
            let Ok(head) = runtime.block_on(store.head()) else { break };
            if waiting.back().is_none_or(|(position, _)| *position < head) {
                waiting.push_back((head, Instant::now()));
            }
            let Ok(reached) = views.position() else { break };
            while let Some((position, since)) = waiting.front() {
                if *position > reached {
                    break;
                }
                times.push(since.elapsed());
                waiting.pop_front();
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        times
    })
}
