//! Measuring the whole house from outside: over HTTP, with real tokens, every command durable.
//!
//! The server is a child process of this same binary with its default settings; the load comes from one thread here, on the same
//! machine, and its CPU time is told beside the server's. Nothing of the house is linked into the load but the issuer of the tokens.
//! In reading order: what is measured (`commands`, `reads`, `start`, `import`, and in process `log`), how (`load`, `case`, `cast`), with what (`server`,
//! `connection`, `machine`), how it is told ([`report`]).

mod case;
mod cast;
mod commands;
mod connection;
mod import;
#[cfg(feature = "bench-bare")]
mod journal;
mod load;
mod log;
mod machine;
#[cfg(feature = "bench-bare")]
pub(crate) mod permission;
mod policy;
#[cfg(feature = "bench-bare")]
pub(crate) mod protection;
mod reads;
pub mod report;
mod server;
mod start;
mod subscribers;
#[cfg(feature = "bench-bare")]
mod timers;
mod views;

pub use import::Import;
pub use log::{Followed, Job, Log, LongLog, Series};
pub use machine::{Machine, SyncTime};
pub use report::Report;

use crate::auth::IssuerError;
use crate::settings::Settings;
use std::io;
use std::path::{Path, PathBuf};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Only {
    /// Commands and queries over HTTP.
    Http,
    /// `hejie import` of a file.
    Import,
    /// Time from start to ready.
    Start,
    /// Resident memory of the server.
    Memory,
    /// The log alone, in process: appends, replay, long logs.
    Log,
    /// Resident memory of a server with two thousand idle listeners.
    Subscribers,
    /// Disk sync time alone.
    Sync,
    /// Commands and replay, with links, tree and ciphers and without them.
    #[cfg(feature = "bench-bare")]
    Protection,
    /// Reads with the access journal and without it.
    #[cfg(feature = "bench-bare")]
    Journal,
    /// Commands and reads with policies and without any.
    #[cfg(feature = "bench-bare")]
    Permission,
    /// The clock of the house, in process: dates, what is due among `--preload` cases, and many due at once.
    #[cfg(feature = "bench-bare")]
    Timers,
    /// Token and policies alone, in process.
    Policy,
    /// The read side with `--preload` cases in the shape of the complaints in `--file`.
    Views,
    /// Everything.
    All,
}

/// How it is measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// A directory of its own, absent or empty.
    pub directory: PathBuf,
    /// Connections that send at the same time.
    pub connections: usize,
    /// Seconds of each measured window.
    pub seconds: u64,
    /// What is measured.
    pub only: Only,
    /// The files to import, or to shape cases after.
    pub files: Vec<PathBuf>,
    /// The PostgreSQL database to measure too, if there is one.
    pub postgres: Option<String>,
    /// Events of the long log; 0: none is made.
    pub preload: u64,
    /// The settings the server will find in file and environment.
    pub settings: Settings,
    /// The settings file, handed on to the server.
    pub config: Option<PathBuf>,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The directory holds something already.
    #[error("{0} is not empty: the bench files made-up cases and needs a directory of its own")]
    NotEmpty(PathBuf),
    /// A file or process cannot be used.
    #[error("{what}: {source}")]
    Io {
        /// Which, or to do what.
        what: String,
        /// What the system says.
        source: io::Error,
    },
    /// The server ended or did not answer as a server does.
    #[error("the server: {0}")]
    Server(String),
    /// A connection failed.
    #[error("connection: {0}")]
    Connection(#[from] hyper::Error),
    /// A request that prepares a measurement was refused.
    #[error("{call} was answered {status}: {body}")]
    Refused {
        /// Method and path.
        call: String,
        /// The status.
        status: u16,
        /// The problem document.
        body: String,
    },
    /// A token cannot be signed.
    #[error("tokens: {0}")]
    Token(#[from] IssuerError),
    /// The policies cannot be asked.
    #[error("policies: {0}")]
    Policies(#[from] crate::auth::PolicyError),
    /// The log refused, or is not what it should be.
    #[error("the log: {0}")]
    Log(String),
    /// An append was refused.
    #[error("the log: {0}")]
    Append(#[from] event_store::AppendError),
    /// The log cannot be read.
    #[error("the log: {0}")]
    Read(#[from] event_store::ReadError),
    /// A text cannot be sent as a header or address.
    #[error("request: {0}")]
    Request(#[from] hyper::http::Error),
    /// No randomness for the names of requests.
    #[error(transparent)]
    Randomness(#[from] application::VaultError),
    /// A part of the load ended by a panic.
    #[error("the load: {0}")]
    Load(#[from] tokio::task::JoinError),
}

impl BenchError {
    fn io(what: impl std::fmt::Display) -> impl FnOnce(io::Error) -> Self {
        let what = what.to_string();
        move |source| Self::Io { what, source }
    }
}

impl Options {
    fn measures(&self, part: Only) -> bool {
        self.only == part || self.only == Only::All
    }
}

/// Measures; `tell` is called with a line when something begins.
///
/// # Errors
/// See [`BenchError`].
pub async fn run(options: &Options, tell: &mut dyn FnMut(&str)) -> Result<Report, BenchError> {
    let directory = options.directory.as_path();
    let refilled = options.only == Only::Views && views::is_filled(&directory.join("views"));
    if !refilled {
        occupy(directory)?;
    }
    tell("disk sync time");
    let machine = Machine::look(directory);
    let sync = machine::sync_time(directory)?;
    let mut report = Report::new(machine, sync, options);
    if options.measures(Only::Http) {
        commands::measure(options, &directory.join("commands"), &mut report, tell).await?;
    }
    if options.measures(Only::Start) || options.measures(Only::Memory) {
        start::measure(options, &directory.join("start"), &mut report, tell).await?;
    }
    #[cfg(feature = "bench-bare")]
    if options.only == Only::Protection {
        report.lines = protection::measure(options, directory, tell).await?;
    }
    #[cfg(feature = "bench-bare")]
    if options.only == Only::Journal {
        report.lines = journal::measure(options, directory, tell).await?;
    }
    #[cfg(feature = "bench-bare")]
    if options.only == Only::Permission {
        report.lines = permission::measure(options, directory, tell).await?;
    }
    #[cfg(feature = "bench-bare")]
    if options.only == Only::Timers {
        report.lines = timers::measure(options, &directory.join("timers"), tell).await?;
    }
    if options.only == Only::Policy {
        tell("token and policies");
        report.lines = policy::measure(directory).await?;
    }
    if options.only == Only::Views {
        views::measure(options, &directory.join("views"), &mut report, tell).await?;
    }
    if options.measures(Only::Subscribers) {
        subscribers::measure(options, &directory.join("subscribers"), &mut report, tell).await?;
    }
    if options.measures(Only::Import) {
        report.import = Some(import::measure(options, &directory.join("import"), tell)?);
    }
    if options.measures(Only::Log) {
        report.log = Some(log::measure(options, &directory.join("log"), tell).await?);
    }
    report.load_average = machine::load_average();
    Ok(report)
}

/// Takes a directory nobody uses.
fn occupy(directory: &Path) -> Result<(), BenchError> {
    std::fs::create_dir_all(directory).map_err(BenchError::io(directory.display()))?;
    let mut entries = std::fs::read_dir(directory).map_err(BenchError::io(directory.display()))?;
    if entries.next().is_some() { Err(BenchError::NotEmpty(directory.to_owned())) } else { Ok(()) }
}
