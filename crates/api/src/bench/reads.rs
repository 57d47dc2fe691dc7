//! Queries, for information: no command is measured here.

use super::cast::Cast;
use super::connection::Call;
use super::load::{self, Source};
use super::server::Server;
use super::{BenchError, Options, Report};
use hyper::header::HeaderValue;
use std::sync::Arc;
use std::time::Duration;

/// Reads cases, work lists and the settlement register, each kind in a window of its own.
pub(super) async fn measure(
    options: &Options,
    server: &Server,
    cast: &Arc<Cast>,
    cases: &[(String, HeaderValue)],
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<(), BenchError> {
    let calls = |name: &'static str| -> Vec<Call> {
        match name {
            "read case" => {
                cases.iter().map(|(id, clerk)| Call::get(format!("/v1/cases/{id}"), clerk)).collect()
            }
            "read work list" => {
                cast.offices.iter().map(|office| Call::get("/v1/work-list", &office.clerk)).collect()
            }
            _ => vec![Call::get("/v1/settlements", &cast.court)],
        }
    };
    let window = Duration::from_secs((options.seconds / 3).max(1));
    for name in ["read case", "read work list", "read settlements"] {
        tell(name);
        let calls = Arc::new(calls(name));
        let sources = (0..options.connections).map(|lane| round(&calls, lane)).collect();
        report.windows.push(load::run(name, server, sources, window).await?.0);
    }
    Ok(())
}

/// The calls round and round, beginning with the n-th.
pub(super) fn round(calls: &Arc<Vec<Call>>, mut next: usize) -> Source {
    let calls = Arc::clone(calls);
    Box::new(move || {
        next += 1;
        calls.get(next % calls.len().max(1)).cloned()
    })
}
