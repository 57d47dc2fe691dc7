//! The whole machine of a case under random hands: whatever is asked by whomever, what must never happen does not.
//!
//! The generator leans towards what fits the case, so that every command gets its turn; a quarter of what it asks is wild.
//! The ledger knows events only and judges by its own arithmetic, so that it cannot repeat a mistake of the state.

mod chance;
mod generator;
mod ledger;

use crate::wire_format::{AnyEvent, seal};
pub(crate) use chance::Chance;
use chrono::{DateTime, Utc};
use domain::calendar::HolidayTable;
use domain::case::{Case, Command, Event, ExpiryOutcome, Rejection, StageName, decide, evolve, replay};
use domain::ids::MediatorId;
use domain::occasion::{Actor, Occasion, Role};
use domain::rule_set::RuleSet;
use ledger::Ledger;
use std::collections::BTreeMap;

/// How many commands are asked in all.
const COMMANDS: u32 = 140_000;
/// After so many commands a case is left alone.
const PER_CASE: u32 = 120;

/// How often each command was accepted, and each code given.
#[derive(Default)]
struct Counts {
    asked: u32,
    cases: u32,
    accepted: BTreeMap<&'static str, u32>,
    already_so: u32,
    /// Cases that were settled because nobody objected.
    by_silence: u32,
    refused: BTreeMap<&'static str, u32>,
}

struct Run {
    rules: RuleSet,
    case: Case,
    history: Vec<Event>,
    ledger: Ledger,
    next_notice: HolidayTable,
}

#[test]
fn no_order_of_commands_breaks_what_must_hold() {
    let mut counts = Counts::default();
    for seed in 0.. {
        if counts.asked >= COMMANDS {
            break;
        }
        one_case(seed, &mut counts);
    }
    println!("{} commands on {} cases; {} changed nothing", counts.asked, counts.cases, counts.already_so);
    for name in Command::NAMES {
        println!("{:>7} {name}", counts.accepted.get(name).unwrap_or(&0));
    }
    println!("{:?}", counts.refused);
    let never: Vec<_> = Command::NAMES.iter().filter(|name| !counts.accepted.contains_key(*name)).collect();
    println!("{} settled by silence", counts.by_silence);
    assert!(counts.by_silence > 0, "silence never made an agreement, so nothing is known of it");
    assert!(never.is_empty(), "never accepted, so nothing is known of it: {never:?}");
}

fn one_case(seed: u64, counts: &mut Counts) {
    let mut chance = Chance::new(seed);
    let mut at = crate::story::on("2026-10-12 09:00");
    let mut run = Run {
        rules: RuleSet::builtin(),
        case: Case::NotFiled,
        history: vec![],
        ledger: Ledger::default(),
        next_notice: crate::story::next_notice(),
    };
    counts.cases += 1;
    let mut after_the_end = 10;
    for _ in 0..PER_CASE {
        at = generator::later(&mut chance, at);
        let (by, command) = generator::next(&mut chance, &run.case, at);
        run.ask(seed, &by, at, command, counts);
        if run.case.stage_name() == StageName::Closed {
            after_the_end -= 1;
        }
        if after_the_end == 0 {
            break;
        }
    }
    let silent = |event: &Event| matches!(event, Event::DeadlineExpired(it) if it.outcome == ExpiryOutcome::AgreementReached);
    counts.by_silence += u32::from(run.history.iter().any(silent));
    assert_eq!(run.case, replay(&run.history), "seed {seed}: folding at once differs");
}

impl Run {
    fn ask(&mut self, seed: u64, by: &Actor, at: DateTime<Utc>, command: Command, counts: &mut Counts) {
        let name = command.name();
        let holidays = if name == "recompute_deadline" { &self.next_notice } else { HolidayTable::builtin() };
        let occasion = Occasion { by, at, rules: &self.rules, holidays };
        counts.asked += 1;
        let answer = decide(&occasion, &self.case, command.clone());
        match answer {
            Err(refused) => {
                let again = decide(&occasion, &self.case, command);
                assert_eq!(
                    again.as_ref(),
                    Err(&refused),
                    "seed {seed}: {name} is refused once so, once else"
                );
                *counts.refused.entry(code(&refused)).or_default() += 1;
            }
            Ok(_) if by.mediator.is_some_and(|own| self.barred(by, own)) => {
                panic!("seed {seed}: {name} by a suspended mediator")
            }
            Ok(events) if events.is_empty() => counts.already_so += 1,
            Ok(events) => {
                *counts.accepted.entry(name).or_default() += 1;
                self.record(&format!("seed {seed}, step {}, {name}", self.history.len()), at, events);
            }
        }
    }

    fn barred(&self, by: &Actor, own: MediatorId) -> bool {
        by.role == Role::Mediator && self.ledger.is_suspended(own)
    }

    fn record(&mut self, place: &str, at: DateTime<Utc>, events: Vec<Event>) {
        let before = self.case.clone();
        for event in events {
            let stage = self.case.stage_name();
            self.ledger.enter(place, at, &event);
            let stored = through_the_log(&event);
            let folded = evolve(self.case.clone(), &stored);
            self.case = evolve(std::mem::replace(&mut self.case, Case::NotFiled), &event);
            assert_eq!(self.case, folded, "{place}: the stored event folds differently");
            ledger::lawful(place, stage, self.case.stage_name());
            self.history.push(event);
        }
        assert_ne!(self.case, before, "{place}: accepted, and nothing changed");
        self.ledger.agrees_with(place, &self.case);
    }
}

fn code(refused: &Rejection) -> &'static str {
    assert!(Rejection::ALL_CODES.contains(&refused.code()));
    refused.code()
}

/// The event as it comes back from the log.
fn through_the_log(event: &Event) -> Event {
    let sealed = seal(AnyEvent::Case(event.clone()));
    let bytes = sealed.encode().expect("a sealed event can be written");
    Event::decode(sealed.wire_name(), &bytes).expect("what was written can be read")
}
