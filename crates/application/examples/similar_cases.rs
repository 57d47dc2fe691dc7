//! Measures the comparison of a filing with all before it: `cargo run --release -p application --example similar_cases [filings] [rounds]`.
//!
//! Made-up filings in the shape of real ones: one person in twelve has filed before, one phone in two hundred is an agent's and stands in
//! thousands of filings.
#![allow(clippy::print_stdout)]

use application::MatchIndex;
use chrono::{Days, NaiveDate};
use domain::case::{Mark, MatchFacts, shortlist};
use domain::classification::{Business, Cause, MatchFeature};
use domain::ids::{CaseId, CentreId};
use domain::rule_set::RuleSet;
use event_store::{Incarnation, Position, Revision};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Filings of one transaction.
const BATCH: u64 = 10_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut asked = std::env::args().skip(1).filter_map(|number| number.parse::<u64>().ok());
    let (filings, rounds) = (asked.next().unwrap_or(1_000_000), asked.next().unwrap_or(20_000).max(1));
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("matching.db");
    let mut index = MatchIndex::open(&path, Incarnation(Uuid::nil()))?;
    let started = Instant::now();
    for number in 0..filings {
        index.put(&filing(number, filings)?, Revision(0))?;
        if (number + 1).is_multiple_of(BATCH) {
            index.save(Position { commit: number + 1, prepare: number + 1 })?;
        }
    }
    index.save(Position { commit: filings + BATCH, prepare: filings + BATCH })?;
    println!(
        "{filings} filings loaded in {:.1} s, {} MiB",
        started.elapsed().as_secs_f64(),
        std::fs::metadata(&path)?.len() / (1 << 20),
    );

    let rules = RuleSet::builtin().matching;
    let (mut times, mut listed) = (Vec::new(), 0_usize);
    for round in 0..rounds {
        // A new case by somebody who is in there already, somewhere.
        let mut facts = filing(round.wrapping_mul(7_919) % filings.max(1), filings)?;
        facts.case = CaseId(Uuid::from_u128(u128::MAX - u128::from(round)));
        let start = Instant::now();
        let found = shortlist(&rules, index.alike(&rules, &facts, u64::MAX >> 1)?);
        times.push(start.elapsed());
        listed += found.0.len();
    }
    times.sort_unstable();
    let at = |thousandths: usize| times[(times.len() * thousandths / 1000).min(times.len() - 1)];
    println!(
        "{rounds} comparisons, {listed} cases listed: p50 {:?}  p99 {:?}  p99.9 {:?}  slowest {:?}",
        at(500),
        at(990),
        at(999),
        at(1000)
    );
    if at(990) > Duration::from_millis(50) {
        return Err("p99 is over 50 ms".into());
    }
    Ok(())
}

fn filing(number: u64, of: u64) -> Result<MatchFacts, Box<dyn std::error::Error>> {
    let person = if number.is_multiple_of(12) { scattered(number) % (of / 24 + 1) } else { number };
    let phone =
        if number.is_multiple_of(200) { format!("agent{}", number % 3) } else { format!("phone{person}") };
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).ok_or("no such day")?;
    let business = Business::ALL[usize::try_from(number)? % Business::ALL.len()];
    let cause = Cause::ALL[usize::try_from(scattered(number) % 97)? % Cause::ALL.len()];
    Ok(MatchFacts {
        case: CaseId(Uuid::from_u128(u128::from(number))),
        centre: CentreId::parse("440100")?,
        filed_on: first.checked_add_days(Days::new(number * 900 / of.max(1))).unwrap_or(first),
        identities: BTreeSet::from([
            (MatchFeature::Document, mark("document", &person.to_string())),
            (MatchFeature::Phone, mark("phone", &phone)),
            (MatchFeature::Name, mark("name", &(person % 50_000).to_string())),
        ]),
        institutions: BTreeSet::from([mark("bank", &(scattered(number) % 300).to_string())]),
        product: Some(mark("product", &(scattered(number) % 2_000).to_string())),
        complaint: None,
        ticket: None,
        business,
        cause,
        incident_on: first.checked_sub_days(Days::new(scattered(number) % 700)),
    })
}

/// Looks random, and is the same in every run.
const fn scattered(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
}

/// As long as a real mark: 32 hexadecimal digits.
fn mark(what: &str, text: &str) -> Mark {
    Mark(Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{what}.{text}").as_bytes()).simple().to_string())
}
