//! `hejie bench`

use super::{Failure, Global, output};
use crate::bench::{self, Job, Only, Options};
use clap::Args;
use std::path::{Path, PathBuf};

/// Measuring this machine with made-up cases.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure
    #[arg(value_enum, default_value = "all")]
    only: Only,
    /// Connections that send at the same time
    #[arg(long, value_name = "N", default_value = "64", value_parser = clap::value_parser!(u16).range(1..=1024))]
    connections: u16,
    /// Seconds of each measured window
    #[arg(long, value_name = "S", default_value = "15", value_parser = clap::value_parser!(u16).range(1..=600))]
    seconds: u16,
    /// A file to import (CFPB complaints, .csv or .csv.gz). Several times: complaints the cases of `views` are shaped after, also Chinese ones (.jsonl, .jsonl.gz)
    #[arg(long, value_name = "FILE")]
    file: Vec<PathBuf>,
    /// A PostgreSQL database whose engine is measured too, in a schema of its own that is removed after
    #[arg(long, value_name = "URL", hide_env_values = true)]
    postgres: Option<String>,
    /// Events of the long log that is compared with a short one, 0 makes none; cases of `views` and `timers`. Ten million events take about 10 GB
    #[arg(long, value_name = "N", default_value = "1000000")]
    preload: u64,
    /// Do what standard input says, for another process that measures
    #[arg(long, hide = true)]
    job: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

impl Bench {
    /// Measures in a directory of its own; a temporary one beside `./hejie-data`, removed afterwards, unless `--data` names one.
    ///
    /// # Errors
    /// When the directory is in use, the server cannot be measured, or an answer was wrong.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        if self.job {
            let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
            return runtime.block_on(Job::serve(&settings)).map_err(Failure::failed);
        }
        let own = global.data.is_none();
        let directory = global.data.clone().unwrap_or_else(|| temporary(&settings.data));
        let options = Options {
            directory: directory.clone(),
            connections: usize::from(self.connections),
            seconds: u64::from(self.seconds),
            only: self.only,
            files: self.file,
            postgres: self.postgres,
            preload: self.preload,
            settings,
            config: global.config.clone(),
        };
        // One thread: the load is to leave the other cores to the server.
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::failed)?;
        let report = runtime.block_on(bench::run(&options, &mut |line| output::complain(&line)));
        if own {
            // Nothing of value is in it; what cannot be removed is seen by whoever looks.
            let _ = std::fs::remove_dir_all(&directory);
        }
        let report = report.map_err(Failure::failed)?;
        if self.json {
            output::json(&report);
        } else {
            output::line(&report);
        }
        if report.is_sound() { Ok(()) } else { Err(Failure::failed("an answer was wrong, see above")) }
    }
}

/// A name beside the data directory, so that the same disk is measured.
fn temporary(data: &Path) -> PathBuf {
    let beside = data.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    beside.join(format!("hejie-bench-{}", std::process::id()))
}
