//! The holiday table: the shipped one is right, a bad one is refused with its line.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::{HolidayTable, HolidayTableProblem};

use super::{day, development_data};

const ONE_YEAR: &str = "version test\nyear 2030 a notice\noff 2030-01-01 New Year\noff 2030-05-01..2030-05-02 Labour Day\n\
                        off 2030-10-01..2030-10-07 National Day\n";

#[track_caller]
fn refused(text: &str, line: usize, problem: HolidayTableProblem) {
    let error = HolidayTable::parse(text).unwrap_err();
    assert_eq!((error.line, error.problem), (line, problem), "{text}");
    assert!(error.to_string().contains(&format!("line {line}")));
}

#[test]
fn the_shipped_table_covers_2018_to_2026() {
    let table = HolidayTable::builtin();
    assert_eq!(table.version(), "cn-2018-2026");
    let covered: Vec<i32> = (2010..2035).filter(|year| table.covers(*year)).collect();
    assert_eq!(covered, (2018..=2026).collect::<Vec<_>>());
}

#[test]
fn rest_days_are_weekends_and_holidays_less_make_up_days() {
    let table = HolidayTable::builtin();
    for rest in ["2026-11-21", "2026-11-22", "2026-02-17", "2026-10-01", "2022-12-31"] {
        assert!(table.is_rest_day(day(rest)) && !table.is_working_day(day(rest)), "{rest}");
    }
    for work in ["2026-11-20", "2026-02-14", "2026-02-28", "2018-12-29", "2020-02-03"] {
        assert!(table.is_working_day(day(work)) && !table.is_rest_day(day(work)), "{work}");
    }
    assert_eq!(table.holiday_name(day("2026-02-17")), Some("春节"));
    assert_eq!(table.holiday_name(day("2026-02-14")), None);
}

#[test]
fn the_shipped_table_agrees_with_the_development_data_on_every_day() {
    let Some(file) = development_data("ref/holidays_cn_2018_2026.csv") else { return };
    let named: std::collections::HashMap<NaiveDate, bool> = file
        .lines()
        .skip(1)
        .map(|line| {
            let columns: Vec<&str> = line.split(',').collect();
            (day(columns[0]), columns[2] == "off")
        })
        .collect();
    assert!(named.len() > 300, "only {} days read", named.len());
    let table = HolidayTable::builtin();
    for date in day("2018-01-01").iter_days().take_while(|date| date.year() <= 2026) {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let rests = named.get(&date).copied().unwrap_or(is_weekend);
        assert_eq!(table.is_rest_day(date), rests, "{date}");
    }
}

#[test]
fn no_notice_has_reached_further_back_than_29_december() {
    let table = HolidayTable::builtin();
    for date in day("2018-01-01").iter_days().take_while(|date| date.year() <= 2026) {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let is_unusual = table.is_rest_day(date) != is_weekend;
        assert!(!is_unusual || date.month() != 12 || date.day() >= 29, "{date}");
    }
}

#[test]
fn a_table_of_one_year_is_enough() {
    let table = HolidayTable::parse(ONE_YEAR).unwrap();
    assert_eq!(table.version(), "test");
    assert!(table.covers(2030) && !table.covers(2026));
    assert!(table.is_rest_day(day("2030-10-04")));
    assert!(table.is_settled(day("2030-12-28")) && !table.is_settled(day("2030-12-29")));
}

#[test]
fn a_table_without_version_is_refused() {
    refused("", 0, HolidayTableProblem::VersionMissing);
    refused("# only a remark\n", 1, HolidayTableProblem::VersionMissing);
    refused("year 2030 a notice\n", 1, HolidayTableProblem::VersionMissing);
}

#[test]
fn every_fault_is_refused_with_its_line() {
    let with = |line: &str| format!("{ONE_YEAR}{line}\n");
    refused(&with("version again"), 6, HolidayTableProblem::LineUnreadable);
    refused(&with("closed 2030-06-01 Strike"), 6, HolidayTableProblem::LineUnreadable);
    refused(&with("off"), 6, HolidayTableProblem::LineUnreadable);
    refused(&with("off 2030-06-05"), 6, HolidayTableProblem::LineUnreadable);
    refused(&with("year soon"), 6, HolidayTableProblem::LineUnreadable);
    refused(&with("off 2030-02-29 x"), 6, HolidayTableProblem::DateInvalid);
    refused(&with("off 2030-6-5 x"), 6, HolidayTableProblem::DateInvalid);
    refused(&with("off 2030-06-05..2030-06-04 x"), 6, HolidayTableProblem::DateInvalid);
    refused(&with("off 2030-06-01..2030-08-01 x"), 6, HolidayTableProblem::DateInvalid);
    refused(&with("off 2031-06-05 x"), 6, HolidayTableProblem::DayOutsideYear);
    refused(&with("off 2029-11-30 x"), 6, HolidayTableProblem::DayOutsideYear);
    refused(&with("off 2030-10-07..2030-10-08 x"), 6, HolidayTableProblem::DayTwice);
    refused(&with("work 2030-06-05 x"), 6, HolidayTableProblem::WorkOnWeekday);
    refused(&with("year 2032 a notice"), 6, HolidayTableProblem::YearOutOfOrder);
    refused(&with("year 2030 a notice"), 6, HolidayTableProblem::YearOutOfOrder);
    refused(&with("year 2031 a notice"), 6, HolidayTableProblem::FixedHolidayMissing);
    refused("version v\noff 2030-01-01 x\n", 2, HolidayTableProblem::DayOutsideYear);
}
