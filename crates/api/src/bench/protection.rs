//! What links, tree and ciphers cost together: the same commands and the same replay with them and without, in turns.
//!
//! Only in the bench build. A server without them serves no directory but one this bench has made.

use super::cast::Cast;
use super::commands::{self, MOST_PER_SECOND};
use super::connection::Connection;
use super::load::Window;
use super::server::{Server, own_binary};
use super::{BenchError, Options};
use crate::node::NodeError;
use application::{Folded, leave_journal_out, leave_protection_out};
use domain::case::Case;
use event_store::{EventStore, Position, StreamName};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Tells a child process to leave them out.
const VARIABLE: &str = "BENCH_WITHOUT_PROTECTION";
/// Lies in every data directory such a child may use.
pub(super) const MARK: &str = "made-to-be-measured";
/// Turns each; what disturbs the machine meanwhile hits both.
const TURNS: usize = 3;
/// How often the newest checkpoint is looked at under load.
const LOOK: Duration = Duration::from_millis(20);

/// Leaves links, tree and ciphers out when this process was told to, and refuses any directory not made for it.
pub(crate) fn heed(data: &Path) -> Result<(), NodeError> {
    let variables = [VARIABLE, super::journal::VARIABLE, super::permission::VARIABLE];
    let told = variables.map(|name| std::env::var_os(name).map(|_| name));
    for variable in told.iter().flatten() {
        if !data.join(MARK).exists() {
            let reason = format!("{variable} is set, but {} was not made to be measured", data.display());
            return Err(NodeError::Setting(reason));
        }
    }
    let [protection, journal, _permission] = told;
    leave_protection_out(protection.is_some());
    leave_journal_out(journal.is_some());
    Ok(())
}

/// What one turn showed.
struct Turn {
    file: Window,
    advance: Window,
    /// Events folded a second.
    replay: f64,
    /// Longest time between two checkpoints under load.
    gap: Duration,
}

/// Takes turns, and tells each turn and the medians.
pub(super) async fn measure(
    options: &Options,
    directory: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        // Who goes first alternates: the second finds the machine warmer.
        let order = if turn % 2 == 0 { [false, true] } else { [true, false] };
        for bare in order {
            tell(&format!("protection: turn {} of {TURNS}, {}", turn + 1, name(bare)));
            let data = directory.join(format!("{}-{turn}", name(bare)));
            let turn = take_turn(options, &data, bare).await?;
            if bare {
                off.push(turn)
            } else {
                on.push(turn)
            }
            std::fs::remove_dir_all(&data).map_err(BenchError::io(data.display()))?;
        }
    }
    Ok(lines(&on, &off))
}

const fn name(bare: bool) -> &'static str {
    if bare { "off" } else { "on" }
}

async fn take_turn(options: &Options, data: &Path, bare: bool) -> Result<Turn, BenchError> {
    std::fs::create_dir_all(data).map_err(BenchError::io(data.display()))?;
    std::fs::write(data.join(MARK), b"").map_err(BenchError::io(data.display()))?;
    let mut command = own_binary()?;
    if bare {
        command.env(VARIABLE, "1");
    }
    let server = Server::start_as(command, options, data).await?;
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, data, &mut connection).await?);
    let window = Duration::from_secs(options.seconds);
    let sources = (0..options.connections).map(|lane| commands::filings(&cast, lane)).collect();
    let file = commands::commands("file", &server, &cast, sources, window).await?;
    let count = usize::try_from((options.seconds + 2) * MOST_PER_SECOND).unwrap_or(0) / super::case::STEPS;
    let cases = commands::ready(&server, &cast, options.connections, count).await?;
    let sources = cases.into_iter().map(|cases| commands::steps(&cast, cases)).collect();
    let advance = commands::commands("advance", &server, &cast, sources, window);
    let (advance, gap) = watched(advance, &data.join("proof").join("checkpoint")).await;
    let advance = advance?;
    server.stop()?;
    Ok(Turn { file, advance, replay: replay(data, bare).await?, gap })
}

/// Waits for `load` and looks meanwhile how long the newest checkpoint stays the same before the next one comes.
async fn watched<T>(load: impl Future<Output = T>, checkpoint: &Path) -> (T, Duration) {
    let mut load = std::pin::pin!(load);
    let mut looks = tokio::time::interval(LOOK);
    let (mut seen, mut longest): (Option<(Vec<u8>, Instant)>, _) = (None, Duration::ZERO);
    loop {
        tokio::select! {
            done = &mut load => return (done, longest),
            _look = looks.tick() => {}
        }
        let now = std::fs::read(checkpoint).unwrap_or_default();
        match &seen {
            Some((before, _)) if *before == now => {}
            Some((_, since)) => {
                longest = longest.max(since.elapsed());
                seen = Some((now, Instant::now()));
            }
            None => seen = Some((now, Instant::now())),
        }
    }
}

/// Reads the whole log and folds every case, as a node without a cache would.
async fn replay(data: &Path, bare: bool) -> Result<f64, BenchError> {
    let failed = |what: &dyn std::fmt::Display| BenchError::Server(format!("replay: {what}"));
    let log =
        SqliteEventStore::open(SqliteOptions::new(data.join("log.db"))).map_err(|error| failed(&error))?;
    leave_protection_out(bare);
    let (mut cases, mut events, mut after) =
        (HashMap::<StreamName, Folded<Case>>::new(), 0_u64, Position::START);
    let begun = Instant::now();
    loop {
        let page = log.read_log(after, 5_000).await.map_err(|error| failed(&error))?;
        for event in page.events.iter().filter(|event| event.stream.category() == "case") {
            let before = cases.remove(&event.stream).unwrap_or_else(Folded::empty);
            cases.insert(event.stream.clone(), before.record(event).map_err(|error| failed(&error))?);
            events += 1;
        }
        after = page.safe_through;
        if page.at_end {
            break;
        }
    }
    let per_second = events as f64 / begun.elapsed().as_secs_f64();
    leave_protection_out(false);
    log.close();
    Ok(per_second)
}

fn lines(on: &[Turn], off: &[Turn]) -> Vec<String> {
    let mut lines = vec![String::new(), "links, tree and ciphers: on and off, in turns; a second".to_owned()];
    let figures: [(&str, fn(&Turn) -> f64); 3] = [
        ("file", |turn| turn.file.per_second),
        ("advance", |turn| turn.advance.per_second),
        ("replay, events", |turn| turn.replay),
    ];
    for (what, of) in figures {
        let (with, without) = (each(on, of), each(off, of));
        let cost = 100.0 * (1.0 - median(&with) / median(&without));
        lines.push(format!("{what:<17} on {with:.0?} · off {without:.0?} · medians differ by {cost:.1} %"));
    }
    let cpu: [(&str, fn(&Turn) -> f64); 2] = [
        ("file", |turn| turn.file.server_cpu_us.values().sum()),
        ("advance", |turn| turn.advance.server_cpu_us.values().sum()),
    ];
    for (what, of) in cpu {
        let (with, without) = (each(on, of), each(off, of));
        let cost = 100.0 * (median(&with) / median(&without) - 1.0);
        lines.push(format!("{what:<17} CPU µs: on {with:.1?} · off {without:.1?} · {cost:+.1} %"));
    }
    let gaps = each(on, |turn| turn.gap.as_secs_f64());
    lines.push(format!("longest time between two checkpoints under load, s: {gaps:.2?}"));
    for (name, turns) in [("on", on), ("off", off)] {
        let windows = turns.iter().flat_map(|turn| [&turn.file, &turn.advance]);
        let wrong: u64 = windows.map(|window| window.errors).sum();
        lines.push(format!("{name}: {wrong} answers were no success"));
    }
    lines
}

fn each(turns: &[Turn], of: fn(&Turn) -> f64) -> Vec<f64> {
    turns.iter().map(of).collect()
}

pub(super) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
