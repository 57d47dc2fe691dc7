//! The command path, whole: filing, then single-event commands on taken cases, over many connections and over one.

use super::case::{self, STEPS, TakenCase, Turns};
use super::cast::Cast;
use super::connection::{Call, Connection};
use super::load::{self, Source, Window};
use super::server::Server;
use super::{BenchError, Options, Report, reads};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// More commands a second than this are not expected; cases are made ready for so many.
pub(super) const MOST_PER_SECOND: u64 = 16_000;
/// Seconds of the window with a single connection.
const ALONE: Duration = Duration::from_secs(3);
/// Enough commands for that.
const ALONE_COMMANDS: usize = 40_000;

/// Measures filing, advancing and reading, one after the other on one server.
pub(super) async fn measure(
    options: &Options,
    data: &Path,
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    let server = Server::start(options, data).await?;
    let fresh = server.memory();
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, data, &mut connection).await?);
    let window = Duration::from_secs(options.seconds);

    tell("file: applications from all connections");
    let sources = (0..options.connections).map(|lane| filings(&cast, lane)).collect();
    report.windows.push(commands("file", &server, &cast, sources, window).await?);

    let commands_needed = (options.seconds + 2) * MOST_PER_SECOND;
    let count = usize::try_from(commands_needed).unwrap_or(0) / STEPS;
    tell(&format!("advance: making {count} cases ready"));
    let cases = ready(&server, &cast, options.connections, count).await?;
    tell("advance: single-event commands from all connections");
    let shown: Vec<_> =
        cases.iter().flatten().take(500).map(|case| (case.id().clone(), case.clerk().clone())).collect();
    let sources = cases.into_iter().map(|cases| steps(&cast, cases)).collect();
    report.windows.push(commands("advance", &server, &cast, sources, window).await?);

    tell("advance: from one connection");
    let cases = ready(&server, &cast, options.connections, ALONE_COMMANDS / STEPS).await?;
    let alone = vec![steps(&cast, cases.into_iter().flatten().collect())];
    report.windows.push(commands("advance, alone", &server, &cast, alone, ALONE).await?);

    reads::measure(options, &server, &cast, &shown, report, tell).await?;
    report.memory.push(("server, fresh".to_owned(), fresh));
    report.memory.push(("server, after commands and reads".to_owned(), server.memory()));
    server.stop()
}

/// Runs a window of commands, each of which is to append one event, and waits for the views.
pub(super) async fn commands(
    name: &'static str,
    server: &Server,
    cast: &Cast,
    sources: Vec<Source>,
    window: Duration,
) -> Result<Window, BenchError> {
    let before = server.metric(APPENDED).await?;
    let (mut window, last) = load::run(name, server, sources, window).await?;
    window.appended = Some((server.metric(APPENDED).await? - before) as u64);
    let ended = Instant::now();
    if let Some(last) = last {
        seen(server, cast, &last).await?;
        window.views_behind_s = Some(ended.elapsed().as_secs_f64());
    }
    Ok(window)
}

const APPENDED: &str = "event_store_appended_total";

/// Waits until the views have seen what a consistency token names.
pub(super) async fn seen(server: &Server, cast: &Cast, token: &str) -> Result<(), BenchError> {
    let Some(office) = cast.offices.first() else { return Ok(()) };
    let path = format!("/v1/centres/{}/counts", office.centre);
    let counts = Call { seen: Some(token.to_owned()), ..Call::get(path, &office.clerk) };
    let mut connection = Connection::open(server.address).await?;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(300) {
        if connection.send(counts.clone()).await?.status != 503 {
            break;
        }
    }
    connection.done(counts).await.map(|_| ())
}

pub(super) fn filings(cast: &Arc<Cast>, lane: usize) -> Source {
    let (cast, mut office) = (Arc::clone(cast), lane);
    Box::new(move || {
        office += 1;
        case::filing(&cast, office)
    })
}

/// Case after case, step after step.
pub(super) fn steps(cast: &Arc<Cast>, cases: Vec<TakenCase>) -> Source {
    let cast = Arc::clone(cast);
    let mut next = 0;
    Box::new(move || {
        let case = cases.get(next / STEPS)?;
        let call = case.step(&cast, next % STEPS);
        next += 1;
        call
    })
}

/// `count` taken cases, dealt to `lanes` lists, made over as many connections.
pub(super) async fn ready(
    server: &Server,
    cast: &Arc<Cast>,
    lanes: usize,
    count: usize,
) -> Result<Vec<Vec<TakenCase>>, BenchError> {
    let turns: Turns = Arc::new(cast.offices.iter().map(|_| tokio::sync::Mutex::default()).collect());
    let mut making = JoinSet::new();
    for lane in 0..lanes {
        let (cast, turns) = (Arc::clone(cast), Arc::clone(&turns));
        let mut connection = Connection::open(server.address).await?;
        making.spawn(async move {
            let mut cases = Vec::new();
            for number in (lane..count).step_by(lanes.max(1)) {
                cases.push(case::take(&cast, &mut connection, &turns, number).await?);
            }
            Ok::<_, BenchError>(cases)
        });
    }
    let mut cases = Vec::with_capacity(lanes);
    while let Some(made) = making.join_next().await {
        cases.push(made??);
    }
    Ok(cases)
}
