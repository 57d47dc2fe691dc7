//! What was measured, as a table for people.

use super::Options;
use super::import::Import;
use super::load::Window;
use super::log::Log;
use super::machine::{Machine, SyncTime};
use super::server::Memory;
use serde::Serialize;
use std::fmt;

/// Everything that was measured.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Version of this binary.
    pub version: &'static str,
    /// `release` or `debug`: only one of them says anything about speed.
    pub profile: &'static str,
    /// On what.
    pub machine: Machine,
    /// Disk sync time, measured in this run.
    pub sync: SyncTime,
    /// Connections of the many-connection windows.
    pub connections: usize,
    /// Load average when the bench ended.
    pub load_average: String,
    /// Commands and queries.
    pub windows: Vec<Window>,
    /// Slowest time from start to ready, seconds, by circumstance.
    pub starts: Vec<(String, f64)>,
    /// Memory, by circumstance.
    pub memory: Vec<(String, Memory)>,
    /// What is told in words, a line each: views of many cases, and what only the bench build can measure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// The import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import: Option<Import>,
    /// The log alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<Log>,
}

impl Report {
    pub(super) fn new(machine: Machine, sync: SyncTime, options: &Options) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            profile: if cfg!(debug_assertions) { "debug" } else { "release" },
            machine,
            sync,
            connections: options.connections,
            load_average: String::new(),
            windows: Vec::new(),
            starts: Vec::new(),
            memory: Vec::new(),
            lines: Vec::new(),
            import: None,
            log: None,
        }
    }

    /// Whether every request succeeded and every acknowledged command is exactly one event of the log.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let window = |window: &Window| {
            window.errors == 0 && window.appended.is_none_or(|appended| appended == window.acknowledged)
        };
        let import = match &self.import {
            Some(Import::Done { status, .. }) => status == "exit status: 0",
            Some(Import::Skipped(_)) | None => true,
        };
        self.windows.iter().all(window) && import && self.log.as_ref().is_none_or(Log::is_sound)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { cpu, cores, kernel, memory_mib, filesystem, load_average } = &self.machine;
        writeln!(f, "hejie {} ({})", self.version, self.profile)?;
        writeln!(f, "{cpu}, {cores} cores, {memory_mib} MiB, Linux {kernel}, {filesystem}")?;
        writeln!(f, "load average before {load_average}, after {}", self.load_average)?;
        writeln!(
            f,
            "4 KiB written and synced: p50 {:.3} ms, p99 {:.3} ms (300 times)",
            self.sync.p50_ms, self.sync.p99_ms
        )?;
        if !self.windows.is_empty() {
            windows(f, &self.windows)?;
        }
        if !self.starts.is_empty() {
            writeln!(f, "\nstart to ready, slowest of five")?;
            for (circumstance, seconds) in &self.starts {
                writeln!(f, "  {circumstance:<48} {seconds:>9.3} s")?;
            }
        }
        if !self.memory.is_empty() {
            writeln!(f, "\nmemory {:>53} {:>13}", "resident", "peak")?;
            for (circumstance, memory) in &self.memory {
                let (resident, peak) = (mib(memory.resident_kib), mib(memory.peak_kib));
                writeln!(f, "  {circumstance:<48} {resident:>7.1} MiB {peak:>9.1} MiB")?;
            }
        }
        for line in &self.lines {
            writeln!(f, "{line}")?;
        }
        if let Some(log) = &self.log {
            write!(f, "{log}")?;
        }
        match &self.import {
            Some(Import::Done { seconds, peak_kib, file_bytes, status }) => writeln!(
                f,
                "\nimport of {file_bytes} bytes: {seconds:.2} s, peak {:.1} MiB, {status}",
                mib(*peak_kib)
            ),
            Some(Import::Skipped(why)) => writeln!(f, "\nimport skipped: {why}"),
            None => Ok(()),
        }
    }
}

fn windows(f: &mut fmt::Formatter<'_>, windows: &[Window]) -> fmt::Result {
    writeln!(
        f,
        "\n{:<17} {:>5} {:>7} {:>9} {:>8} {:>8} {:>8} {:>6} {:>9} {:>9} {:>9}",
        "", "conns", "s", "per s", "p50 ms", "p99 ms", "p99.9 ms", "errors", "acked", "appended", "views s"
    )?;
    for window in windows {
        let appended = window.appended.map_or("-".to_owned(), |appended| appended.to_string());
        let views = window.views_behind_s.map_or("-".to_owned(), |seconds| format!("{seconds:.2}"));
        writeln!(
            f,
            "{:<17} {:>5} {:>7.1} {:>9.0} {:>8.3} {:>8.3} {:>8.3} {:>6} {:>9} {:>9} {:>9}{}",
            window.name,
            window.connections,
            window.seconds,
            window.per_second,
            window.p50_ms,
            window.p99_ms,
            window.p999_ms,
            window.errors,
            window.acknowledged,
            appended,
            views,
            if window.ran_out { " (ran out of cases)" } else { "" },
        )?;
        if let Some(error) = &window.first_error {
            writeln!(f, "  first error: {error}")?;
        }
    }
    writeln!(f, "\nCPU time per request, µs; \"load\" is this process")?;
    for window in windows {
        write!(f, "{:<17}", window.name)?;
        for (part, micros) in &window.server_cpu_us {
            write!(f, " {part} {micros:.1} ·")?;
        }
        writeln!(f, " load {:.1}", window.load_cpu_us)?;
    }
    Ok(())
}

fn mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}
