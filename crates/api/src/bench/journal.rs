//! What the access journal costs: the same reads with it and without, in turns, on one directory.
//!
//! Only in the bench build. A server without a journal serves no directory but one this bench has made.

use super::cast::Cast;
use super::commands;
use super::connection::{Call, Connection};
use super::load::{self, Window};
use super::reads::round;
use super::server::{Server, own_binary};
use super::{BenchError, Options};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Tells a child process to leave it out.
pub(super) const VARIABLE: &str = "BENCH_WITHOUT_JOURNAL";
/// Turns each; what disturbs the machine meanwhile hits both.
const TURNS: usize = 5;
/// Cases that are read.
const CASES: usize = 512;

/// Takes turns, and tells each turn and the medians.
pub(super) async fn measure(
    options: &Options,
    directory: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    let data = directory.join("journal");
    std::fs::create_dir_all(&data).map_err(BenchError::io(data.display()))?;
    std::fs::write(data.join(super::protection::MARK), b"").map_err(BenchError::io(data.display()))?;
    let server = Server::start(options, &data).await?;
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, &data, &mut connection).await?);
    let cases = commands::ready(&server, &cast, options.connections, CASES).await?;
    let reads =
        cases.iter().flatten().map(|case| Call::get(format!("/v1/cases/{}", case.id()), case.clerk()));
    let calls: Arc<Vec<Call>> = Arc::new(reads.collect());
    server.stop()?;
    let (mut on, mut off) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        // Who goes first alternates: the second finds the machine warmer.
        let order = if turn % 2 == 0 { [false, true] } else { [true, false] };
        for without in order {
            tell(&format!("journal: turn {} of {TURNS}, {}", turn + 1, if without { "off" } else { "on" }));
            let mut command = own_binary()?;
            if without {
                command.env(VARIABLE, "1");
            }
            let server = Server::start_as(command, options, &data).await?;
            let sources = (0..options.connections).map(|lane| round(&calls, lane)).collect();
            let window = Duration::from_secs(options.seconds);
            let (window, _) = load::run("read case", &server, sources, window).await?;
            if without {
                off.push(window);
            } else {
                on.push(window);
            }
            server.stop()?;
        }
    }
    Ok(lines(&on, &off))
}

fn lines(on: &[Window], off: &[Window]) -> Vec<String> {
    let mut lines = vec![String::new(), "access journal: on and off, in turns; reads of a case".to_owned()];
    let rate = |windows: &[Window]| windows.iter().map(|window| window.per_second).collect::<Vec<f64>>();
    let cpu = |windows: &[Window]| {
        windows.iter().map(|window| window.server_cpu_us.values().sum()).collect::<Vec<f64>>()
    };
    let (with, without) = (rate(on), rate(off));
    let ratio = 100.0 * super::protection::median(&with) / super::protection::median(&without);
    lines.push(format!("a second: on {with:.0?} · off {without:.0?} · on is {ratio:.1} % of off"));
    let (with, without) = (cpu(on), cpu(off));
    let cost = 100.0 * (super::protection::median(&with) / super::protection::median(&without) - 1.0);
    lines.push(format!("CPU µs a read: on {with:.1?} · off {without:.1?} · {cost:+.1} %"));
    let wrong: u64 = on.iter().chain(off).map(|window| window.errors).sum();
    lines.push(format!("{wrong} answers were no success"));
    lines
}
