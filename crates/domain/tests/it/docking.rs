//! Docking agreements with courts: signed, for a time, with targets; one at a time with each court; counted and nothing more.

use crate::story::{actors::*, commands::*, day, on};
use domain::calendar::HolidayTable;
use domain::docking::*;
use domain::ids::DockingId;
use domain::occasion::{Actor, Occasion};
use domain::rule_set::RuleSet;
use uuid::Uuid;

const DOCKING: DockingId = DockingId(Uuid::from_u128(0xD0));

fn ask(
    by: &Actor,
    state: &DockingRegister,
    command: DockingCommand,
) -> Result<Vec<DockingEvent>, DockingRejection> {
    let rules = RuleSet::builtin();
    let at = on("2026-10-12 10:00");
    let occasion = Occasion { by, at, rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, &guangzhou(), state, command)
}

fn after(state: DockingRegister, command: DockingCommand) -> DockingRegister {
    ask(&director(), &state, command).expect("an agreement that is taken").iter().fold(state, evolve)
}

fn agreement() -> DockingAgreed {
    DockingAgreed {
        docking: DOCKING,
        centre: guangzhou(),
        court: "粤0104".to_owned(),
        reference: short("越法诉调对接〔2026〕3号"),
        signed_on: day("2026-09-28"),
        valid_from: day("2026-10-01"),
        valid_to: day("2027-09-30"),
        targets: DockingTargets { accept_within: 2, rule_within: 10 },
    }
}

fn another() -> DockingAgreed {
    DockingAgreed { docking: DockingId(Uuid::from_u128(0xD1)), ..agreement() }
}

fn agree(agreed: DockingAgreed) -> DockingCommand {
    DockingCommand::Agree(agreed)
}

fn end(docking: DockingId, on: &str) -> DockingCommand {
    DockingCommand::End { docking, ended_on: day(on), reason: short("协议双方商定") }
}

fn agreed() -> DockingRegister {
    after(DockingRegister::default(), agree(agreement()))
}

#[test]
fn an_agreement_counts_until_its_last_day_or_until_it_is_ended() {
    assert_eq!(agreed().agreements()[0].last_day(), day("2027-09-30"));
    let ended = after(agreed(), end(DOCKING, "2026-12-31"));
    assert_eq!(ended.agreements()[0].last_day(), day("2026-12-31"));
    assert_eq!(ask(&director(), &ended, end(DOCKING, "2026-12-31")), Ok(vec![]));
}

#[test]
fn another_court_or_the_days_after_are_free() {
    let elsewhere = DockingAgreed { court: "粤0106".to_owned(), ..another() };
    assert_eq!(after(agreed(), agree(elsewhere)).agreements().len(), 2);
    let ended = after(agreed(), end(DOCKING, "2026-12-31"));
    let next = DockingAgreed { valid_from: day("2027-01-01"), ..another() };
    assert_eq!(after(ended, agree(next)).agreements().len(), 2);
}

#[test]
fn a_target_is_met_missed_or_running_in_working_days() {
    let table = HolidayTable::builtin();
    // Friday the 16th: two working days end on Tuesday the 20th.
    let stands =
        |done: Option<&str>, today: &str| measure(day("2026-10-16"), done.map(day), 2, table, day(today));
    assert_eq!(stands(Some("2026-10-20"), "2026-11-01"), Measured::Met);
    assert_eq!(stands(Some("2026-10-21"), "2026-11-01"), Measured::Missed);
    assert_eq!(stands(None, "2026-10-20"), Measured::Running);
    assert_eq!(stands(None, "2026-10-21"), Measured::Missed);
}

#[test]
fn every_refusal_of_an_agreement_has_its_code() {
    let none = DockingRegister::default();
    let court = "粤9999".to_owned();
    let targets = DockingTargets { accept_within: 0, rule_within: 10 };
    let ended = after(agreed(), end(DOCKING, "2026-12-31"));
    let refused = [
        ask(&clerk(), &none, agree(agreement())),
        ask(&director(), &none, agree(DockingAgreed { court, ..agreement() })),
        ask(&director(), &none, agree(DockingAgreed { signed_on: day("2026-10-13"), ..agreement() })),
        ask(&director(), &none, agree(DockingAgreed { valid_to: day("2026-09-30"), ..agreement() })),
        ask(&director(), &none, agree(DockingAgreed { targets, ..agreement() })),
        ask(&director(), &agreed(), agree(another())),
        ask(&director(), &ended, end(DOCKING, "2027-01-01")),
        ask(&director(), &agreed(), end(DOCKING, "2026-10-11")),
    ];
    let codes: Vec<_> = refused.iter().map(|answer| answer.as_ref().unwrap_err().code()).collect();
    assert_eq!(codes, DockingRejection::ALL_CODES);
    for answer in refused {
        let refusal = answer.unwrap_err();
        assert!(refusal.facts().iter().all(|(_, text)| !text.is_empty()), "{refusal:?}");
    }
}

#[test]
fn an_agreement_is_the_own_centres() {
    let foreign = DockingAgreed { centre: foshan(), ..agreement() };
    assert_eq!(
        ask(&director(), &DockingRegister::default(), agree(foreign)),
        Err(DockingRejection::NotFound)
    );
    let stranger = Actor { centre: Some(foshan()), ..director() };
    assert_eq!(ask(&stranger, &agreed(), end(DOCKING, "2026-12-31")), Err(DockingRejection::NotFound));
    let unknown = end(another().docking, "2026-12-31");
    assert_eq!(ask(&director(), &agreed(), unknown), Err(DockingRejection::NotFound));
}

/// One event of each type.
pub(crate) fn every_event() -> Vec<DockingEvent> {
    let agreed = ask(&director(), &DockingRegister::default(), agree(agreement())).unwrap();
    let ended = ask(&director(), &self::agreed(), end(DOCKING, "2026-12-31")).unwrap();
    [agreed, ended].concat()
}
