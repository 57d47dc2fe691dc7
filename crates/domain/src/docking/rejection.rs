//! Why a docking agreement is not recorded, or not ended.

use crate::ids::DockingId;
use chrono::NaiveDate;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DockingRejection {
    /// There is no such agreement, or it is another centre's: the two look the same.
    NotFound,
    /// No court of the list has this code.
    CourtUnknown {
        /// The code.
        court: String,
    },
    /// It is said to be signed on a day to come.
    SignedInFuture {
        /// The legal date of today.
        today: NaiveDate,
    },
    /// It would end before it begins.
    TermReversed,
    /// A target is none.
    TargetOutOfRange {
        /// The fewest working days.
        least: u16,
        /// The most.
        most: u16,
    },
    /// Another agreement with this court counts on some of these days.
    Overlaps {
        /// Which.
        docking: DockingId,
    },
    /// It was ended already.
    Ended {
        /// Its last day.
        on: NaiveDate,
    },
    /// It cannot end on that day.
    EndOutsideTerm {
        /// The first day on which it can.
        first: NaiveDate,
        /// The last one.
        last: NaiveDate,
    },
}

impl DockingRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "not-found",
        "docking-court-unknown",
        "docking-signed-in-future",
        "docking-term-reversed",
        "docking-target-out-of-range",
        "docking-overlaps",
        "docking-ended",
        "docking-end-outside-term",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::CourtUnknown { .. } => "docking-court-unknown",
            Self::SignedInFuture { .. } => "docking-signed-in-future",
            Self::TermReversed => "docking-term-reversed",
            Self::TargetOutOfRange { .. } => "docking-target-out-of-range",
            Self::Overlaps { .. } => "docking-overlaps",
            Self::Ended { .. } => "docking-ended",
            Self::EndOutsideTerm { .. } => "docking-end-outside-term",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound | Self::TermReversed => Vec::new(),
            Self::CourtUnknown { court } => vec![("court", court.clone())],
            Self::SignedInFuture { today } => vec![("today", today.to_string())],
            Self::TargetOutOfRange { least, most } => {
                vec![("least", least.to_string()), ("most", most.to_string())]
            }
            Self::Overlaps { docking } => vec![("docking", docking.to_string())],
            Self::Ended { on } => vec![("on", on.to_string())],
            Self::EndOutsideTerm { first, last } => {
                vec![("first", first.to_string()), ("last", last.to_string())]
            }
        }
    }
}
