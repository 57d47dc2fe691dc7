//! Many connections that send one request after another, and how long each answer took.

use super::BenchError;
use super::connection::{Call, Connection};
use super::server::{CpuSeconds, Server, own_cpu};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Time under load before anything is counted.
const WARM_UP: Duration = Duration::from_secs(2);

/// Gives the next request of a connection; `None` when it has no more.
pub(super) type Source = Box<dyn FnMut() -> Option<Call> + Send>;

/// What a window showed.
#[derive(Debug, Clone, Serialize)]
pub struct Window {
    /// What was sent.
    pub name: &'static str,
    /// Connections that sent at the same time.
    pub connections: usize,
    /// Length of the measured window, seconds.
    pub seconds: f64,
    /// Requests answered in it.
    pub answered: usize,
    /// Requests a second.
    pub per_second: f64,
    /// Half of the answers took less, milliseconds.
    pub p50_ms: f64,
    /// 99 of 100 took less.
    pub p99_ms: f64,
    /// 999 of 1000 took less.
    pub p999_ms: f64,
    /// Answers that were no success, warm-up included.
    pub errors: u64,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_error: Option<String>,
    /// Successes, warm-up included.
    pub acknowledged: u64,
    /// Events the log took meanwhile; the same number when every success is one event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appended: Option<u64>,
    /// CPU time of the server per request, microseconds, by part.
    pub server_cpu_us: CpuSeconds,
    /// CPU time of the load per request, microseconds.
    pub load_cpu_us: f64,
    /// How long the views needed, after the load had ended, to have seen everything; seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views_behind_s: Option<f64>,
    /// The requests ran out before the window ended.
    pub ran_out: bool,
}

#[derive(Default)]
struct Lane {
    times: Vec<Duration>,
    acknowledged: u64,
    errors: u64,
    first_error: Option<String>,
    last_token: Option<String>,
}

/// When the window begins and ends, the same for all lanes.
#[derive(Clone)]
struct Frame {
    begin: Instant,
    end: Instant,
    ran_out: Arc<AtomicBool>,
}

/// Keeps `sources` sending: two seconds of warm-up, then the window. Also gives the last consistency token.
pub(super) async fn run(
    name: &'static str,
    server: &Server,
    sources: Vec<Source>,
    window: Duration,
) -> Result<(Window, Option<String>), BenchError> {
    let mut connections = Vec::with_capacity(sources.len());
    for source in sources {
        connections.push((Connection::open(server.address).await?, source));
    }
    let begin = Instant::now() + WARM_UP;
    let frame = Frame { begin, end: begin + window, ran_out: Arc::default() };
    let count = connections.len();
    let mut lanes = JoinSet::new();
    for (connection, source) in connections {
        lanes.spawn(lane(connection, source, frame.clone()));
    }
    tokio::time::sleep_until(begin.into()).await;
    let (server_before, load_before) = (server.cpu(), own_cpu());
    let mut all = Lane::default();
    let mut ended = None;
    while let Some(done) = lanes.join_next().await {
        let done = done??;
        let now = Instant::now();
        let (server_after, load_after) = (server.cpu(), own_cpu());
        // The first lane to end ends the window: what others still answer afterwards is not counted against its length.
        ended.get_or_insert((now.min(frame.end), server_after, load_after));
        all.add(done);
    }
    let (end, server_after, load_after) = ended.unwrap_or_else(|| (frame.end, server.cpu(), own_cpu()));
    let mut times = all.times;
    times.sort_unstable();
    let seconds = end.saturating_duration_since(begin).as_secs_f64();
    let each = 1e6 / times.len().max(1) as f64;
    let spent = |(part, after): (&'static str, f64)| {
        (part, (after - server_before.get(part).copied().unwrap_or(0.0)) * each)
    };
    let window = Window {
        name,
        connections: count,
        seconds,
        answered: times.len(),
        per_second: times.len() as f64 / seconds.max(f64::EPSILON),
        p50_ms: at(&times, 0.5).as_secs_f64() * 1e3,
        p99_ms: at(&times, 0.99).as_secs_f64() * 1e3,
        p999_ms: at(&times, 0.999).as_secs_f64() * 1e3,
        errors: all.errors,
        first_error: all.first_error,
        acknowledged: all.acknowledged,
        appended: None,
        server_cpu_us: server_after.into_iter().map(spent).collect(),
        load_cpu_us: (load_after - load_before) * each,
        views_behind_s: None,
        ran_out: frame.ran_out.load(Ordering::Relaxed),
    };
    Ok((window, all.last_token))
}

async fn lane(mut connection: Connection, mut source: Source, frame: Frame) -> Result<Lane, BenchError> {
    let mut lane = Lane::default();
    while Instant::now() < frame.end && !frame.ran_out.load(Ordering::Relaxed) {
        let Some(call) = source() else {
            frame.ran_out.store(true, Ordering::Relaxed);
            break;
        };
        let name = call.name();
        let sent = Instant::now();
        let answer = connection.send(call).await?;
        let answered = Instant::now();
        if answer.is_good() {
            lane.acknowledged += 1;
        } else {
            lane.errors += 1;
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            lane.first_error.get_or_insert_with(|| format!("{name}: {} {body}", answer.status));
        }
        if (frame.begin..frame.end).contains(&answered) {
            lane.times.push(answered - sent);
        }
        lane.last_token = answer.consistency_token.or(lane.last_token);
    }
    Ok(lane)
}

impl Lane {
    fn add(&mut self, other: Self) {
        self.times.extend(other.times);
        self.acknowledged += other.acknowledged;
        self.errors += other.errors;
        self.first_error = self.first_error.take().or(other.first_error);
        self.last_token = other.last_token.or(self.last_token.take());
    }
}

/// The time at a quantile of sorted times.
pub(super) fn at(sorted: &[Duration], quantile: f64) -> Duration {
    let index = (sorted.len().saturating_sub(1) as f64 * quantile) as usize;
    sorted.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::at;
    use std::time::Duration;

    #[test]
    fn a_quantile_is_one_of_the_times() {
        let times: Vec<_> = (1..=100).map(Duration::from_millis).collect();
        assert_eq!(at(&times, 0.5), Duration::from_millis(50));
        assert_eq!(at(&times, 0.99), Duration::from_millis(99));
        assert_eq!(at(&times, 1.0), Duration::from_millis(100));
        assert_eq!(at(&[], 0.5), Duration::ZERO);
    }
}
