//! The roster of mediators, the register of institutions, the register of numbers.

use crate::story::actors::*;
use crate::story::commands::*;
use crate::story::{day, on};
use domain::calendar::HolidayTable;
use domain::classification::{Business, RecusalGround, Sector};
use domain::ids::CaseId;
use domain::institution::{
    self, EndMemorandum, Institution, InstitutionEvent, InstitutionRegistered, MemorandumRejection,
    SignMemorandum,
};
use domain::mediator::{
    self, InterestTarget, Mediator, MediatorCommand, MediatorEvent, MediatorFacts, MediatorKind,
    MediatorRegistered, MediatorStanding, Profile, RosterRejection, RosterTerm,
};
use domain::money::Fen;
use domain::number_register::{self, NumberRegister};
use domain::occasion::Occasion;
use domain::rule_set::RuleSet;
use domain::text::PersonName;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

fn entry() -> MediatorRegistered {
    MediatorRegistered {
        mediator: SECONDED,
        centre: guangzhou(),
        name: secret(PersonName::parse("黎某").unwrap()),
        kind: MediatorKind::Seconded,
        home: seconded_by(other_bank(), other_bank()).home,
        employment: once_employed(Some("2024-06-30")).employment,
        expertise: vec![Business::RmbSavings],
        account: None,
        profile: Profile::default(),
    }
}

fn ask(state: &Mediator, command: MediatorCommand) -> Result<Vec<MediatorEvent>, RosterRejection> {
    let (by, rules) = (director(), RuleSet::builtin());
    let holidays = HolidayTable::builtin();
    let occasion = Occasion { by: &by, at: on("2026-10-12 09:00"), rules: &rules, holidays };
    mediator::decide(&occasion, state, command)
}

fn after(state: Mediator, command: MediatorCommand) -> Mediator {
    ask(&state, command).unwrap().iter().fold(state, mediator::evolve)
}

fn registered() -> Mediator {
    after(Mediator::NotRegistered, MediatorCommand::Register(entry()))
}

#[test]
fn an_entry_tells_a_case_what_conflicts_are_judged_by() {
    let expected =
        MediatorFacts { home: entry().home, employment: entry().employment, ..MediatorFacts::new(SECONDED) };
    let Mediator::Registered(registered) = registered() else { panic!("not registered") };
    assert_eq!(registered.facts, expected);
    assert_eq!(entry().employment[0].left_on, Some(day("2024-06-30")));
}

#[test]
fn a_mediator_is_suspended_and_reinstated() {
    let standing = |active| MediatorEvent::MediatorStanding(MediatorStanding { mediator: SECONDED, active });
    assert_eq!(ask(&registered(), MediatorCommand::SetActive(false)), Ok(vec![standing(false)]));
    let suspended = after(registered(), MediatorCommand::SetActive(false));
    assert_eq!(ask(&suspended, MediatorCommand::SetActive(true)), Ok(vec![standing(true)]));
    let Mediator::Registered(again) = after(suspended, MediatorCommand::SetActive(true)) else { panic!() };
    assert!(again.facts.active);
    assert_eq!(again.facts.revision, 2);
}

#[test]
fn a_standing_that_is_so_already_changes_nothing() {
    assert_eq!(ask(&registered(), MediatorCommand::SetActive(true)), Ok(vec![]));
}

#[test]
fn the_roster_refuses_a_second_entry_and_a_standing_without_one() {
    let twice = ask(&registered(), MediatorCommand::Register(entry()));
    let nobody = ask(&Mediator::NotRegistered, MediatorCommand::SetActive(false));
    assert_eq!(twice, Err(RosterRejection::AlreadyRegistered));
    assert_eq!(nobody, Err(RosterRejection::NotRegistered));
    let unknown = ask(&registered(), MediatorCommand::EndInterest { seq: 1, until: day("2026-10-12") });
    let backwards = ask(&registered(), shares(Some("2026-10-02"), Some("2026-10-01")));
    let mut full = registered();
    for _ in 0..1000 {
        full = after(full, shares(None, None));
    }
    let too_many = ask(&full, shares(None, None));
    let answers = [twice, nobody, unknown, backwards, too_many];
    let codes = answers.map(|answer| answer.unwrap_err().code());
    assert_eq!(codes, RosterRejection::ALL_CODES);
}

/// Shares of the bank.
fn shares(since: Option<&str>, until: Option<&str>) -> MediatorCommand {
    MediatorCommand::DeclareInterest {
        ground: RecusalGround::Interest,
        target: InterestTarget::Institution { legal_person: bank() },
        since: since.map(day),
        until: until.map(day),
        wording: None,
    }
}

#[test]
fn an_interest_ends_on_a_day_that_has_come_and_not_before_it_began() {
    let declared = after(registered(), shares(Some("2026-10-01"), None));
    let end = |until| MediatorCommand::EndInterest { seq: 1, until: day(until) };
    for impossible in ["2026-09-30", "2026-10-13"] {
        assert_eq!(ask(&declared, end(impossible)), Err(RosterRejection::DatesOutOfOrder));
    }
    let ended = after(declared, end("2026-10-12"));
    assert_eq!(ask(&ended, end("2026-10-12")), Ok(vec![]));
    let Mediator::Registered(entry) = ended else { panic!("not registered") };
    assert_eq!(entry.facts.interests[0].until, Some(day("2026-10-12")));
}

#[test]
fn an_entry_whose_term_or_employment_runs_backwards_is_refused() {
    let mut job = once_employed(Some("2024-06-30")).employment;
    job[0].since = Some(day("2024-07-01"));
    let employed = MediatorRegistered { employment: job, ..entry() };
    let term = RosterTerm { from: Some(day("2026-02-01")), to: Some(day("2026-01-31")) };
    let profile = Profile { term, ..Profile::default() };
    for entry in [employed, MediatorRegistered { profile, ..entry() }] {
        let refused = ask(&Mediator::NotRegistered, MediatorCommand::Register(entry));
        assert_eq!(refused, Err(RosterRejection::DatesOutOfOrder));
    }
}

#[test]
fn a_standing_of_nobody_is_kept_from_making_an_entry() {
    let standing = MediatorEvent::MediatorStanding(MediatorStanding { mediator: SECONDED, active: true });
    assert_eq!(mediator::evolve(Mediator::NotRegistered, &standing), Mediator::NotRegistered);
}

fn bank_entry() -> InstitutionRegistered {
    InstitutionRegistered {
        uscc: branch(),
        name: short("某银行广州分行"),
        legal_person: bank(),
        parent: None,
        group: None,
        sector: Sector::Bank,
    }
}

#[test]
fn an_institution_is_restated_only_when_something_changed() {
    let fold =
        |state: Institution, events: Vec<InstitutionEvent>| events.iter().fold(state, institution::evolve);
    let known =
        fold(Institution::NotRegistered, institution::register(&Institution::NotRegistered, bank_entry()));
    assert!(matches!(&known, Institution::Registered(file) if file.entry == bank_entry()));
    assert_eq!(institution::register(&known, bank_entry()), []);
    let grouped = InstitutionRegistered { group: Some(short("某集团")), ..bank_entry() };
    let restated = institution::register(&known, grouped.clone());
    let restated = fold(known, restated);
    assert!(matches!(&restated, Institution::Registered(file) if file.entry == grouped));
}

fn bank_with(memoranda: &[SignMemorandum]) -> Institution {
    let entered = institution::register(&Institution::NotRegistered, bank_entry());
    let known = entered.iter().fold(Institution::NotRegistered, institution::evolve);
    memoranda.iter().fold(known, |known, signed| {
        let events = institution::sign(&known, day("2026-03-01"), signed.clone()).unwrap();
        events.iter().fold(known, institution::evolve)
    })
}

#[test]
fn a_memorandum_binds_for_its_business_and_its_days() {
    let Institution::Registered(file) = bank_with(&[sign_memorandum()]) else { panic!("not entered") };
    let [memorandum] = file.memoranda.as_slice() else { panic!("{:?}", file.memoranda) };
    let savings = |on| memorandum.binds(Business::RmbSavings, day(on));
    assert!(savings("2026-02-01") && savings("2027-12-31"));
    assert!(!savings("2026-01-31") && !savings("2028-01-01"));
    assert!(!memorandum.binds(Business::Loan, day("2026-02-01")));
}

#[test]
fn a_memorandum_is_ended_once_and_not_for_the_past() {
    let known = bank_with(&[sign_memorandum()]);
    let today = day("2026-11-02");
    let end = |ended_on| EndMemorandum { ended_on: day(ended_on), ..end_memorandum() };
    let ended = institution::end(&known, today, end("2026-12-31")).unwrap();
    let after = ended.iter().fold(known.clone(), institution::evolve);
    assert_eq!(institution::end(&after, today, end("2026-12-31")), Ok(vec![]), "the same once more");
    let over = MemorandumRejection::Over { last: day("2026-12-31") };
    assert_eq!(institution::end(&after, today, end("2027-06-30")), Err(over.clone()));
    assert_eq!(institution::end(&after, day("2027-01-01"), end("2027-01-01")), Err(over));
    let past = institution::end(&known, today, end("2026-11-01"));
    assert_eq!(past, Err(MemorandumRejection::DatesOutOfOrder));
    let unknown = institution::end(&known, today, EndMemorandum { memorandum: 2, ..end_memorandum() });
    assert_eq!(unknown, Err(MemorandumRejection::Unknown { memorandum: 2 }));
}

#[test]
fn two_memoranda_do_not_bind_in_one_dispute() {
    let known = bank_with(&[sign_memorandum()]);
    let sign = |command| institution::sign(&known, day("2026-11-02"), command);
    assert_eq!(sign(sign_memorandum()), Ok(vec![]), "the same once more");
    let everything = SignMemorandum { businesses: vec![], ..sign_memorandum() };
    assert_eq!(sign(everything.clone()), Err(MemorandumRejection::Overlaps { memorandum: 1 }));
    let loans = SignMemorandum { businesses: vec![Business::Loan], ..sign_memorandum() };
    let later = SignMemorandum { valid_from: day("2028-01-01"), valid_to: None, ..everything };
    assert!(sign(loans).is_ok() && sign(later).is_ok());
}

#[test]
fn a_memorandum_is_signed_before_it_counts_and_names_a_ceiling() {
    let known = bank_with(&[]);
    let sign = |command| institution::sign(&known, day("2026-11-02"), command);
    for wrong in [
        SignMemorandum { signed_on: day("2026-11-03"), ..sign_memorandum() },
        SignMemorandum { valid_from: day("2026-01-04"), ..sign_memorandum() },
        SignMemorandum { valid_to: Some(day("2026-01-31")), ..sign_memorandum() },
    ] {
        assert_eq!(sign(wrong), Err(MemorandumRejection::DatesOutOfOrder));
    }
    let nothing = SignMemorandum { ceiling: Fen::ZERO, ..sign_memorandum() };
    assert_eq!(sign(nothing), Err(MemorandumRejection::CeilingMissing));
    let nobody = institution::sign(&Institution::NotRegistered, day("2026-11-02"), sign_memorandum());
    assert_eq!(nobody, Err(MemorandumRejection::InstitutionUnknown));
    let of_each_day = |n: u64| SignMemorandum {
        valid_from: day("2026-02-01") + chrono::Days::new(n),
        valid_to: Some(day("2026-02-01") + chrono::Days::new(n)),
        ..sign_memorandum()
    };
    let hundred: Vec<_> = (0..100).map(of_each_day).collect();
    let full = institution::sign(&bank_with(&hundred), day("2026-11-02"), of_each_day(100));
    assert_eq!(full, Err(MemorandumRejection::TooMany { limit: 100 }));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Whoever asks in whatever order, numbers run 1, 2, 3 without a gap, and each case keeps its own.
    #[test]
    fn numbers_have_no_gap_and_no_duplicate(asking in prop::collection::vec(0u128..12, 0..60)) {
        let mut register = NumberRegister::default();
        let mut given: BTreeMap<CaseId, u32> = BTreeMap::new();
        for case in asking.into_iter().map(|number| CaseId(Uuid::from_u128(number))) {
            for event in number_register::reserve(&register, case, |_| None) {
                register = number_register::evolve(register, &event);
            }
            let number = register.of(case).expect("whoever asks gets a number");
            prop_assert_eq!(*given.entry(case).or_insert(number), number);
        }
        let mut numbers: Vec<u32> = given.into_values().collect();
        numbers.sort_unstable();
        prop_assert!((1..).zip(&numbers).all(|(expected, number)| expected == *number));
    }
}
