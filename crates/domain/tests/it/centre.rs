//! Centres: established and amended from a day on, with rules of their own where no law sets them; registers without a gap.

use crate::story::{actors::*, cases::*, commands::*, day, on};
use domain::calendar::{HolidayTable, Period};
use domain::case::Case;
use domain::centre::*;
use domain::classification::{LegalForm, NumberVoidReason};
use domain::deadline::Timer;
use domain::ids::CaseId;
use domain::invalid::Invalid;
use domain::money::Fen;
use domain::number_register::{self, NumberEvent, NumberRegister, NumberRejection, NumberStanding};
use domain::occasion::Occasion;
use domain::rule_set::RuleSet;
use uuid::Uuid;

/// The day on which the federation asks.
const TODAY: &str = "2026-10-12 09:00";

fn ask(centre: &Centre, command: CentreCommand) -> Result<Vec<CentreEvent>, CentreRejection> {
    let (by, rules) = (clerk(), RuleSet::builtin());
    let occasion = Occasion { by: &by, at: on(TODAY), rules: &rules, holidays: HolidayTable::builtin() };
    decide(&occasion, centre, None, command)
}

fn after(centre: Centre, command: CentreCommand) -> Centre {
    ask(&centre, command).expect("a centre that agrees").iter().fold(centre, evolve)
}

fn terms() -> CentreTerms {
    CentreTerms {
        name: short("深圳金融消费纠纷调解中心"),
        legal_form: LegalForm::PeoplesMediationCommittee,
        numbers: NumberTemplates::default(),
        rules: CentreRules::default(),
    }
}

pub(crate) fn establish() -> CentreCommand {
    CentreCommand::Establish(EstablishCentre {
        centre: domain::ids::CentreId::parse("440300").unwrap(),
        city: short("深圳"),
        court_prefix: "粤03".to_owned(),
        effective_from: day("2026-10-12"),
        terms: terms(),
    })
}

pub(crate) fn amend(from: &str, rules: CentreRules) -> CentreCommand {
    CentreCommand::Amend(AmendCentre {
        effective_from: day(from),
        name: None,
        legal_form: None,
        numbers: None,
        rules: Some(rules),
        reason: short("本中心规则修订"),
    })
}

pub(crate) fn own_rules() -> CentreRules {
    CentreRules {
        periods: [(Timer::T09, Period::WorkingDays(5))].into(),
        small_ceiling: Some(Fen::of_yuan(10_000)),
        default_load_cap: Some(8),
        no_shows_count_as_refusal: Some(0),
        ..CentreRules::default()
    }
}

fn established() -> Centre {
    after(Centre::default(), establish())
}

#[test]
fn a_version_counts_from_its_day_and_not_before() {
    let centre = after(established(), amend("2026-11-01", own_rules()));
    let house = RuleSet::builtin();
    let cap = |date| centre.on(None, day(date)).map(|it| it.rules(&house).assignment.default_load_cap);
    assert_eq!(cap("2026-10-11"), None, "not open yet");
    assert_eq!(cap("2026-10-31"), Some(house.assignment.default_load_cap));
    assert_eq!(cap("2026-11-01"), Some(8));
}

#[test]
fn a_deadline_by_a_centres_own_period_names_the_version_it_was_computed_by() {
    let centre = after(established(), amend("2026-10-12", own_rules()));
    let rules = centre.on(None, day("2026-10-12")).unwrap().rules(&RuleSet::builtin());
    let notice = rules.deadline(Timer::T09, day("2026-10-12"), HolidayTable::builtin());
    assert_eq!(notice.period, Period::WorkingDays(5));
    assert_eq!((notice.rule_set_version, notice.centre_version), (1, Some(2)));
    assert_eq!(rules.no_shows_count_as_refusal, None);
    assert_eq!(rules.simple_ceiling, RuleSet::builtin().simple_ceiling, "not among its choices");
}

#[test]
fn a_centre_of_the_built_in_table_has_the_rules_of_the_house_until_it_is_amended() {
    let house = RuleSet::builtin();
    let facts = CentreFacts::guangdong().remove(0);
    let built_in = CentreVersion::built_in(&facts, &house).unwrap();
    let rules = Centre::default().on(Some(&built_in), day("2026-10-12")).unwrap().rules(&house);
    assert_eq!(rules, house);
    let (by, rules) = (clerk(), RuleSet::builtin());
    let occasion = Occasion { by: &by, at: on(TODAY), rules: &rules, holidays: HolidayTable::builtin() };
    let amended = decide(&occasion, &Centre::default(), Some(&built_in), amend("2026-10-12", own_rules()));
    let centre = amended.unwrap().iter().fold(Centre::default(), evolve);
    let version = centre.on(Some(&built_in), day("2026-10-12")).unwrap();
    assert_eq!((version.version, version.facts.city), (1, "广州".to_owned()));
}

#[test]
fn terms_that_say_the_same_change_nothing() {
    assert_eq!(ask(&established(), amend("2026-12-01", CentreRules::default())), Ok(vec![]));
}

#[test]
fn every_refusal_of_a_centre_has_its_code() {
    let with = |rules| ask(&established(), amend("2026-10-12", rules));
    let unknown = ask(&Centre::default(), amend("2026-10-12", own_rules()));
    let twice = ask(&established(), establish());
    let past = ask(&established(), amend("2026-10-11", own_rules()));
    let later = after(established(), amend("2026-11-01", own_rules()));
    let before_last = ask(&later, amend("2026-10-20", CentreRules::default()));
    let by_law =
        with(CentreRules { periods: [(Timer::T10, Period::CalendarDays(60))].into(), ..own_rules() });
    let out = with(CentreRules { default_load_cap: Some(0), ..own_rules() });
    let ceilings = with(CentreRules { small_ceiling: Some(Fen::of_yuan(60_000)), ..own_rules() });
    let receipt = NumberTemplates::default().case;
    let alike = CentreCommand::Establish(EstablishCentre {
        centre: guangzhou(),
        city: short("广州"),
        court_prefix: "粤01".to_owned(),
        effective_from: day("2026-10-12"),
        terms: CentreTerms { numbers: NumberTemplates { receipt, ..NumberTemplates::default() }, ..terms() },
    });
    let alike = ask(&Centre::default(), alike);
    let answers = [unknown, twice, past, before_last, by_law, out, ceilings, alike];
    let codes = answers.map(|answer| answer.unwrap_err().code());
    assert_eq!(codes, CentreRejection::ALL_CODES);
}

#[test]
fn a_template_holds_each_blank_once_and_nothing_that_deceives() {
    let good = NumberTemplate::parse("穗{city}调〔{year}〕{seq}号").unwrap();
    let templates = NumberTemplates { case: good, ..NumberTemplates::default() };
    assert_eq!(templates.number(NumberedDocument::Case, "广州", 2027, 12), "穗广州调〔2027〕12号");
    for wrong in ["", "{city}{year}", "{city}{year}{seq}{seq}", "{city} {year}{seq}", "{city}{year}{seq}{x}"]
    {
        assert_eq!(NumberTemplate::parse(wrong), Err(Invalid::NumberTemplateFormat), "{wrong}");
    }
}

/// A register in which the case of the stories has number 1.
fn register(number: &str) -> NumberRegister {
    let reads = |_| Some(short(number));
    let events = number_register::reserve(&NumberRegister::default(), CASE, reads);
    events.iter().fold(NumberRegister::default(), number_register::evolve)
}

#[test]
fn a_number_is_used_awaited_or_unused_by_what_its_case_says() {
    let of = |case: &Case, over| {
        let number = "粤广州金调字〔2026〕1号";
        number_register::standing(case, NumberedDocument::Case, &guangzhou(), number, over)
    };
    assert_eq!(of(accepted().case(), true), NumberStanding::Used);
    assert_eq!(of(filed().case(), false), NumberStanding::Awaited);
    assert_eq!(of(filed().case(), true), NumberStanding::Unused, "the year is over");
    let refused = filed().and(director(), on("2026-10-12 10:00"), refuse_acceptance());
    assert_eq!(of(refused.case(), false), NumberStanding::Unused);
    assert_eq!(of(&Case::NotFiled, false), NumberStanding::Unused);
}

#[test]
fn a_used_or_awaited_number_is_not_voided() {
    let register = register("粤广州金调字〔2026〕1号");
    let void = |seq, standing| number_register::void(&register, seq, standing, NumberVoidReason::Mistaken);
    let answers =
        [void(2, NumberStanding::Unused), void(1, NumberStanding::Used), void(1, NumberStanding::Awaited)];
    let codes = answers.map(|answer| answer.unwrap_err().code());
    assert_eq!(codes, NumberRejection::ALL_CODES);
}

#[test]
fn a_voided_number_stays_in_the_sequence_and_its_case_gets_another() {
    let before = register("粤广州金调字〔2026〕1号");
    let voided =
        number_register::void(&before, 1, NumberStanding::Unused, NumberVoidReason::YearEnded).unwrap();
    let register = voided.iter().fold(before, number_register::evolve);
    assert_eq!(register.of(CASE), None);
    assert_eq!(
        number_register::void(&register, 1, NumberStanding::Void, NumberVoidReason::Mistaken),
        Ok(vec![])
    );
    let other = CaseId(Uuid::from_u128(0x77));
    let next = number_register::reserve(&register, other, |_| None);
    let register = next.iter().fold(register, number_register::evolve);
    assert_eq!((register.of(other), register.count()), (Some(2), 2), "no number is given twice");
}

/// One event of each type.
pub(crate) fn every_event() -> Vec<CentreEvent> {
    let established = established();
    let amended = ask(&established, amend("2026-11-01", own_rules())).unwrap();
    [ask(&Centre::default(), establish()).unwrap(), amended].concat()
}

/// A number that reads, and one that is void.
pub(crate) fn every_number_event() -> Vec<NumberEvent> {
    let register = register("粤广州金调字〔2026〕1号");
    let reserved = number_register::reserve(&NumberRegister::default(), CASE, |_| {
        Some(short("粤广州金调字〔2026〕1号"))
    });
    let voided =
        number_register::void(&register, 1, NumberStanding::Unused, NumberVoidReason::YearEnded).unwrap();
    [reserved, voided].concat()
}
