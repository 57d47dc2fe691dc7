//! 期限颜色 How pressing the next action of a case is. The rule stands here and nowhere else:
//!
//! - `NONE`: no last day is set for it;
//! - `GREEN`: its last day is further off than the first warning;
//! - `AMBER`: the first warning of the period is due, or, where the rule set warns of no end, [`WITHOUT_WARNING`] days are left;
//! - `RED`: its last day is over.
//!
//! The day from which a case is amber follows from its document alone; what colour it has today, from that day and today.

use super::CaseView;
use chrono::{Days, NaiveDate};
use domain::rule_set::RuleSet;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Calendar days before the last day from which a case is amber, where the rule set sets no warning.
pub const WITHOUT_WARNING: u16 = 2;

/// Most calendar days before the last day on which a case is amber. Periods of years are warned of half a year before their end, which
/// presses nobody.
pub const EARLIEST_AMBER: u16 = 30;

/// How pressing the next action of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Colour {
    /// No last day.
    None,
    /// Time enough.
    Green,
    /// The end is near.
    Amber,
    /// Overdue.
    Red,
}

impl Colour {
    /// Every colour, the least pressing first.
    pub const ALL: [Self; 4] = [Self::None, Self::Green, Self::Amber, Self::Red];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Green => "GREEN",
            Self::Amber => "AMBER",
            Self::Red => "RED",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.code() == code)
    }

    /// The colour on the legal date `today` of what has its last day on `due` and is amber from `amber_from`.
    #[must_use]
    pub fn on(today: NaiveDate, due: Option<NaiveDate>, amber_from: Option<NaiveDate>) -> Self {
        match due {
            None => Self::None,
            Some(due) if due < today => Self::Red,
            Some(_) if amber_from.is_some_and(|from| from <= today) => Self::Amber,
            Some(_) => Self::Green,
        }
    }
}

/// The legal date from which the next action of a case is amber; none without a last day. Of several periods that end that day the one
/// that is warned of last counts. Warnings are set for every centre and version of the rules alike.
pub(crate) fn amber_from(view: &CaseView) -> Option<NaiveDate> {
    static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);
    let due = view.next_due?;
    let ending = view.deadlines.iter().filter(|deadline| deadline.due_date == due);
    let warned = ending.filter_map(|it| RULES.rule(it.timer).warn_days_before.iter().copied().max());
    let days = warned.min().unwrap_or(WITHOUT_WARNING).min(EARLIEST_AMBER);
    due.checked_sub_days(Days::new(u64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_colour_turns_on_the_day_of_the_warning_and_on_the_day_after_the_last() {
        let colour = |today| Colour::on(day(today), Some(day("2026-11-20")), Some(day("2026-11-13"))).code();
        assert_eq!(colour("2026-11-12"), "GREEN");
        assert_eq!(colour("2026-11-13"), "AMBER");
        assert_eq!(colour("2026-11-20"), "AMBER", "the last day itself is in time");
        assert_eq!(colour("2026-11-21"), "RED");
        assert_eq!(Colour::on(day("2026-11-21"), None, None), Colour::None);
    }

    #[test]
    fn every_code_is_read_back() {
        for colour in Colour::ALL {
            assert_eq!(Colour::parse(colour.code()), Some(colour));
        }
        assert_eq!(Colour::parse("red"), None);
    }
}
