//! Holiday notices and versions of the rules: published whole or refused with the line, and what was computed before stays.

use chrono::NaiveDate;
use domain::calendar::{HolidayTable, NoticeLine, Period};
use domain::centre::{CentreRejection, CentreRules};
use domain::deadline::{Basis, Timer};
use domain::holiday_register::{self, HolidayEvent, HolidayRegister, HolidayRejection, PublishHolidays};
use domain::rule_book::{self, PublishRuleSet, PublishedPeriod, RuleBook, RuleBookEvent, RuleBookRejection};
use domain::rule_set::RuleSet;
use domain::text::ShortText;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

fn line(off: bool, from: &str, to: &str) -> NoticeLine {
    NoticeLine { off, from: day(from), to: day(to), name: short("节日") }
}

/// An invented notice; the State Council's was not out when this was written.
fn notice() -> PublishHolidays {
    PublishHolidays {
        year: 2027,
        notice: short("国办发明电〔2026〕7号"),
        noticed_on: day("2026-11-20"),
        lines: vec![
            line(true, "2027-01-01", "2027-01-03"),
            line(true, "2027-02-05", "2027-02-11"),
            line(false, "2027-02-13", "2027-02-13"),
            line(true, "2027-05-01", "2027-05-05"),
            line(true, "2027-10-01", "2027-10-07"),
        ],
    }
}

fn publish(
    register: &HolidayRegister,
    command: PublishHolidays,
) -> Result<HolidayRegister, HolidayRejection> {
    let events = holiday_register::decide(day("2026-11-25"), register, HolidayTable::builtin(), command)?;
    Ok(events.iter().fold(register.clone(), holiday_register::evolve))
}

/// A notice, and a version of the rules with everything it can say.
pub(crate) fn every_event() -> (Vec<HolidayEvent>, Vec<RuleBookEvent>) {
    let today = day("2026-11-25");
    let holidays =
        holiday_register::decide(today, &HolidayRegister::default(), HolidayTable::builtin(), notice());
    let choices = CentreRules { max_bid_rounds: Some(4), ..CentreRules::default() };
    let version = PublishRuleSet { choices, ..version() };
    let rules = rule_book::decide(today, &RuleBook::default(), &RuleSet::builtin(), version);
    (holidays.unwrap(), rules.unwrap())
}

#[test]
fn a_notice_settles_its_year_and_names_a_table_of_its_own() {
    let before = HolidayTable::builtin();
    assert!(!before.is_settled(day("2027-02-08")) && !before.is_rest_day(day("2027-02-08")));
    let register = publish(&HolidayRegister::default(), notice()).unwrap();
    let table = register.table(before);
    assert!(table.is_settled(day("2027-02-08")) && table.is_rest_day(day("2027-02-08")));
    assert!(table.is_working_day(day("2027-02-13")), "a Saturday that is worked");
    assert_eq!(table.version(), "cn-2018-2027/1");
    assert!(table.is_rest_day(day("2026-10-01")), "other years stay");
}

#[test]
fn a_later_notice_for_the_same_year_takes_the_place_of_the_first() {
    let register = publish(&HolidayRegister::default(), notice()).unwrap();
    assert_eq!(publish(&register, notice()).unwrap(), register, "the same again is nothing");
    let mut amended = notice();
    amended.lines[1] = line(true, "2027-02-04", "2027-02-11");
    let register = publish(&register, amended).unwrap();
    let table = register.table(HolidayTable::builtin());
    assert!(table.is_rest_day(day("2027-02-04")));
    assert_eq!((table.version(), register.published().len()), ("cn-2018-2027/2", 2));
}

#[test]
fn a_bad_notice_is_refused_with_its_line() {
    let refused = |change: &dyn Fn(&mut PublishHolidays)| {
        let mut command = notice();
        change(&mut command);
        let rejection = publish(&HolidayRegister::default(), command).unwrap_err();
        (rejection.code(), rejection.facts().first().map(|(_, line)| line.clone()).unwrap_or_default())
    };
    let at = |line: &str| line.to_owned();
    assert_eq!(
        refused(&|it| it.lines.push(line(true, "2027-02-06", "2027-02-06"))),
        ("holiday-day-twice", at("6"))
    );
    assert_eq!(
        refused(&|it| it.lines[2] = line(false, "2027-02-12", "2027-02-12")),
        ("holiday-work-on-weekday", at("3"))
    );
    assert_eq!(
        refused(&|it| it.lines[4] = line(true, "2028-10-01", "2028-10-07")),
        ("holiday-outside-year", at("5"))
    );
    assert_eq!(
        refused(&|it| it.lines[1] = line(true, "2027-02-11", "2027-02-05")),
        ("holiday-date-invalid", at("2"))
    );
    assert_eq!(refused(&|it| drop(it.lines.remove(3))), ("holiday-fixed-missing", at("0")));
    assert_eq!(refused(&|it| it.year = 2028).0, "holiday-year-gap");
    assert_eq!(
        refused(&|it| it.noticed_on = day("2026-11-26")),
        ("holiday-notice-not-yet", at("2026-11-25"))
    );
}

fn version() -> PublishRuleSet {
    let period = PublishedPeriod { period: Period::CalendarDays(45), basis: Basis::Cpl205 };
    PublishRuleSet {
        effective_from: day("2027-01-01"),
        periods: [(Timer::T10, period)].into(),
        choices: CentreRules::default(),
        escalation_days: Some(5),
        reason: short("民事诉讼法修正"),
    }
}

fn rules(book: &RuleBook, command: PublishRuleSet) -> Result<RuleBook, RuleBookRejection> {
    let events = rule_book::decide(day("2026-11-25"), book, &RuleSet::builtin(), command)?;
    Ok(events.iter().fold(book.clone(), rule_book::evolve))
}

#[test]
fn a_version_counts_from_its_day_and_changes_the_future_only() {
    let book = rules(&RuleBook::default(), version()).unwrap();
    let (before, after) =
        (book.on(&RuleSet::builtin(), day("2026-12-31")), book.on(&RuleSet::builtin(), day("2027-01-01")));
    assert_eq!(before, RuleSet::builtin());
    assert_eq!((after.version, after.escalation_days), (2, 5));
    let deadline = after.deadline(Timer::T10, day("2027-01-04"), HolidayTable::builtin());
    assert_eq!((deadline.due_date, deadline.rule_set_version), (day("2027-02-18"), 2));
    assert_eq!(after.rule(Timer::T05a), before.rule(Timer::T05a), "what it is silent about stays");
}

#[test]
fn a_law_that_sets_a_length_takes_the_place_of_a_centres_choice() {
    let own =
        CentreRules { periods: [(Timer::T09, Period::WorkingDays(9))].into(), ..CentreRules::default() };
    let law = PublishedPeriod { period: Period::WorkingDays(3), basis: Basis::Om15 };
    let command = PublishRuleSet { periods: [(Timer::T09, law)].into(), ..version() };
    let book = rules(&RuleBook::default(), command).unwrap();
    let of_centre =
        |on: &str| book.on(&RuleSet::builtin(), day(on)).of_centre(&own, None).rule(Timer::T09).period;
    assert_eq!(of_centre("2026-12-31"), Period::WorkingDays(9));
    assert_eq!(of_centre("2027-01-01"), Period::WorkingDays(3));
}

#[test]
fn a_version_that_cannot_be_is_refused() {
    let refused = |change: &dyn Fn(&mut PublishRuleSet)| {
        let mut command = version();
        change(&mut command);
        rules(&RuleBook::default(), command).unwrap_err()
    };
    let of = |n, basis| [(Timer::T10, PublishedPeriod { period: Period::CalendarDays(n), basis })].into();
    let out =
        |rule, least, most| RuleBookRejection::Terms(CentreRejection::RuleOutOfRange { rule, least, most });
    assert_eq!(refused(&|it| it.periods = of(0, Basis::Cpl205)), out("T10", 1, 1_100));
    assert_eq!(refused(&|it| it.escalation_days = Some(0)), out("escalation_days", 1, 60));
    assert_eq!(
        refused(&|it| it.periods = of(40, Basis::Practice)),
        RuleBookRejection::BasisIsPractice { timer: Timer::T10 }
    );
    let nothing = |it: &mut PublishRuleSet| (it.periods, it.escalation_days) = (Default::default(), None);
    assert_eq!(refused(&nothing), RuleBookRejection::ChangesNothing);
    let past = CentreRejection::EffectiveDatePast { today: day("2026-11-25") };
    assert_eq!(refused(&|it| it.effective_from = day("2026-11-24")), RuleBookRejection::Terms(past));
    let book = rules(&RuleBook::default(), version()).unwrap();
    let earlier = PublishRuleSet { effective_from: day("2026-12-01"), ..version() };
    let last = CentreRejection::EffectiveBeforeLast { last: day("2027-01-01") };
    assert_eq!(rules(&book, earlier).unwrap_err(), RuleBookRejection::Terms(last));
}

#[test]
fn events_are_read_back_as_they_were_written() {
    let events = holiday_register::decide(
        day("2026-11-25"),
        &HolidayRegister::default(),
        HolidayTable::builtin(),
        notice(),
    );
    for event in events.unwrap() {
        let bytes = event.encode().unwrap();
        assert_eq!(HolidayEvent::decode(event.wire_name(), &bytes).unwrap(), event);
    }
    for event in
        rule_book::decide(day("2026-11-25"), &RuleBook::default(), &RuleSet::builtin(), version()).unwrap()
    {
        let bytes = event.encode().unwrap();
        assert_eq!(RuleBookEvent::decode(event.wire_name(), &bytes).unwrap(), event);
    }
}
