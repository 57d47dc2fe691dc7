//! The formats by name, and the rows each of them gives.

use super::row::Rows;
use super::source::{Source, SourceError};
use super::{cfpb, zh};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Consumer complaints of the CFPB, CSV with the 18 official columns
    Cfpb,
    /// The older CFPB export without complaint id and narrative, CSV with 14 columns
    #[value(name = "cfpb-14")]
    Cfpb14,
    /// Questions of citizens, JSON lines with id, question, category
    Consultations,
    /// Fact sections of judgments, JSON lines with id, case_cause, text
    CourtFacts,
}

impl Format {
    /// Its name on the command line and in idempotency keys; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cfpb => "cfpb",
            Self::Cfpb14 => "cfpb-14",
            Self::Consultations => "consultations",
            Self::CourtFacts => "court-facts",
        }
    }
}

/// The rows of a file.
///
/// # Errors
/// [`SourceError::Header`] when a needed column is missing, [`SourceError::Broken`] when the header cannot be read.
pub fn open_rows(format: Format, source: Source) -> Result<Rows, SourceError> {
    match format {
        Format::Cfpb => cfpb::rows(source.reader, cfpb::Schema::With18Columns),
        Format::Cfpb14 => cfpb::rows(source.reader, cfpb::Schema::With14Columns),
        Format::Consultations => Ok(zh::consultations(source.reader)),
        Format::CourtFacts => Ok(zh::court_facts(source.reader)),
    }
}
