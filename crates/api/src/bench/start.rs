//! From the start of the process to ready, with a log of a hundred thousand events; and the memory such a server takes.

use super::cast::Cast;
use super::commands;
use super::connection::Connection;
use super::server::Server;
use super::{BenchError, Options, Report};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Events in the log.
const EVENTS: usize = 100_000;
/// Events of a case that is filed, taken, told and agreed to: filing, number, acceptance, notice, sixteen consents.
const EVENTS_A_CASE: usize = 20;
/// Starts that are timed; the slowest is told.
const STARTS: usize = 5;

/// Fills a log over HTTP, then starts servers on it.
pub(super) async fn measure(
    options: &Options,
    data: &Path,
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    tell("start: filling a log");
    let server = Server::start(options, data).await?;
    fill(options, &server, data).await?;
    let events = server.metric("event_store_appended_total").await?;
    report.memory.push((format!("server, after {events} events were written"), server.memory()));
    server.stop()?;

    tell("start: starting on it");
    let (mut stopped, mut killed) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let server = Server::start(options, data).await?;
        stopped.push(server.ready_after.as_secs_f64());
        if stopped.len() == 1 {
            report.memory.push((format!("server, started on {events} events"), server.memory()));
        }
        server.stop()?;
        Server::start(options, data).await?.kill()?;
        let server = Server::start(options, data).await?;
        killed.push(server.ready_after.as_secs_f64());
        server.stop()?;
    }
    report.starts.push((format!("{events} events, after a stop"), slowest(&stopped)));
    report.starts.push((format!("{events} events, after a kill"), slowest(&killed)));
    Ok(())
}

fn slowest(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

async fn fill(options: &Options, server: &Server, data: &Path) -> Result<(), BenchError> {
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, data, &mut connection).await?);
    let cases = commands::ready(server, &cast, options.connections, EVENTS / EVENTS_A_CASE).await?;
    let mut filling = JoinSet::new();
    for cases in cases {
        let cast = Arc::clone(&cast);
        let mut connection = Connection::open(server.address).await?;
        filling.spawn(async move {
            let mut last = None;
            for case in cases {
                let Some(notice) = case.step(&cast, 0) else { continue };
                connection.done(notice).await?;
                for consents in case.all_consents(&cast) {
                    last = connection.done(consents).await?.consistency_token;
                }
            }
            Ok::<_, BenchError>(last)
        });
    }
    while let Some(filled) = filling.join_next().await {
        if let Some(token) = filled?? {
            commands::seen(server, &cast, &token).await?;
        }
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    Ok(())
}
