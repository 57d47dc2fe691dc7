//! What asking the policies costs: the same commands and reads by the same people, with policies and with nobody asked, in turns, on
//! one directory.
//!
//! Only in the bench build. A server that asks nobody serves no directory but one this bench has made.

use super::cast::Cast;
use super::commands::{self, MOST_PER_SECOND};
use super::connection::{Call, Connection};
use super::load::{self, Window};
use super::protection::median;
use super::reads::round;
use super::server::{Server, own_binary};
use super::{BenchError, Options};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Tells a child process to ask nobody.
pub(super) const VARIABLE: &str = "BENCH_WITHOUT_POLICIES";
/// Turns each; what disturbs the machine meanwhile hits both.
const TURNS: usize = 5;
/// Cases that are read.
const CASES: usize = 512;

/// Whether this process was told to ask nobody; [`super::protection::heed`] has looked at the directory.
pub(crate) fn asks_nobody() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

/// What one turn showed.
struct Turn {
    advance: Window,
    read: Window,
    read_by_agent: Window,
}

/// Takes turns, and tells each turn and the medians.
pub(super) async fn measure(
    options: &Options,
    directory: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    let data = directory.join("permission");
    std::fs::create_dir_all(&data).map_err(BenchError::io(data.display()))?;
    std::fs::write(data.join(super::protection::MARK), b"").map_err(BenchError::io(data.display()))?;
    let server = Server::start(options, &data).await?;
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, &data, &mut connection).await?);
    let cases = commands::ready(&server, &cast, options.connections, CASES).await?;
    let by_clerk =
        cases.iter().flatten().map(|case| Call::get(format!("/v1/cases/{}", case.id()), case.clerk()));
    let by_agent =
        cases.iter().flatten().map(|case| Call::get(format!("/v1/cases/{}", case.id()), &cast.agent));
    let reads: [Arc<Vec<Call>>; 2] = [Arc::new(by_clerk.collect()), Arc::new(by_agent.collect())];
    drop(connection);
    server.stop()?;
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        // Who goes first alternates: the second finds the machine warmer.
        let order = if turn % 2 == 0 { [false, true] } else { [true, false] };
        for without in order {
            tell(&format!("policies: turn {} of {TURNS}, {}", turn + 1, if without { "off" } else { "on" }));
            let turn = take_turn(options, &data, &cast, &reads, without).await?;
            if without {
                off.push(turn);
            } else {
                on.push(turn);
            }
        }
    }
    Ok(lines(&on, &off))
}

async fn take_turn(
    options: &Options,
    data: &Path,
    cast: &Arc<Cast>,
    [by_clerk, by_agent]: &[Arc<Vec<Call>>; 2],
    without: bool,
) -> Result<Turn, BenchError> {
    let mut command = own_binary()?;
    if without {
        command.env(VARIABLE, "1");
    }
    let server = Server::start_as(command, options, data).await?;
    let window = Duration::from_secs(options.seconds);
    let count = usize::try_from((options.seconds + 2) * MOST_PER_SECOND).unwrap_or(0) / super::case::STEPS;
    let cases = commands::ready(&server, cast, options.connections, count).await?;
    let sources = cases.into_iter().map(|cases| commands::steps(cast, cases)).collect();
    let advance = commands::commands("advance", &server, cast, sources, window).await?;
    let lanes = |calls: &Arc<Vec<Call>>| (0..options.connections).map(|lane| round(calls, lane)).collect();
    let (read, _) = load::run("read case", &server, lanes(by_clerk), window).await?;
    let (read_by_agent, _) = load::run("read case by agent", &server, lanes(by_agent), window).await?;
    server.stop()?;
    Ok(Turn { advance, read, read_by_agent })
}

fn lines(on: &[Turn], off: &[Turn]) -> Vec<String> {
    let mut lines = vec![String::new(), "policies: on and off, in turns; a second".to_owned()];
    let windows: [(&str, fn(&Turn) -> &Window); 3] = [
        ("advance", |turn| &turn.advance),
        ("read case, clerk", |turn| &turn.read),
        ("read case, agent", |turn| &turn.read_by_agent),
    ];
    for (what, of) in windows {
        let rates = |turns: &[Turn]| turns.iter().map(|turn| of(turn).per_second).collect::<Vec<f64>>();
        let (with, without) = (rates(on), rates(off));
        let ratio = 100.0 * median(&with) / median(&without);
        lines.push(format!("{what:<17} on {with:.0?} · off {without:.0?} · on is {ratio:.1} % of off"));
    }
    for (what, of) in windows {
        let cpu = |turns: &[Turn]| {
            turns.iter().map(|turn| of(turn).server_cpu_us.values().sum()).collect::<Vec<f64>>()
        };
        let (with, without) = (cpu(on), cpu(off));
        let cost = 100.0 * (median(&with) / median(&without) - 1.0);
        lines.push(format!("{what:<17} CPU µs: on {with:.1?} · off {without:.1?} · {cost:+.1} %"));
    }
    for (name, turns) in [("on", on), ("off", off)] {
        let all = turns.iter().flat_map(|turn| [&turn.advance, &turn.read, &turn.read_by_agent]);
        let wrong: u64 = all.map(|window| window.errors).sum();
        lines.push(format!("{name}: {wrong} answers were no success"));
    }
    lines
}
