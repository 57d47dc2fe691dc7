//! `hejie import` as a child process: how long it takes and how much memory it needs.

use super::server::{memory, own_binary};
use super::{BenchError, Options};
use serde::Serialize;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// How an import went.
#[derive(Debug, Clone, Serialize)]
pub enum Import {
    /// It was not tried; why.
    Skipped(&'static str),
    /// It was.
    Done {
        /// From start to end of the process.
        seconds: f64,
        /// The most memory it had, KiB.
        peak_kib: u64,
        /// Bytes of the file.
        file_bytes: u64,
        /// How it ended.
        status: String,
    },
}

/// How often the memory of the child is looked at; its peak is kept by the system, but only until it ends.
const LOOK: Duration = Duration::from_millis(5);

pub(super) fn measure(
    options: &Options,
    data: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Import, BenchError> {
    let Some(file) = options.files.first() else {
        return Ok(Import::Skipped("no --file was given"));
    };
    tell("import");
    let file_bytes = std::fs::metadata(file).map_err(BenchError::io(file.display()))?.len();
    std::fs::create_dir_all(data).map_err(BenchError::io(data.display()))?;
    let mut command = own_binary()?;
    command.args(["import", "--format", "cfpb", "--data"]).arg(data).arg(file);
    command.env("HEJIE_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let mut child = command.spawn().map_err(BenchError::io("hejie import"))?;
    let mut peak_kib = 0;
    let status = loop {
        peak_kib = memory(child.id()).peak_kib.max(peak_kib);
        if let Some(status) = child.try_wait().map_err(BenchError::io("hejie import"))? {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    Ok(Import::Done {
        seconds: started.elapsed().as_secs_f64(),
        peak_kib,
        file_bytes,
        status: status.to_string(),
    })
}
