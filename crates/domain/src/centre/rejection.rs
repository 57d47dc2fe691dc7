//! Why a centre is not established or amended.

use crate::deadline::Timer;
use chrono::NaiveDate;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CentreRejection {
    /// There is no such centre.
    Unknown,
    /// There is such a centre already.
    AlreadyEstablished,
    /// Terms count from today at the earliest: what was judged was judged by the terms of its day.
    EffectiveDatePast {
        /// Today.
        today: NaiveDate,
    },
    /// Terms that count later were recorded before; those recorded after them cannot count earlier.
    EffectiveBeforeLast {
        /// From when the last ones count.
        last: NaiveDate,
    },
    /// The length of this period is set by law, not by a centre.
    PeriodSetByLaw {
        /// Which.
        timer: Timer,
    },
    /// A rule is outside what a centre may choose.
    RuleOutOfRange {
        /// Which.
        rule: &'static str,
        /// The least.
        least: u16,
        /// The most.
        most: u16,
    },
    /// The ceiling of the small track is above that of the simple one.
    CeilingsOutOfOrder,
    /// Two kinds of paper would get the same number.
    NumberTemplatesAlike,
}

impl CentreRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "centre-unknown",
        "centre-exists",
        "effective-date-past",
        "effective-before-last",
        "period-set-by-law",
        "rule-out-of-range",
        "ceilings-out-of-order",
        "number-templates-alike",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "centre-unknown",
            Self::AlreadyEstablished => "centre-exists",
            Self::EffectiveDatePast { .. } => "effective-date-past",
            Self::EffectiveBeforeLast { .. } => "effective-before-last",
            Self::PeriodSetByLaw { .. } => "period-set-by-law",
            Self::RuleOutOfRange { .. } => "rule-out-of-range",
            Self::CeilingsOutOfOrder => "ceilings-out-of-order",
            Self::NumberTemplatesAlike => "number-templates-alike",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::EffectiveDatePast { today } => vec![("today", today.to_string())],
            Self::EffectiveBeforeLast { last } => vec![("last", last.to_string())],
            Self::PeriodSetByLaw { timer } => vec![("timer", timer.id().to_owned())],
            Self::RuleOutOfRange { rule, least, most } => {
                vec![("rule", (*rule).to_owned()), ("least", least.to_string()), ("most", most.to_string())]
            }
            Self::Unknown
            | Self::AlreadyEstablished
            | Self::CeilingsOutOfOrder
            | Self::NumberTemplatesAlike => vec![],
        }
    }
}
