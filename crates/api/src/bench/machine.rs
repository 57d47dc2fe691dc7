//! The machine the numbers were measured on: none of them means anything without it.

use super::BenchError;
use serde::Serialize;
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// What was measured on.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// Model of the processor.
    pub cpu: String,
    /// Cores this process may use.
    pub cores: usize,
    /// Kernel.
    pub kernel: String,
    /// Memory, MiB.
    pub memory_mib: u64,
    /// File system of the data directory and the device it is on.
    pub filesystem: String,
    /// Load average over one, five and fifteen minutes when the bench began.
    pub load_average: String,
}

/// How long the disk takes to keep 4 KiB written over allocated space, milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SyncTime {
    /// Half of the times are below.
    pub p50_ms: f64,
    /// 99 of 100 are below.
    pub p99_ms: f64,
}

impl Machine {
    /// Reads it off `/proc`; what cannot be read is `unknown`.
    #[must_use]
    pub fn look(directory: &Path) -> Self {
        let cpu = read("/proc/cpuinfo");
        let cpu = cpu
            .lines()
            .find_map(|line| line.strip_prefix("model name"))
            .map(|rest| rest.trim_matches([' ', '\t', ':']));
        let memory = read("/proc/meminfo");
        let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"));
        let kib: u64 = memory.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        Self {
            cpu: cpu.unwrap_or("unknown").to_owned(),
            cores: std::thread::available_parallelism().map_or(0, usize::from),
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
            memory_mib: kib / 1024,
            filesystem: filesystem(directory).unwrap_or_else(|| "unknown".to_owned()),
            load_average: load_average(),
        }
    }
}

/// Load average over one, five and fifteen minutes.
pub(super) fn load_average() -> String {
    read("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|_| "unknown".to_owned())
}

/// Type and source of the longest mount point above the directory.
fn filesystem(directory: &Path) -> Option<String> {
    let directory = directory.canonicalize().ok()?;
    let mounts = read("/proc/mounts");
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let (device, point, kind) = (fields.next()?, fields.next()?, fields.next()?);
        directory.starts_with(point).then(|| (point.len(), format!("{kind} on {device}")))
    });
    mounts.max_by_key(|(length, _)| *length).map(|(_, mount)| mount)
}

/// 300 times 4 KiB and `fdatasync`.
pub(super) fn sync_time(directory: &Path) -> Result<SyncTime, BenchError> {
    let path = directory.join("sync");
    let times = sync_times(&path).map_err(BenchError::io(path.display()))?;
    std::fs::remove_file(&path).map_err(BenchError::io(path.display()))?;
    let ms = |quantile| super::load::at(&times, quantile).as_secs_f64() * 1e3;
    Ok(SyncTime { p50_ms: ms(0.5), p99_ms: ms(0.99) })
}

fn sync_times(path: &Path) -> std::io::Result<Vec<Duration>> {
    let mut file = File::create(path)?;
    file.write_all(&vec![0_u8; 4 << 20])?;
    file.sync_all()?;
    let page = [1_u8; 4 << 10];
    let mut times = Vec::new();
    for _ in 0..300 {
        file.seek(SeekFrom::Start(0))?;
        let started = Instant::now();
        file.write_all(&page)?;
        file.sync_data()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}
