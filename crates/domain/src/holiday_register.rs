//! The holiday notices that came after this program was built: published by the federation, one event each, in a stream of their own.
//!
//! A notice is a whole year. A later notice for the same year (the State Council amends its own) stands in its place; nothing is edited.
//! What was computed by the table before keeps saying so, and is counted again by an event of its case.

use crate::calendar::{HolidayTable, HolidayTableError, HolidayTableProblem, NoticeLine};
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 发布节假日安排. A notice of the General Office of the State Council, as a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidaysPublished {
    /// The name under which deadlines remember the table.
    pub version: String,
    /// The year the notice is about.
    pub year: i32,
    /// Its number, e.g. `国办发明电〔2026〕7号`.
    pub notice: ShortText,
    /// Its date.
    pub noticed_on: NaiveDate,
    /// Its days.
    pub lines: Vec<NoticeLine>,
}

personal_fields! {
    HolidaysPublished {}
}

events! {
    /// Everything that can have happened to the holiday table.
    pub enum HolidayEvent {
        HolidaysPublished => "holidays.published.v1",
    }
}

/// Publishes a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishHolidays {
    /// The year it is about.
    pub year: i32,
    /// Its number.
    pub notice: ShortText,
    /// Its date.
    pub noticed_on: NaiveDate,
    /// Its days.
    pub lines: Vec<NoticeLine>,
}

/// Why a notice is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidayRejection {
    /// A line is wrong.
    Line(HolidayTableError),
    /// The notice has the date of a day that has not come.
    NotYet {
        /// Today.
        today: NaiveDate,
    },
}

impl HolidayRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "holiday-line-unreadable",
        "holiday-date-invalid",
        "holiday-outside-year",
        "holiday-year-gap",
        "holiday-day-twice",
        "holiday-work-on-weekday",
        "holiday-fixed-missing",
        "holiday-notice-not-yet",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Line(error) => match error.problem {
                HolidayTableProblem::VersionMissing | HolidayTableProblem::LineUnreadable => {
                    "holiday-line-unreadable"
                }
                HolidayTableProblem::DateInvalid => "holiday-date-invalid",
                HolidayTableProblem::DayOutsideYear => "holiday-outside-year",
                HolidayTableProblem::YearOutOfOrder => "holiday-year-gap",
                HolidayTableProblem::DayTwice => "holiday-day-twice",
                HolidayTableProblem::WorkOnWeekday => "holiday-work-on-weekday",
                HolidayTableProblem::FixedHolidayMissing => "holiday-fixed-missing",
            },
            Self::NotYet { .. } => "holiday-notice-not-yet",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Line(error) => vec![("line", error.line.to_string())],
            Self::NotYet { today } => vec![("today", today.to_string())],
        }
    }
}

/// The notices that were published, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HolidayRegister {
    published: Vec<HolidaysPublished>,
}

impl HolidayRegister {
    /// The notices, the oldest first.
    #[must_use]
    pub fn published(&self) -> &[HolidaysPublished] {
        &self.published
    }

    /// The table: what came with the program, and every notice since.
    #[must_use]
    pub fn table(&self, built_in: &HolidayTable) -> HolidayTable {
        self.published.iter().fold(built_in.clone(), |table, it| {
            // Whatever was published was checked then; a line this version cannot use leaves its year provisional, which is visible.
            table.with_notice(&it.version, it.year, &it.lines).unwrap_or(table)
        })
    }
}

/// What happens when a notice is published on the legal date `today`; nothing when the last one for its year says the same.
///
/// # Errors
/// The [`HolidayRejection`] that forbids it, with the line.
pub fn decide(
    today: NaiveDate,
    register: &HolidayRegister,
    built_in: &HolidayTable,
    command: PublishHolidays,
) -> Result<Vec<HolidayEvent>, HolidayRejection> {
    if command.noticed_on > today {
        return Err(HolidayRejection::NotYet { today });
    }
    let last = register.published.iter().rfind(|it| it.year == command.year);
    if last.is_some_and(|it| it.lines == command.lines && it.notice == command.notice) {
        return Ok(vec![]);
    }
    let table = register.table(built_in);
    let first = table.years().next().unwrap_or(command.year);
    let latest = table.years().last().unwrap_or(command.year).max(command.year);
    let version = format!("cn-{first}-{latest}/{}", register.published.len() + 1);
    table.with_notice(&version, command.year, &command.lines).map_err(HolidayRejection::Line)?;
    Ok(vec![HolidayEvent::HolidaysPublished(HolidaysPublished {
        version,
        year: command.year,
        notice: command.notice,
        noticed_on: command.noticed_on,
        lines: command.lines,
    })])
}

/// Records an event.
#[must_use]
pub fn evolve(mut register: HolidayRegister, event: &HolidayEvent) -> HolidayRegister {
    match event {
        HolidayEvent::HolidaysPublished(published) => register.published.push(published.clone()),
    }
    register
}
