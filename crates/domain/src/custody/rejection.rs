//! Why custody refuses.

use crate::classification::{HoldGround, RetentionClassCode};
use chrono::NaiveDate;

/// A refusal, with the facts that explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustodyRejection {
    /// The case does not exist, or the caller has no say over its file: the two look the same.
    NotFound,
    /// A hold forbids it.
    LegalHold {
        /// Its ground.
        ground: HoldGround,
    },
    /// The period of retention has not ended.
    RetentionRunning {
        /// The class of the file.
        class: RetentionClassCode,
        /// To be kept until then.
        keep_until: NaiveDate,
    },
    /// The case is not closed.
    CaseNotClosed,
    /// Nobody's data of this case is sealed under this subject.
    SubjectUnknown,
    /// The person whose key would seal the words was erased.
    SubjectErased,
    /// Who proposed it may not approve it.
    SecondPersonRequired,
    /// No hold of this name is in force.
    HoldUnknown,
    /// The file is not restricted.
    NotRestricted,
    /// Everything but storing has stopped.
    ProcessingRestricted,
    /// The file is not in the archive.
    NotArchived,
    /// The file is in the archive already.
    AlreadyArchived,
}

impl CustodyRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "not-found",
        "legal-hold",
        "retention-running",
        "case-not-closed",
        "subject-unknown",
        "subject-erased",
        "second-person-required",
        "hold-unknown",
        "not-restricted",
        "processing-restricted",
        "already-archived",
        "not-archived",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::LegalHold { .. } => "legal-hold",
            Self::RetentionRunning { .. } => "retention-running",
            Self::CaseNotClosed => "case-not-closed",
            Self::SubjectUnknown => "subject-unknown",
            Self::SubjectErased => "subject-erased",
            Self::SecondPersonRequired => "second-person-required",
            Self::HoldUnknown => "hold-unknown",
            Self::NotRestricted => "not-restricted",
            Self::ProcessingRestricted => "processing-restricted",
            Self::AlreadyArchived => "already-archived",
            Self::NotArchived => "not-archived",
        }
    }

    /// The rule it follows from.
    #[must_use]
    pub const fn basis(&self) -> Option<&'static str> {
        match self {
            Self::LegalHold { .. } => Some("PIPL 47(2), 13(1)(3)"),
            Self::RetentionRunning { .. } => Some("PIPL 47(2); PML 27"),
            Self::CaseNotClosed => Some("PIPL 47(2)"),
            Self::SecondPersonRequired => Some("PIPL 51; GB/T 22239 8.1.4.2"),
            Self::ProcessingRestricted => Some("PIPL 47(2)"),
            Self::NotFound
            | Self::SubjectUnknown
            | Self::SubjectErased
            | Self::HoldUnknown
            | Self::NotRestricted
            | Self::NotArchived
            | Self::AlreadyArchived => None,
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::LegalHold { ground } => vec![("ground", ground.code().to_owned())],
            Self::RetentionRunning { class, keep_until } => {
                vec![("class", class.code().to_owned()), ("keep_until", keep_until.to_string())]
            }
            Self::NotFound
            | Self::CaseNotClosed
            | Self::SubjectUnknown
            | Self::SubjectErased
            | Self::SecondPersonRequired
            | Self::HoldUnknown
            | Self::NotRestricted
            | Self::ProcessingRestricted
            | Self::NotArchived
            | Self::AlreadyArchived => vec![],
        }
    }
}
