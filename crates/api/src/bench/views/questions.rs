//! What is asked of a server that has all these cases, while commands go on: cases, lists, registers, figures, words.

use super::super::cast::{Cast, token};
use super::super::connection::{Call, Connection};
use super::super::load::{self, Source, at};
use super::super::server::Server;
use super::super::{BenchError, Options, Report, commands};
use super::fill::{Filled, Known};
use super::people::name;
use super::{drawn, line};
use crate::auth::{HejieClaims, Issuer};
use crate::settings::Settings;
use application::Clock;
use domain::occasion::Role;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Commands a second meanwhile.
const COMMANDS: u32 = 500;
/// Connections they come from.
const WRITERS: u32 = 16;
/// Searches, and questions for figures.
const SEARCHES: usize = 400;
const FIGURES: usize = 40;
/// Questions of each kind that are asked alone.
const ALONE: usize = 200;

/// Asks.
pub(super) async fn measure(
    options: &Options,
    settings: &Settings,
    filled: &Filled,
    known: &[Known],
    server: &Server,
    report: &mut Report,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    let mut connection = Connection::open(server.address).await?;
    let cast = Arc::new(Cast::assemble(options, &settings.data, &mut connection).await?);
    // Not the people of an earlier run on the same log: ten thousand of its own for each minute.
    let minute = u64::try_from(Clock::System.now().timestamp() / 60).unwrap_or(0);
    cast.count_from(minute % 5_000 * 10_000);
    let kinds = kinds(options, settings, known, &cast)?;
    let calls = Arc::new(kinds.iter().map(|(_, call)| call.clone()).collect::<Vec<_>>());
    let window = Duration::from_secs(options.seconds);
    let sources = |calls: &Arc<Vec<Call>>| -> Vec<Source> {
        (0..options.connections).map(|lane| drawn_from(calls, lane)).collect()
    };
    tell("views: cases, lists, registers and calendars");
    report.windows.push(load::run("reads", server, sources(&calls), window).await?.0);
    tell(&format!("views: the same while {COMMANDS} commands a second are written"));
    let needed = usize::try_from((options.seconds + 4) * u64::from(COMMANDS)).unwrap_or(0);
    let cases =
        commands::ready(server, &cast, WRITERS as usize, needed / super::super::case::STEPS + 1).await?;
    let mut writers = JoinSet::new();
    for cases in cases {
        let steps = commands::steps(&cast, cases);
        writers.spawn(paced(server.address, steps, window + Duration::from_secs(2)));
    }
    report.windows.push(load::run("reads, writing", server, sources(&calls), window).await?.0);
    let (mut written, mut slowest) = (0, Duration::ZERO);
    while let Some(writer) = writers.join_next().await {
        let (count, longest) = writer??;
        (written, slowest) = (written + count, slowest.max(longest));
    }
    let mut lines = vec![
        line("commands a second meanwhile", f64::from(written) / (options.seconds + 2) as f64, "/s"),
        line("the slowest of them", slowest.as_secs_f64() * 1e3, "ms"),
    ];
    tell("views: each question for itself");
    lines.extend(each_alone(&mut connection, &kinds).await?);
    tell("views: figures and searches");
    lines.extend(figures(&mut connection, options, settings, filled).await?);
    lines.extend(searches(&mut connection, &cast, filled).await?);
    Ok(lines)
}

/// Questions about many cases in the proportion of a busy day, each with the name of its kind.
fn kinds(
    options: &Options,
    settings: &Settings,
    known: &[Known],
    cast: &Cast,
) -> Result<Vec<(&'static str, Call)>, BenchError> {
    let issuer = Issuer::open(&settings.data)?;
    let text = |text: &str| Some(text.to_owned());
    let sign = |account: &str, claims: HejieClaims| token(options, &issuer, account, claims);
    let mut calls = Vec::new();
    for (turn, Known { case, centre, mediator, court }) in (0_u64..).zip(known) {
        let centre = centre.to_string();
        let Some(office) = cast.offices.iter().find(|office| office.centre == centre) else { continue };
        let clerk = &office.clerk;
        calls.push(("a case", Call::get(format!("/v1/cases/{case}"), clerk)));
        calls.push(match turn % 8 {
            0..=2 => ("the work list", Call::get("/v1/work-list", clerk)),
            3 => ("what is overdue", Call::get("/v1/work-list?overdue=true", clerk)),
            4 => {
                let path = format!("/v1/calendars/mediator.{mediator}?from=2026-11-01&to=2026-12-31");
                ("a calendar", Call::get(path, clerk))
            }
            5 => {
                let claims = HejieClaims {
                    mediator: text(&mediator.to_string()),
                    ..HejieClaims::role(Role::Mediator)
                };
                let own = sign(&format!("views-mediator-{mediator}"), claims)?;
                ("a mediator's cases", Call::get("/v1/my-cases", &own))
            }
            _ => {
                let claims = HejieClaims { court: text(court), ..HejieClaims::role(Role::Court) };
                ("a court's register", Call::get("/v1/settlements", &sign("views-court", claims)?))
            }
        });
    }
    Ok(calls)
}

/// How long each kind of question takes when nobody else asks.
async fn each_alone(
    connection: &mut Connection,
    kinds: &[(&'static str, Call)],
) -> Result<Vec<String>, BenchError> {
    let mut names = Vec::new();
    kinds.iter().for_each(|(kind, _)| {
        if !names.contains(kind) {
            names.push(*kind)
        }
    });
    let mut lines = Vec::new();
    for name in names {
        let calls = kinds.iter().filter(|(kind, _)| *kind == name).map(|(_, call)| call.clone());
        let times = times(connection, calls.take(ALONE)).await?;
        lines.extend(told(&format!("{name}, asked alone"), &times));
    }
    Ok(lines)
}

/// The calls in an order of its own for each connection.
fn drawn_from(calls: &Arc<Vec<Call>>, lane: usize) -> Source {
    let (calls, mut turn) = (Arc::clone(calls), (lane as u64) << 32);
    Box::new(move || {
        turn += 1;
        calls.get(drawn(turn, "call", calls.len())).cloned()
    })
}

/// Sends one after the other at an even pace; how many, and how long the slowest took.
async fn paced(
    address: std::net::SocketAddr,
    mut source: Source,
    time: Duration,
) -> Result<(u32, Duration), BenchError> {
    let mut connection = Connection::open(address).await?;
    let mut ticks = tokio::time::interval(Duration::from_secs(1) * WRITERS / COMMANDS);
    let (begun, mut written, mut slowest) = (Instant::now(), 0, Duration::ZERO);
    while begun.elapsed() < time {
        ticks.tick().await;
        let Some(call) = source() else { break };
        let sent = Instant::now();
        connection.done(call).await?;
        (written, slowest) = (written + 1, slowest.max(sent.elapsed()));
    }
    Ok((written, slowest))
}

/// How long the answers to these took, sorted.
async fn times(
    connection: &mut Connection,
    calls: impl Iterator<Item = Call>,
) -> Result<Vec<Duration>, BenchError> {
    let mut times = Vec::new();
    for call in calls {
        let sent = Instant::now();
        connection.done(call).await?;
        times.push(sent.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn told(what: &str, times: &[Duration]) -> Vec<String> {
    let ms = |quantile| at(times, quantile).as_secs_f64() * 1e3;
    vec![line(&format!("{what}, half"), ms(0.5), "ms"), line(&format!("{what}, 99 of 100"), ms(0.99), "ms")]
}

async fn figures(
    connection: &mut Connection,
    options: &Options,
    settings: &Settings,
    filled: &Filled,
) -> Result<Vec<String>, BenchError> {
    let issuer = Issuer::open(&settings.data)?;
    let federation = token(options, &issuer, "views-federation", HejieClaims::role(Role::Federation))?;
    let first = filled.last_day.checked_sub_months(chrono::Months::new(11)).unwrap_or(filled.last_day);
    let path = format!("/v1/statistics?from={first}&to={}&by=month,centre,business", filled.last_day);
    let year = times(connection, (0..FIGURES).map(|_| Call::get(path.clone(), &federation))).await?;
    let path = "/v1/statistics?by=month,centre,business";
    let all = times(connection, (0..FIGURES).map(|_| Call::get(path, &federation))).await?;
    let mut lines = told("figures of a year by month, centre and business", &year);
    lines.extend(told("figures of all years by month, centre and business", &all));
    Ok(lines)
}

async fn searches(
    connection: &mut Connection,
    cast: &Cast,
    filled: &Filled,
) -> Result<Vec<String>, BenchError> {
    let sought = |turn: usize, words: String| {
        let office = cast.offices.iter().cycle().nth(turn)?;
        Some(Call::post("/v1/searches", &office.clerk, cast.key(), json!({ "text": words }).to_string()))
    };
    let names = (0..SEARCHES).filter_map(|turn| {
        let number = drawn(turn as u64, "sought", usize::try_from(filled.cases).unwrap_or(1));
        sought(turn, name(number as u64))
    });
    let names = times(connection, names).await?;
    let words = ["利息", "信用卡", "提前还款", "保险合同", "逾期 还款", "credit report"];
    let words = words.iter().cycle().take(SEARCHES).enumerate();
    let words = words.filter_map(|(turn, words)| sought(turn, (*words).to_owned()));
    let words = times(connection, words).await?;
    let mut lines = told("search by a name", &names);
    lines.extend(told("search by words", &words));
    Ok(lines)
}
