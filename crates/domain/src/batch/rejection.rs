//! Why cases are not linked, or not handled together.

use crate::ids::CaseId;

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchRejection {
    /// There is no such batch, or it is another centre's: the two look the same.
    NotFound,
    /// It is handled no longer.
    Closed,
    /// One case is no batch.
    TooSmall,
    /// More cases than a batch takes.
    TooLarge {
        /// The most.
        limit: usize,
    },
    /// The centre has no such case.
    CaseUnknown {
        /// Which.
        case: CaseId,
    },
    /// The case is against somebody else.
    OtherInstitution {
        /// Which.
        case: CaseId,
    },
    /// The mediation of the case has ended.
    CaseEnded {
        /// Which.
        case: CaseId,
    },
    /// The case is not linked.
    NotMember {
        /// Which.
        case: CaseId,
    },
}

impl BatchRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "not-found",
        "batch-closed",
        "batch-too-small",
        "batch-too-large",
        "batch-case-unknown",
        "batch-other-institution",
        "batch-case-ended",
        "batch-not-member",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Closed => "batch-closed",
            Self::TooSmall => "batch-too-small",
            Self::TooLarge { .. } => "batch-too-large",
            Self::CaseUnknown { .. } => "batch-case-unknown",
            Self::OtherInstitution { .. } => "batch-other-institution",
            Self::CaseEnded { .. } => "batch-case-ended",
            Self::NotMember { .. } => "batch-not-member",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound | Self::Closed | Self::TooSmall => Vec::new(),
            Self::TooLarge { limit } => vec![("limit", limit.to_string())],
            Self::CaseUnknown { case }
            | Self::OtherInstitution { case }
            | Self::CaseEnded { case }
            | Self::NotMember { case } => vec![("case", case.to_string())],
        }
    }
}
