//! The clock of the house, in process on a node with a clock of its own: a date computed, what is due found among many periods, and many
//! due at once told while commands go on.
//!
//! `--preload` says how many cases wait, one period each; a tenth of them, at most ten thousand, becomes due at once.

use super::{BenchError, Options};
use crate::node::Node;
use crate::settings::Settings;
use application::{Call, Clock};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::calendar::{HolidayTable, legal_date};
use domain::case::{Claim, FileApplication, FiledParty, PartyIdentity, Side};
use domain::classification::{Business, Cause, ClaimKind, IntakeChannel, Sector};
use domain::deadline::Timer;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, PartyId, SubjectId, UserId};
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::rule_set::RuleSet;
use domain::text::{LongText, PersonName, ShortText};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Most periods that become due at once.
const AT_ONCE: u64 = 10_000;
/// Commands on their way at the same time.
const LANES: u64 = 32;

/// What was measured.
struct Figures {
    /// A date in calendar days that rolls over, µs.
    deadline_calendar_us: f64,
    /// A date in working days, µs.
    deadline_working_us: f64,
    /// A date in years, µs.
    deadline_years_us: f64,
    /// Periods that run.
    pending: u64,
    /// The slowest of a hundred questions for the first page of what is due, ms, when nothing is.
    due_none_ms: f64,
    /// The same when many are.
    due_page_ms: f64,
    /// Periods that became due at once.
    fired: u64,
    /// From the day's coming until the views show the last of them, s.
    fired_s: f64,
    /// 99 of 100 commands took at most so long before, ms.
    p99_before_ms: f64,
    /// And meanwhile, ms.
    p99_meanwhile_ms: f64,
}

impl Figures {
    fn lines(&self) -> Vec<String> {
        let line = |what: &str, value: f64, unit: &str| format!("  {what:<48} {value:>12.3} {unit}");
        vec![
            String::new(),
            "the clock of the house, in process".to_owned(),
            line("a date in calendar days", self.deadline_calendar_us, "µs"),
            line("a date in working days", self.deadline_working_us, "µs"),
            line("a date in years", self.deadline_years_us, "µs"),
            format!("  {:<48} {:>12}", "periods that run", self.pending),
            line("what is due found, nothing is, slowest of 100", self.due_none_ms, "ms"),
            line("what is due found, a page, slowest of 100", self.due_page_ms, "ms"),
            format!("  {:<48} {:>12}", "became due at once", self.fired),
            line("all told, and seen in the views", self.fired_s, "s"),
            line("command p99 before", self.p99_before_ms, "ms"),
            line("command p99 meanwhile", self.p99_meanwhile_ms, "ms"),
        ]
    }
}

/// A date, computed so often; µs each.
fn deadline_us(timer: Timer) -> f64 {
    const ROUNDS: u64 = 50_000;
    let (rules, table) = (RuleSet::builtin(), HolidayTable::builtin());
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let begun = Instant::now();
    for round in 0..ROUNDS {
        let start = first.checked_add_days(Days::new(round % 365)).unwrap_or(first);
        std::hint::black_box(rules.deadline(timer, std::hint::black_box(start), table));
    }
    begun.elapsed().as_secs_f64() * 1e6 / ROUNDS as f64
}

/// Measures.
pub(super) async fn measure(
    options: &Options,
    data: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, BenchError> {
    tell("timers: dates");
    let deadline_calendar_us = deadline_us(Timer::T10);
    let deadline_working_us = deadline_us(Timer::T01);
    let deadline_years_us = deadline_us(Timer::T14);
    let settings = Settings { data: data.to_owned(), ..options.settings.clone() };
    let begin: DateTime<Utc> = DateTime::from_timestamp(1_767_578_400, 0).unwrap_or_default();
    let clock = Clock::stepped(begin);
    let failed = |error: crate::node::NodeError| BenchError::Log(error.to_string());
    let node = Arc::new(Node::open(&settings, clock.clone()).await.map_err(failed)?);
    let waiting = options.preload.max(100);
    let at_once = (waiting / 10).min(AT_ONCE);
    tell(&format!("timers: filing {waiting} cases"));
    file_many(&node, 0, at_once).await?;
    // The others become due some days later than those.
    let later = begin + TimeDelta::days(3);
    clock.move_to(later);
    file_many(&node, at_once, waiting).await?;
    node.caught_up().await.map_err(failed)?;
    let day = legal_date(later);
    let due_none_ms = slowest_ms(&node, day);
    tell("timers: commands before");
    let mut next = waiting;
    let p99_before_ms = p99_ms(&node, &mut next, Duration::from_secs(options.seconds), None).await?;
    node.caught_up().await.map_err(failed)?;
    tell(&format!("timers: {at_once} due at once"));
    let due = node
        .views
        .due(day + TimeDelta::days(365), None, 1)
        .map_err(|error| BenchError::Log(error.to_string()))?;
    let first_day = due.value.first().map_or(day, |it| it.on_day);
    let all_done = Arc::new(AtomicBool::new(false));
    let begun = Instant::now();
    clock.move_to(later + TimeDelta::days((first_day - day).num_days()));
    let due_page_ms = slowest_ms(&node, first_day);
    let watched = {
        let (node, all_done) = (Arc::clone(&node), Arc::clone(&all_done));
        tokio::spawn(async move {
            loop {
                let owed = node.views.due(first_day, None, 1).map(|answer| answer.value.len());
                if owed.is_ok_and(|owed| owed == 0) {
                    all_done.store(true, Ordering::SeqCst);
                    return begun.elapsed();
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
    };
    let window = Duration::from_secs(600);
    let p99_meanwhile_ms = p99_ms(&node, &mut next, window, Some(&all_done)).await?;
    let fired_s = watched.await?.as_secs_f64();
    let pending = node.views.running_periods().map_err(|error| BenchError::Log(error.to_string()))?.value;
    if let Some(node) = Arc::into_inner(node) {
        node.close().await;
    }
    let figures = Figures {
        deadline_calendar_us,
        deadline_working_us,
        deadline_years_us,
        pending,
        due_none_ms,
        due_page_ms,
        fired: at_once,
        fired_s,
        p99_before_ms,
        p99_meanwhile_ms,
    };
    Ok(figures.lines())
}

fn slowest_ms(node: &Node, day: NaiveDate) -> f64 {
    let mut slowest = Duration::ZERO;
    for _ in 0..100 {
        let begun = Instant::now();
        std::hint::black_box(node.views.due(day, None, 512).is_ok());
        slowest = slowest.max(begun.elapsed());
    }
    slowest.as_secs_f64() * 1e3
}

/// Files cases from several lanes until the time is over or `until` is true; 99 of 100 took at most so long.
async fn p99_ms(
    node: &Arc<Node>,
    next: &mut u64,
    window: Duration,
    until: Option<&Arc<AtomicBool>>,
) -> Result<f64, BenchError> {
    let begun = Instant::now();
    let mut lanes = JoinSet::new();
    let first = *next;
    for lane in 0..LANES {
        let (node, until) = (Arc::clone(node), until.map(Arc::clone));
        lanes.spawn(async move {
            let mut times = Vec::new();
            let mut number = first + lane;
            while begun.elapsed() < window && !until.as_ref().is_some_and(|done| done.load(Ordering::SeqCst))
            {
                let at = Instant::now();
                file(&node, number).await?;
                times.push(at.elapsed());
                number += LANES;
            }
            Ok::<_, BenchError>((times, number))
        });
    }
    let mut times = Vec::new();
    while let Some(lane) = lanes.join_next().await {
        let (of_lane, number) = lane??;
        times.extend(of_lane);
        *next = (*next).max(number);
    }
    times.sort_unstable();
    let at = times.len().saturating_sub(1) * 99 / 100;
    Ok(times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3))
}

async fn file_many(node: &Arc<Node>, from: u64, to: u64) -> Result<(), BenchError> {
    let mut lanes = JoinSet::new();
    for lane in 0..LANES {
        let node = Arc::clone(node);
        lanes.spawn(async move {
            let mut number = from + lane;
            while number < to {
                file(&node, number).await?;
                number += LANES;
            }
            Ok::<_, BenchError>(())
        });
    }
    while let Some(lane) = lanes.join_next().await {
        lane??;
    }
    Ok(())
}

async fn file(node: &Node, number: u64) -> Result<(), BenchError> {
    let wrong = |what: &dyn fmt::Display| BenchError::Log(what.to_string());
    let actor = Actor {
        user: UserId::parse("bench").map_err(|error| wrong(&error))?,
        role: Role::Clerk,
        centre: CentreId::parse("440100").ok(),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    };
    let key = format!("file {number}");
    let command = node.house.command_id(&actor, &key);
    let digest = node.house.digest(&[key.as_bytes()]);
    let call = Call { actor, command, digest, expected: None, correlation: None };
    let case = node.house.case_of(command);
    let application = application(&call, case).ok_or_else(|| wrong(&"an application"))?;
    node.house.case(&call, case, application).await.map_err(|error| wrong(&error))?;
    Ok(())
}

fn application(call: &Call, case: CaseId) -> Option<FileApplication> {
    let subject = SubjectId(call.command.derive("subject", 0));
    let bank = Uscc::parse("91350100M000100Y43").ok()?;
    let person = PartyIdentity::Person {
        name: Personal::clear(subject, PersonName::parse("张三").ok()?),
        document: None,
        phone: None,
        address: None,
    };
    let institution = PartyIdentity::Institution {
        name: ShortText::parse("某银行").ok()?,
        uscc: bank.clone(),
        legal_person: bank,
        above: vec![],
        group: None,
        sector: Sector::Bank,
    };
    let party = |index, side, identity| FiledParty {
        party: PartyId(call.command.derive("party", index)),
        side,
        account: None,
        identity,
    };
    let amount = Fen::positive(128_000).ok();
    Some(FileApplication {
        case,
        centre: CentreId::parse("440100").ok()?,
        channel: IntakeChannel::Counter,
        outside_ticket: None,
        handed_over: None,
        filed_by: None,
        agents: vec![],
        parties: vec![party(0, Side::Applicant, person), party(1, Side::Respondent, institution)],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: None,
        facts: Personal::clear(subject, LongText::parse("定期存款利息少付").ok()?),
        claims: vec![Claim { kind: ClaimKind::Payment, amount, wording: None }],
        dispute_fen: None,
        incident_on: None,
        prior_complaint: None,
        privacy_notice: ShortText::parse("2026-01").ok(),
    })
}
