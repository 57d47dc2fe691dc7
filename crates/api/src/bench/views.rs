//! The read side with many cases: a log written day by day in the shape of real complaints, the views built from it, and everything a
//! centre asks while it goes on working.
//!
//! `--preload` says how many cases, `--file` whose complaints they are shaped after. A data directory that was filled before (`--data`)
//! is taken as it is, so that one log serves many measurements.

mod behind;
mod fill;
mod foreseen;
mod people;
mod questions;
mod road;
mod shapes;
mod steps;

use super::server::{Memory, Server, memory};
use super::{BenchError, Options, Report};
use crate::node::{Log, views_file};
use crate::settings::Settings;
use application::Clock;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::calendar::legal_date;
use fill::Filled;
use projection::{ViewFiles, rebuild};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Cases that are asked for.
const ASKED: u64 = 4_000;

/// Longest wait for those who follow the log from its first event: search, comparison, watch and tree.
const PATIENCE: Duration = Duration::from_secs(7_200);

/// A number below `below` that follows from another one and a name, and looks like chance.
fn drawn(number: u64, what: &str, below: usize) -> usize {
    // SplitMix64 over a mix of both: the same cases on every machine.
    let salt = what.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut z = number.wrapping_add(salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((z ^ (z >> 31)) % (below.max(1) as u64)).unwrap_or(0)
}

/// A time of a legal date, in Shanghai.
fn instant(day: NaiveDate, (hour, minute): (u32, u32)) -> DateTime<Utc> {
    let local = day.and_hms_opt(hour, minute, 0).unwrap_or_else(|| day.and_time(chrono::NaiveTime::MIN));
    local.and_utc() - TimeDelta::hours(8)
}

/// Whether a data directory holds a log that was filled before.
pub(super) fn is_filled(data: &Path) -> bool {
    data.join(fill::WHOLE).exists()
}

/// Measures.
pub(super) async fn measure(
    options: &Options,
    data: &Path,
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    let settings = Settings { data: data.to_owned(), ..options.settings.clone() };
    let filled = filled(options, &settings, tell)?;
    let mut lines = vec![
        String::new(),
        "views of many cases".to_owned(),
        count("cases", filled.cases),
        count("events", filled.events),
        line("filling, through the house itself", filled.events as f64 / filled.seconds, "events/s"),
    ];
    let known = fill::known(&settings, &options.files, &filled, ASKED).await?;
    lines.extend(build(&settings, &filled, tell)?);
    tell("views: starting a server, and waiting for everybody who follows the log");
    let server = Server::start(options, data).await?;
    lines.push(line("start to ready, followers from the first event", server.ready_after.as_secs_f64(), "s"));
    lines.push(line("all followers have seen everything", followed(&server).await?.as_secs_f64(), "s"));
    server.stop()?;
    let server = Server::start(options, data).await?;
    lines.push(line("start to ready", server.ready_after.as_secs_f64(), "s"));
    followed(&server).await?;
    report.memory.push(("server, started on all these cases".to_owned(), server.memory()));
    lines.extend(questions::measure(options, &settings, &filled, &known, &server, report, tell).await?);
    report.memory.push(("server, after all these questions".to_owned(), server.memory()));
    server.stop()?;
    lines.extend(behind::measure(options, &settings, &filled, tell).await?);
    report.lines.extend(lines);
    Ok(())
}

/// Does it on threads of its own, and tells what it says meanwhile: the load of the measurements has one thread, a server and a rebuild have
/// all of them.
fn apart<T, F>(
    tell: &mut dyn FnMut(&str),
    work: impl FnOnce(mpsc::Sender<String>) -> F + Send + 'static,
) -> Result<T, BenchError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, BenchError>>,
{
    let (said, hear) = mpsc::channel::<String>();
    let working = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(BenchError::io("threads"))?;
        runtime.block_on(work(said))
    });
    // It ends with the thread, which holds the other end.
    hear.iter().for_each(|line| tell(&line));
    working.join().map_err(|_| BenchError::Log("it panicked".to_owned()))?
}

/// Fills the log, unless it is filled.
fn filled(options: &Options, settings: &Settings, tell: &mut dyn FnMut(&str)) -> Result<Filled, BenchError> {
    let (settings, files, cases) = (settings.clone(), options.files.clone(), options.preload.max(100));
    let yesterday = legal_date(Clock::System.now()).checked_sub_days(Days::new(1)).unwrap_or_default();
    apart(tell, move |said| async move {
        let tell = |line: &str| drop(said.send(line.to_owned()));
        fill::fill(&settings, &files, cases, yesterday, &tell).await
    })
}

/// Builds the views from the first event, in the place where a server looks for them.
fn build(
    settings: &Settings,
    filled: &Filled,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    let (settings, filled) = (settings.clone(), filled.clone());
    apart(tell, move |said| async move { built(&settings, &filled, &said).await })
}

async fn built(
    settings: &Settings,
    filled: &Filled,
    said: &mpsc::Sender<String>,
) -> Result<Vec<String>, BenchError> {
    let wrong = |error: &dyn std::fmt::Display| BenchError::Log(error.to_string());
    let tell = |line: String| drop(said.send(line));
    let log = Log::open(settings).await.map_err(|error| wrong(&error))?;
    remove_views(&settings.data)?;
    let files = ViewFiles::lock(&settings.data).map_err(|error| wrong(&error))?;
    let live = files.live().map_err(|error| wrong(&error))?;
    tell("views: building".to_owned());
    let (begun, mut told) = (Instant::now(), Instant::now());
    let rebuilt = rebuild(&*log.store(), &live, |position| {
        if told.elapsed() > Duration::from_secs(30) {
            told = Instant::now();
            let rate = position.commit as f64 / begun.elapsed().as_secs_f64();
            tell(format!("views: {} of {} events, {rate:.0} a second", position.commit, filled.events));
        }
    })
    .await
    .map_err(|error| wrong(&error))?;
    let seconds = begun.elapsed().as_secs_f64();
    let Memory { peak_kib, .. } = memory(std::process::id());
    let bytes = std::fs::metadata(views_file(&settings.data)).map_or(0, |file| file.len());
    let lines = vec![
        line("views built, all of them", rebuilt.events as f64 / seconds, "events/s"),
        line("time for it", seconds, "s"),
        count("streams parked", rebuilt.parked as u64),
        line("file of views", bytes as f64 / filled.cases as f64, "bytes/case"),
        line("peak memory of filling and building", peak_kib as f64 / 1024.0, "MiB"),
    ];
    drop((rebuilt, files));
    log.close();
    Ok(lines)
}

fn remove_views(data: &Path) -> Result<(), BenchError> {
    let entries = std::fs::read_dir(data).map_err(BenchError::io(data.display()))?;
    let views: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("views")))
        .collect();
    for path in views {
        std::fs::remove_file(&path).map_err(BenchError::io(path.display()))?;
    }
    Ok(())
}

/// Waits until everybody who follows the log has seen all of it; tells how long that took.
async fn followed(server: &Server) -> Result<Duration, BenchError> {
    let begun = Instant::now();
    let mut quiet = 0;
    while begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(500)).await;
        // What follows is measured once a second: three looks in a row are two measurements.
        quiet = if server.metric("hejie_follower_lag_positions").await? < 1.0 { quiet + 1 } else { 0 };
        if quiet == 5 {
            return Ok(begun.elapsed());
        }
    }
    Err(BenchError::Server("those who follow the log did not come to its end".to_owned()))
}

fn line(what: &str, value: f64, unit: &str) -> String {
    format!("  {what:<48} {value:>14.3} {unit}")
}

fn count(what: &str, value: u64) -> String {
    format!("  {what:<48} {value:>14}")
}
