//! Why statistics are not published, or not restated.

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationRejection {
    /// Whoever asks has nothing to publish.
    NotFound,
    /// The year goes on.
    YearNotOver {
        /// Which.
        year: i32,
    },
    /// There is an edition; a further one is a restatement and says why.
    Published {
        /// Which counts.
        edition: u32,
    },
    /// Nothing was published that could be restated.
    NotPublished {
        /// Of which year.
        year: i32,
    },
    /// The figures are what the edition that counts says.
    NothingChanged {
        /// Which.
        edition: u32,
    },
}

impl PublicationRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "not-found",
        "publication-year-not-over",
        "publication-exists",
        "publication-missing",
        "publication-unchanged",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::YearNotOver { .. } => "publication-year-not-over",
            Self::Published { .. } => "publication-exists",
            Self::NotPublished { .. } => "publication-missing",
            Self::NothingChanged { .. } => "publication-unchanged",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound => Vec::new(),
            Self::YearNotOver { year } | Self::NotPublished { year } => vec![("year", year.to_string())],
            Self::Published { edition } | Self::NothingChanged { edition } => {
                vec![("edition", edition.to_string())]
            }
        }
    }
}
