//! Filing complaints from the files of other systems, through the same command as everybody else.
//!
//! A file becomes rows ([`open_rows`]), each checked as strictly as a request; [`Importer::run`] files them, many at once, and tells the
//! outcome of each in the order of the file. The idempotency key of a row follows from its identity in the source and the digest from what
//! it means, so that importing again, after a kill or from another export, finds what is there. What each format maps to what:
//! docs/importing.md. Absent on purpose: no SQL, no way around the rules of a filing.

mod cfpb;
mod filing;
mod format;
mod outcome;
mod progress;
mod record;
mod respondent;
mod row;
mod run;
mod source;
mod zh;

pub use format::{Format, open_rows};
pub use outcome::{Outcome, OutcomeFile, OutcomeKind, Summary};
pub use progress::Progress;
pub use respondent::{SYNTHETIC_PREFIX, synthetic_code};
pub use row::{Complaint, Flaw, Row, Rows};
pub use run::Importer;
pub use source::{Source, SourceError};
