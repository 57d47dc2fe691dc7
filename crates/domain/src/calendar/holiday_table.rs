//! The holiday notices of the State Council as a table: which weekdays rest, which weekend days work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

use super::iso_date;
use crate::text::ShortText;
use serde::{Deserialize, Serialize};

/// The notices known when this program was built.
const BUILTIN: &str = include_str!("../../data/holidays_cn.txt");

/// What a notice says about one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Off,
    Work,
}

/// What a notice says about a day, the holiday, and the year of the notice.
type Entry = (Day, String, i32);

/// A line of a notice: days in a row that all rest, or all are worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    /// True for rest days (放假), false for weekend days that are worked (调休上班).
    pub off: bool,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; the same as the first for one day.
    pub to: NaiveDate,
    /// The holiday.
    pub name: ShortText,
}

/// The holiday notices of some years, under one version name.
///
/// For a year without a notice only the weekends and the holidays on fixed days are known; what is
/// computed from it is provisional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayTable {
    version: String,
    years: BTreeSet<i32>,
    days: BTreeMap<NaiveDate, Entry>,
}

/// A table that cannot be used, and the line that says why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("holiday table, line {line}: {problem}")]
pub struct HolidayTableError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: HolidayTableProblem,
}

/// What can be wrong with a line of a holiday table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HolidayTableProblem {
    /// The first line of content must be `version NAME`.
    #[error("the table must begin with its version")]
    VersionMissing,
    /// Not one of the four kinds of line, or one without its parts.
    #[error("expected `version`, `year`, `off` or `work` with its parts")]
    LineUnreadable,
    /// A day that does not exist, a span that runs backwards, or one longer than a month.
    #[error("the date does not exist, or the span is not one")]
    DateInvalid,
    /// A day before the first `year` line, or neither in that year nor in the December before it.
    #[error("the day does not belong to the year whose notice this is")]
    DayOutsideYear,
    /// Years must follow each other without gap.
    #[error("years must follow each other without a gap")]
    YearOutOfOrder,
    /// Two lines speak of one day.
    #[error("an earlier line already speaks of this day")]
    DayTwice,
    /// Weekdays are working days without being named; a name there is a slip.
    #[error("only a Saturday or Sunday can be made a working day")]
    WorkOnWeekday,
    /// 1 January, 1 May or one of 1 to 3 October is missing from the year's notice.
    #[error("the year lacks a holiday that every year has")]
    FixedHolidayMissing,
}

impl HolidayTable {
    /// The table that comes with the program: the notices for 2018 to 2026.
    pub fn builtin() -> &'static HolidayTable {
        // A table that cannot be read leaves every date provisional, which is visible and never wrong;
        // the tests keep the shipped file readable.
        static TABLE: LazyLock<HolidayTable> = LazyLock::new(|| {
            HolidayTable::parse(BUILTIN).unwrap_or_else(|_| HolidayTable::without_notices())
        });
        &TABLE
    }

    /// A table that knows weekends and fixed holidays only.
    fn without_notices() -> Self {
        Self { version: String::from("none"), years: BTreeSet::new(), days: BTreeMap::new() }
    }

    /// Reads a table.
    ///
    /// Lines are `version NAME`, then for each year `year YYYY NOTICE…` and its days, `off` or `work`,
    /// as `off YYYY-MM-DD[..YYYY-MM-DD] NAME`. Empty lines and lines beginning with `#` are skipped.
    ///
    /// # Errors
    /// The first line that is wrong, and why. A table is taken whole or not at all.
    pub fn parse(text: &str) -> Result<Self, HolidayTableError> {
        let mut reader = Reader::default();
        let mut last = 0;
        for (index, line) in text.lines().enumerate() {
            last = index + 1;
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                reader.read(last, line).map_err(|problem| HolidayTableError { line: last, problem })?;
            }
        }
        reader.finish(last)
    }

    /// The years whose notices are in the table, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.iter().copied()
    }

    /// This table with the notice for a year in the place of an earlier one for it, if there was one.
    ///
    /// # Errors
    /// The first line that is wrong, counted from 1, and why; line 0 speaks of the notice as a whole.
    pub fn with_notice(
        &self,
        version: &str,
        year: i32,
        lines: &[NoticeLine],
    ) -> Result<Self, HolidayTableError> {
        let wrong = |line, problem| HolidayTableError { line, problem };
        let follows = self.years.last().is_none_or(|last| year <= last.saturating_add(1));
        if !follows || self.years.first().is_some_and(|first| year < *first) {
            return Err(wrong(0, HolidayTableProblem::YearOutOfOrder));
        }
        let others = self.days.iter().filter(|(_, (.., of))| *of != year);
        let days = others.map(|(date, entry)| (*date, entry.clone())).collect();
        let mut reader = Reader { version: Some(version.to_owned()), years: vec![(year, 0)], days };
        for (index, line) in lines.iter().enumerate() {
            let day = if line.off { Day::Off } else { Day::Work };
            let added = reader.add_span(day, line.from, line.to, line.name.as_str());
            added.map_err(|problem| wrong(index + 1, problem))?;
        }
        let mut table = reader.finish(0)?;
        table.years.extend(&self.years);
        Ok(table)
    }

    /// The name under which deadlines remember the table.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the notice for the year is in the table.
    pub fn covers(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The name of the holiday a notice gives for a day that rests.
    pub fn holiday_name(&self, date: NaiveDate) -> Option<&str> {
        self.days.get(&date).filter(|(day, ..)| *day == Day::Off).map(|(_, name, _)| name.as_str())
    }

    /// Whether the day is a statutory rest day (法定休假日): a weekend or public holiday.
    ///
    /// A weekend day worked in exchange for a bridge day is no rest day.
    pub fn is_rest_day(&self, date: NaiveDate) -> bool {
        match self.days.get(&date) {
            Some((Day::Off, ..)) => true,
            Some((Day::Work, ..)) => false,
            None => is_weekend(date) || (!self.covers(date.year()) && is_fixed_holiday(date)),
        }
    }

    /// Whether offices work on the day.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !self.is_rest_day(date)
    }

    /// Whether no later notice will change the day.
    ///
    /// The New Year holiday reaches back as far as 29 December, so the last three days of a year also
    /// await the next year's notice.
    pub fn is_settled(&self, date: NaiveDate) -> bool {
        let awaits_next_year = date.month() == 12 && date.day() >= 29;
        self.covers(date.year()) && (!awaits_next_year || self.covers(date.year() + 1))
    }
}

/// The days of a year's notice lie in that year, or in the December before it.
fn belongs(date: NaiveDate, year: i32) -> bool {
    date.year() == year || (date.month() == 12 && date.year() == year.saturating_sub(1))
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// New Year, Labour Day and National Day fall on fixed days by the State Council's holiday regulation,
/// which gave Labour Day its second day from 2025.
fn is_fixed_holiday(date: NaiveDate) -> bool {
    match (date.month(), date.day()) {
        (1 | 5, 1) | (10, 1..=3) => true,
        (5, 2) => date.year() >= 2025,
        _ => false,
    }
}

/// The table as far as it has been read.
#[derive(Default)]
struct Reader {
    version: Option<String>,
    /// Each year and the line that opened it; the last one is being read.
    years: Vec<(i32, usize)>,
    days: BTreeMap<NaiveDate, Entry>,
}

impl Reader {
    fn read(&mut self, number: usize, line: &str) -> Result<(), HolidayTableProblem> {
        let (keyword, rest) = line.split_once(' ').ok_or(HolidayTableProblem::LineUnreadable)?;
        if self.version.is_none() {
            if keyword != "version" {
                return Err(HolidayTableProblem::VersionMissing);
            }
            self.version = Some(rest.trim().to_owned());
            return Ok(());
        }
        match keyword {
            "year" => self.open_year(number, rest),
            "off" => self.add_days(Day::Off, rest),
            "work" => self.add_days(Day::Work, rest),
            _ => Err(HolidayTableProblem::LineUnreadable),
        }
    }

    fn open_year(&mut self, number: usize, rest: &str) -> Result<(), HolidayTableProblem> {
        let year = rest.split(' ').next().unwrap_or_default();
        let year: i32 = year.parse().map_err(|_| HolidayTableProblem::LineUnreadable)?;
        if self.years.last().is_some_and(|(previous, _)| previous.checked_add(1) != Some(year)) {
            return Err(HolidayTableProblem::YearOutOfOrder);
        }
        self.years.push((year, number));
        Ok(())
    }

    fn add_days(&mut self, day: Day, rest: &str) -> Result<(), HolidayTableProblem> {
        let (dates, name) = rest.split_once(' ').ok_or(HolidayTableProblem::LineUnreadable)?;
        let (first, last) = dates.split_once("..").unwrap_or((dates, dates));
        let first = iso_date(first).ok_or(HolidayTableProblem::DateInvalid)?;
        let last = iso_date(last).ok_or(HolidayTableProblem::DateInvalid)?;
        self.add_span(day, first, last, name)
    }

    fn add_span(
        &mut self,
        day: Day,
        first: NaiveDate,
        last: NaiveDate,
        name: &str,
    ) -> Result<(), HolidayTableProblem> {
        if !(0..31).contains(&last.signed_duration_since(first).num_days()) {
            return Err(HolidayTableProblem::DateInvalid);
        }
        for date in first.iter_days().take_while(|date| *date <= last) {
            self.add_day(date, day, name)?;
        }
        Ok(())
    }

    fn add_day(&mut self, date: NaiveDate, day: Day, name: &str) -> Result<(), HolidayTableProblem> {
        let year = self.years.last().map(|(year, _)| *year).filter(|year| belongs(date, *year));
        let year = year.ok_or(HolidayTableProblem::DayOutsideYear)?;
        if day == Day::Work && !is_weekend(date) {
            return Err(HolidayTableProblem::WorkOnWeekday);
        }
        match self.days.insert(date, (day, name.trim().to_owned(), year)) {
            None => Ok(()),
            Some(_) => Err(HolidayTableProblem::DayTwice),
        }
    }

    /// Checks what only the whole table can tell.
    fn finish(self, last_line: usize) -> Result<HolidayTable, HolidayTableError> {
        let Some(version) = self.version else {
            let problem = HolidayTableProblem::VersionMissing;
            return Err(HolidayTableError { line: last_line, problem });
        };
        for (year, line) in &self.years {
            let fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
            let has = |(month, day)| {
                NaiveDate::from_ymd_opt(*year, month, day)
                    .and_then(|date| self.days.get(&date))
                    .is_some_and(|(day, ..)| *day == Day::Off)
            };
            if !fixed.into_iter().all(has) {
                let problem = HolidayTableProblem::FixedHolidayMissing;
                return Err(HolidayTableError { line: *line, problem });
            }
        }
        let years = self.years.into_iter().map(|(year, _)| year).collect();
        Ok(HolidayTable { version, years, days: self.days })
    }
}
