//! Measures explained assignment: `cargo run --release -p domain --example rank_mediators [mediators] [rounds]`.
#![allow(clippy::print_stdout)]

use chrono::{Days, NaiveDate};
use domain::case::{Candidate, CaseFacts, Matter, Past, Tie, TieOf, rank};
use domain::classification::{Business, Language};
use domain::identity::Uscc;
use domain::ids::{CaseId, MediatorId, PartyId};
use domain::mediator::{Employment, MediatorFacts};
use domain::rule_set::RuleSet;
use std::time::Instant;
use uuid::Uuid;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut asked = std::env::args().skip(1).filter_map(|number| number.parse::<u64>().ok());
    let (mediators, rounds) = (asked.next().unwrap_or(5_000), asked.next().unwrap_or(1_000).max(1));
    let bank = Uscc::parse("91350100M000100Y43")?;
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).ok_or("no such day")?;
    let candidates: Vec<_> = (0..mediators).map(|number| candidate(number, &bank, today)).collect();
    let matter = matter(&bank);
    let rules = RuleSet::builtin();

    let mut times = Vec::new();
    let mut eligible = 0;
    for _ in 0..rounds {
        let start = Instant::now();
        let ranking = std::hint::black_box(rank(&matter, &candidates, today, &rules));
        times.push(start.elapsed());
        eligible = ranking.eligible.len();
    }
    times.sort_unstable();
    let at = |hundredths: usize| times[(times.len() * hundredths / 100).min(times.len() - 1)];
    println!("{mediators} mediators, {eligible} eligible, {rounds} rounds");
    println!("p50 {:?}  p99 {:?}  slowest {:?}", at(50), at(99), at(100));
    Ok(())
}

/// One in seven works for the bank, one in five has no room left.
fn candidate(number: u64, bank: &Uscc, today: NaiveDate) -> Candidate {
    let mut facts = MediatorFacts::new(MediatorId(Uuid::from_u128(u128::from(number))));
    if number.is_multiple_of(7) {
        facts.employment = vec![Employment { legal_person: bank.clone(), since: None, left_on: None }];
    }
    Candidate {
        facts,
        expertise: if number.is_multiple_of(3) { vec![Business::Loan] } else { vec![Business::CreditCard] },
        languages: vec![Language::Cantonese],
        load_cap: Some(10),
        load: if number.is_multiple_of(5) { 10 } else { u32::try_from(number % 10).unwrap_or(0) },
        waiting_since: today.checked_sub_days(Days::new(number % 365)).unwrap_or(today),
    }
}

fn matter(bank: &Uscc) -> Matter {
    let tie = |number: u128, legal_person| Tie {
        party: PartyId(Uuid::from_u128(number)),
        of: TieOf::Party,
        account: None,
        legal_person,
        group: None,
    };
    Matter {
        facts: CaseFacts {
            case: CaseId(Uuid::from_u128(1)),
            ties: vec![tie(1, None), tie(2, Some(bank.clone()))],
            past: Past::default(),
        },
        business: Business::Loan,
        language: Some(Language::Cantonese),
        declined: Vec::new(),
        sitting: Vec::new(),
    }
}
