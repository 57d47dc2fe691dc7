//! What was measured about the log, as a table for people.

use serde::Serialize;
use std::fmt;

/// How many appends were durable.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// On what.
    pub name: &'static str,
    /// Processes that wrote at the same time.
    pub processes: u64,
    /// Writers, all processes together.
    pub writers: u64,
    /// Length of the window, seconds.
    pub seconds: f64,
    /// Durable appends of one event a second.
    pub per_second: f64,
    /// Half took less, milliseconds.
    pub p50_ms: f64,
    /// 99 of 100 took less.
    pub p99_ms: f64,
    /// The slowest.
    pub max_ms: f64,
    /// Acknowledged, warm-up included.
    pub acknowledged: u64,
    /// Events the log holds of them, where it can be asked: must be the same number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<u64>,
}

/// A log read from its start to its end, every event decoded, by a process of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Followed {
    /// Which log.
    pub name: &'static str,
    /// Events in it.
    pub events: u64,
    /// How long it took.
    pub seconds: f64,
    /// Events a second.
    pub per_second: f64,
    /// Memory of the process at the end, KiB.
    pub resident_kib: u64,
    /// The most it had, KiB.
    pub peak_kib: u64,
}

/// The same load on a short log and on a long one.
#[derive(Debug, Clone, Serialize)]
pub struct LongLog {
    /// Events before the first measurement.
    pub short_events: u64,
    /// Events before the second.
    pub long_events: u64,
    /// On the short log.
    pub short: Series,
    /// On the long one.
    pub long: Series,
    /// Throughput on the long log over that on the short one.
    pub ratio: f64,
}

/// Everything about the log.
#[derive(Debug, Clone, Serialize)]
pub struct Log {
    /// One raw 4 KiB write and sync after the other.
    pub raw_one: Series,
    /// The raw log file, synced in groups.
    pub raw_many: Series,
    /// The engines.
    pub series: Vec<Series>,
    /// Logs that were read.
    pub followed: Vec<Followed>,
    /// What length does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<LongLog>,
}

impl Log {
    pub(super) const fn new(raw_one: Series, raw_many: Series) -> Self {
        Self { raw_one, raw_many, series: Vec::new(), followed: Vec::new(), long: None }
    }

    /// Whether every acknowledged append is an event of the log, and nothing else is.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let long = self.long.iter().flat_map(|long| [&long.short, &long.long]);
        let mut all = self.series.iter().chain(long);
        all.all(|series| series.held.is_none_or(|held| held == series.acknowledged))
    }

    /// Appends a second over those of the raw way with as many writers.
    fn ratio(&self, series: &Series) -> f64 {
        let raw = if series.writers == 1 { &self.raw_one } else { &self.raw_many };
        series.per_second / raw.per_second.max(f64::EPSILON)
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\nlog: durable appends of one event\n  {:<32} {:>5} {:>7} {:>9} {:>8} {:>8} {:>8} {:>9} {:>9} {:>6}",
            "", "procs", "writers", "per s", "p50 ms", "p99 ms", "max ms", "acked", "held", "of raw"
        )?;
        for series in [&self.raw_one, &self.raw_many].into_iter().chain(&self.series) {
            line(f, series, self.ratio(series))?;
        }
        if let Some(long) = &self.long {
            writeln!(
                f,
                "\nlog: the embedded engine with {} events before, then with {}",
                long.short_events, long.long_events
            )?;
            for series in [&long.short, &long.long] {
                line(f, series, self.ratio(series))?;
            }
            writeln!(f, "  the long log takes {:.2} of what the short one takes", long.ratio)?;
        }
        writeln!(
            f,
            "\nlog: followed from its start, every event decoded\n  {:<32} {:>10} {:>9} {:>13} {:>13}",
            "", "events", "per s", "resident", "peak"
        )?;
        for Followed { name, events, per_second, resident_kib, peak_kib, .. } in &self.followed {
            let (resident, peak) = (mib(*resident_kib), mib(*peak_kib));
            writeln!(f, "  {name:<32} {events:>10} {per_second:>9.0} {resident:>9.1} MiB {peak:>9.1} MiB")?;
        }
        Ok(())
    }
}

fn line(f: &mut fmt::Formatter<'_>, series: &Series, ratio: f64) -> fmt::Result {
    let Series { name, processes, writers, per_second, p50_ms, p99_ms, max_ms, acknowledged, held, .. } =
        series;
    let held = held.map_or("-".to_owned(), |held| held.to_string());
    writeln!(
        f,
        "  {name:<32} {processes:>5} {writers:>7} {per_second:>9.0} {p50_ms:>8.3} {p99_ms:>8.3} {max_ms:>8.3} {acknowledged:>9} {held:>9} {ratio:>6.2}"
    )
}

fn mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}
