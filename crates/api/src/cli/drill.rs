//! `hejie drill`: the restore drill. Would what is kept be enough? Views are built from the log or a backup alone, chain, tree and
//! counts are checked, and what would be lost is told. Nothing that is in use is changed.

use super::verify::Finding;
use super::verify::store::{open_log, signed_head, walk};
use super::{Failure, Global, output};
use crate::node::Log;
use crate::node::views_file;
use crate::settings::Settings;
use application::NotaryFiles;
use clap::Args;
use event_store::{EventStore, Position};
use projection::{Rebuilt, ViewStore, look, rebuild};
use proof::log::LogVerified;
use proof::tree::Head;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// A restore, tried out.
#[derive(Debug, Args)]
pub struct Drill {
    /// A backup to restore from: a directory as `hejie backup --to` made it, its file of the log, or the address of a scratch
    /// database into which a dump was restored (postgresql://…) [default: the log in use]
    #[arg(long, value_name = "DIR|URL")]
    backup: Option<String>,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

/// What the drill found.
#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    /// Events the restored log holds.
    events: u64,
    /// Events the newest checkpoint was signed for.
    signed: u64,
    /// Signed events the restored log lacks.
    lost: u64,
    /// Streams they belong to.
    streams: u64,
    /// Digest over every row of the views built from it.
    views: String,
    /// Whether the views in use say the same; none when they are ahead of the restored log, or not there.
    views_equal: Option<bool>,
    /// Streams that could not be folded.
    parked: usize,
    /// Seconds for bringing the backup back and opening it, for walking the log, and for building the views.
    opened_s: f64,
    walked_s: f64,
    built_s: f64,
    findings: Vec<Finding>,
}

impl Drill {
    /// Does it.
    ///
    /// # Errors
    /// When something could not be restored, or was lost.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let data = settings.data.as_path();
        let place = tempfile_beside(data)?;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        let outcome = runtime.block_on(drill(&settings, self.backup.as_deref(), &place));
        let cleared = std::fs::remove_dir_all(&place).map_err(Failure::failed);
        let report = outcome?;
        cleared?;
        tell(&report, self.json);
        if report.ok {
            return Ok(());
        }
        Err(Failure::failed(format_args!(
            "a restore would not bring everything back: {} events lost",
            report.lost
        )))
    }
}

/// The log that would be restored.
enum Restored {
    /// A file of its own.
    File(Arc<event_store_sqlite::SqliteEventStore>),
    /// Wherever the settings say, or where a dump was restored.
    Log(Log),
}

impl Restored {
    async fn open(settings: &Settings, backup: Option<&str>, place: &Path) -> Result<Self, Failure> {
        let is_address = backup.is_some_and(|backup| backup.contains("://"));
        if settings.store.is_shared() || is_address {
            let mut restored = settings.clone();
            if let Some(backup) = backup {
                if !is_address {
                    return Err(Failure::failed(
                        "the log is in a database: restore its dump into a scratch database and name that",
                    ));
                }
                if backup == settings.store.url {
                    return Err(Failure::failed(
                        "that is the database in use, not one a dump was restored into",
                    ));
                }
                restored.store.url = backup.to_owned();
                // A directory of its own: the lock of the one in use may be held by its node.
                restored.data = place.to_owned();
            }
            return Log::open(&restored).await.map(Self::Log).map_err(Failure::failed);
        }
        let file = restored_file(&settings.data, backup.map(Path::new), place)?;
        open_log(&file).map(Self::File).map_err(Failure::failed)
    }

    fn store(&self) -> Arc<dyn EventStore> {
        match self {
            Self::File(log) => Arc::<event_store_sqlite::SqliteEventStore>::clone(log),
            Self::Log(log) => log.store(),
        }
    }

    fn check_structure(&self) -> Finding {
        let checked = match self {
            Self::File(log) => log
                .check_structure()
                .map(|()| "pages, indexes and refusals are whole")
                .map_err(|error| error.to_string()),
            Self::Log(log) => log.check_structure(),
        };
        match checked {
            Ok(words) => Finding::good("file", words),
            Err(error) => Finding::bad("file", error),
        }
    }

    fn close(&self) {
        match self {
            Self::File(log) => log.close(),
            Self::Log(log) => log.close(),
        }
    }
}

/// The log of the directory, or a copy of the copy: the backup itself stays as it is, and need not be writable.
fn restored_file(data: &Path, backup: Option<&Path>, place: &Path) -> Result<PathBuf, Failure> {
    let file = match backup {
        None => data.join("log.db"),
        Some(backup) => {
            let restored = place.join("log.db");
            let backup = if backup.is_dir() { backup.join("log.db") } else { backup.to_owned() };
            event_store_sqlite::restore(&backup, &restored).map_err(Failure::failed)?;
            restored
        }
    };
    if file.exists() {
        Ok(file)
    } else {
        Err(Failure::failed(format_args!("{}: there is no log", file.display())))
    }
}

async fn drill(settings: &Settings, backup: Option<&str>, place: &Path) -> Result<Report, Failure> {
    let data = settings.data.as_path();
    let started = Instant::now();
    let restored = Restored::open(settings, backup, place).await?;
    let log = restored.store();
    let mut findings = vec![restored.check_structure()];
    let opened_s = started.elapsed().as_secs_f64();
    let files = NotaryFiles::new(&data.join("proof"));
    let (signed, finding) = signed_head(&files);
    findings.push(finding);

    let started = Instant::now();
    // A backup is older than the newest checkpoint: compared is what both have, and the rest is what would be lost.
    let least = if backup.is_some() { Head::empty() } else { signed };
    let tiles = files.tiles();
    let (finding, verified) = walk(&*log, least, Some(&tiles), None).await;
    findings.push(finding);
    let (events, streams) =
        verified.as_ref().map_or((0, 0), |LogVerified { events, streams, .. }| (*events, *streams));
    if let Some(verified) = verified.as_ref().filter(|_| backup.is_some()) {
        findings.push(continues(&files, signed, verified));
    }
    let walked_s = started.elapsed().as_secs_f64();

    let started = Instant::now();
    let views_path = place.join("views.db");
    let Rebuilt { views, parked, .. } = rebuild(&*log, &views_path, |_| {}).await.map_err(Failure::failed)?;
    let digest = views.digest().map_err(Failure::failed)?.value;
    let built_s = started.elapsed().as_secs_f64();
    let head = log.head().await.map_err(Failure::failed)?;
    let views_equal = live_digest(data, &*log, head).filter(|_| backup.is_none()).map(|live| live == digest);
    if views_equal == Some(false) {
        findings.push(Finding::bad("views", "the views in use differ from those built from the log"));
    }
    restored.close();

    let lost = signed.size.saturating_sub(events);
    let ok = lost == 0 && parked == 0 && findings.iter().all(|finding| finding.ok);
    Ok(Report {
        ok,
        events,
        signed: signed.size,
        lost,
        streams,
        views: digest,
        views_equal,
        parked,
        opened_s,
        walked_s,
        built_s,
        findings,
    })
}

/// Whether what was restored is the beginning of what was signed.
fn continues(files: &NotaryFiles, signed: Head, restored: &LogVerified) -> Finding {
    let part = "history";
    if restored.head.size >= signed.size {
        return Finding::good(part, "the backup holds everything that was signed");
    }
    match proof::tree::consistency_proof(&files.tiles(), &restored.head, &signed) {
        Ok(_) => Finding::good(part, "the backup is the beginning of the log that was signed"),
        Err(error) => Finding::bad(
            part,
            format_args!("the backup is not the beginning of the log that was signed: {error}"),
        ),
    }
}

/// Digest of the views in use, if they stand exactly where the log ends.
fn live_digest(data: &Path, log: &dyn EventStore, head: Position) -> Option<String> {
    let file = views_file(data);
    // Opening views of an older version would have them built anew.
    let found = file.exists().then(|| look(&file, log.incarnation()).ok()).flatten()?;
    if found.position != Some(head) {
        return None;
    }
    let store = ViewStore::open(&file, log.incarnation()).ok()?;
    store.views().digest().ok().map(|answer| answer.value)
}

fn tempfile_beside(data: &Path) -> Result<PathBuf, Failure> {
    let place = data.join("drill");
    if place.exists() {
        std::fs::remove_dir_all(&place).map_err(Failure::failed)?;
    }
    std::fs::create_dir_all(&place).map_err(Failure::failed)?;
    Ok(place)
}

fn tell(report: &Report, json: bool) {
    if json {
        return output::json(report);
    }
    super::verify::tell(&report.findings, false);
    let Report { events, signed, lost, streams, parked, opened_s, walked_s, built_s, .. } = report;
    output::line(format_args!(
        "restored {events} events in {streams} streams; {signed} were signed, {lost} of them would be lost"
    ));
    output::line(format_args!(
        "brought back in {opened_s:.2} s, walked in {walked_s:.2} s, views built in {built_s:.2} s, {parked} streams parked, digest {}",
        report.views
    ));
    let equal = match report.views_equal {
        Some(true) => "equal to the views in use",
        Some(false) => "DIFFERENT from the views in use",
        None => "not compared: the views in use stand at another place",
    };
    output::line(format_args!("views {equal}"));
}
