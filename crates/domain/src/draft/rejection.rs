//! Why a draft is not taken a step further.

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftRejection {
    /// There is no such draft, or it is somebody else's: the two look the same.
    NotFound,
    /// Its time is over.
    Expired,
    /// It was submitted or discarded.
    Ended,
}

impl DraftRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &["not-found", "draft-expired", "draft-ended"];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Expired => "draft-expired",
            Self::Ended => "draft-ended",
        }
    }
}
