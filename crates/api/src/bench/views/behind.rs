//! How far the views are behind the log while five thousand events a second are written, in process.

use super::super::load::at;
use super::super::{BenchError, Options};
use super::fill::{Filled, register};
use super::road::Step;
use super::steps::Told;
use super::{count, line};
use crate::node::Node;
use crate::settings::Settings;
use application::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
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
/// Cases on their way at once.
const LANES: u64 = 64;

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
    let failed = |error: crate::node::NodeError| BenchError::Log(error.to_string());
    let node = Arc::new(Node::open(settings, Clock::System).await.map_err(failed)?);
    node.caught_up().await.map_err(failed)?;
    let world = Arc::new(register(Arc::clone(&node.house), files).await?);
    let window = Duration::from_secs(seconds);
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    // Not the numbers of an earlier run on the same log.
    let first = filled.cases + node.house.store().head().await?.commit;
    let begun = Instant::now();
    let mut lanes = JoinSet::new();
    for _ in 0..LANES {
        let (world, next) = (Arc::clone(&world), Arc::clone(&next));
        lanes.spawn(async move {
            while begun.elapsed() < window {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                let due = Duration::from_secs_f64(turn as f64 * OF_A_CASE as f64 / EVENTS as f64);
                tokio::time::sleep_until((begun + due).into()).await;
                let number = first + turn;
                let told =
                    Told::of(&world, number).ok_or_else(|| BenchError::Log(format!("case {number}")))?;
                for step in STEPS {
                    told.take(step).await?;
                }
            }
            Ok::<_, BenchError>(())
        });
    }
    let watched = watch(&node, &stop);
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    let written = begun.elapsed();
    stop.store(true, Ordering::SeqCst);
    let mut times = watched.join().map_err(|_| BenchError::Log("watching panicked".to_owned()))?;
    times.sort_unstable();
    let events = next.load(Ordering::Relaxed) * OF_A_CASE;
    drop(world);
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
