//! A deadline as a case keeps it: the date, and everything needed to say why it is that date.

mod basis;
mod explanation;
mod timer;

pub use basis::Basis;
pub use explanation::Stood;
pub use timer::Timer;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Period;

/// The last day for something, with its reasons.
///
/// It rides in events, so that a case never recomputes it: the rule set and the holiday table it was
/// computed from are named, and a later notice makes a new deadline instead of changing this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Which period of the procedure runs.
    pub timer: Timer,
    /// How long it is.
    pub period: Period,
    /// The legal date of the starting event; the period counts from the day after.
    pub legal_start_date: NaiveDate,
    /// The last day, until its end: 24:00 in Shanghai, or the close of business of a court.
    pub due_date: NaiveDate,
    /// The rest day on which the period would have ended, when it moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_from: Option<NaiveDate>,
    /// Where the length comes from.
    pub basis: Basis,
    /// The version of the rule set that gave length and basis.
    pub rule_set_version: u32,
    /// The version of the holiday table that gave the rest days.
    pub holiday_table: String,
    /// Whether a holiday notice not yet published can still move the date.
    pub provisional: bool,
    /// The version of the centre's own terms that lay over the rule set; absent: there were none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre_version: Option<u32>,
}

impl Deadline {
    /// Whether the period has ended: the last day itself is still in time.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        today > self.due_date
    }

    /// How many days remain after `today`: nought on the last day, negative when it is over.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.due_date.signed_duration_since(today).num_days()
    }

    /// The computation in Chinese sentences that can be printed on a notice.
    pub fn explain_zh(&self) -> String {
        explanation::in_chinese(self)
    }

    /// The computation in English sentences.
    pub fn explain_en(&self) -> String {
        explanation::in_english(self)
    }

    /// The same in Chinese, with the times in which the period did not run.
    pub fn explain_with_pauses_zh(&self, pauses: &[Stood]) -> String {
        explanation::in_chinese(self) + &explanation::pauses_zh(pauses)
    }

    /// The same in English, with the times in which the period did not run.
    pub fn explain_with_pauses_en(&self, pauses: &[Stood]) -> String {
        explanation::in_english(self) + &explanation::pauses_en(pauses)
    }
}
