//! What came of each row, and of all of them.

use super::row::Flaw;
use domain::ids::CaseId;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

/// Most names of unknown products and issues kept; the rest is only counted.
const UNKNOWN_NAMES: usize = 100;
/// Most characters kept of such a name.
const UNKNOWN_CHARS: usize = 80;

/// What can come of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// A case was opened.
    Filed,
    /// The same content was filed before; nothing changed.
    AlreadyThere,
    /// Other content was filed under the same identity before; nothing changed.
    Different,
    /// The row is wrong; nothing changed.
    Bad,
}

impl OutcomeKind {
    /// Its name in files and summaries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::AlreadyThere => "already-there",
            Self::Different => "different",
            Self::Bad => "bad",
        }
    }
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Physical line on which the row begins, from 1.
    pub line: u64,
    /// Its identity in the source; empty when it could not be read.
    pub record_id: String,
    /// What came of it.
    pub kind: OutcomeKind,
    /// Its case, new or found.
    pub case: Option<CaseId>,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

impl Outcome {
    pub(super) const fn of(line: u64, record_id: String) -> Self {
        Self { line, record_id, kind: OutcomeKind::Bad, case: None, flaw: None }
    }

    pub(super) fn bad(self, flaw: Flaw) -> Self {
        Self { kind: OutcomeKind::Bad, flaw: Some(flaw), ..self }
    }

    pub(super) fn different(self, case: CaseId) -> Self {
        let reason =
            "A complaint with this identity and other content, or at another centre, was imported before.";
        let flaw = Flaw::of_row("content-differs", reason);
        Self { kind: OutcomeKind::Different, case: Some(case), flaw: Some(flaw), ..self }
    }
}

/// A CSV file with one line for each row of the source.
pub struct OutcomeFile(csv::Writer<File>);

impl OutcomeFile {
    /// Begins the file; one that exists is replaced.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut writer = csv::Writer::from_path(path).map_err(io::Error::other)?;
        let header = ["line", "record_id", "outcome", "case_id", "column", "code", "reason"];
        writer.write_record(header).map_err(io::Error::other)?;
        writer.flush()?;
        Ok(Self(writer))
    }

    /// Writes one outcome through to the file, so that a kill loses none that was told.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, outcome: &Outcome) -> io::Result<()> {
        let line = outcome.line.to_string();
        let case = outcome.case.map(|case| case.to_string()).unwrap_or_default();
        let (column, code, reason) = match &outcome.flaw {
            Some(flaw) => (flaw.column.as_str(), flaw.code, flaw.reason.as_str()),
            None => ("", "", ""),
        };
        let record = [&line, &outcome.record_id, outcome.kind.name(), &case, column, code, reason];
        self.0.write_record(record).map_err(io::Error::other)?;
        self.0.flush()
    }
}

/// What came of a whole file.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Rows decided.
    pub rows: u64,
    /// Cases opened.
    pub filed: u64,
    /// Rows that were filed before with the same content.
    pub already_there: u64,
    /// Rows that were filed before with other content.
    pub different: u64,
    /// Rows that are wrong.
    pub bad: u64,
    /// Products and issues the mapping does not know, filed as OTHER, and how often they occurred.
    pub unknown: BTreeMap<String, u64>,
    /// Why the import ended before the end of the file, if it did.
    pub stopped: Option<String>,
    /// How long it took, seconds.
    pub elapsed_s: f64,
    /// Rows decided in a second.
    pub rows_per_s: f64,
}

impl Summary {
    pub(super) fn count(&mut self, kind: OutcomeKind) {
        self.rows += 1;
        match kind {
            OutcomeKind::Filed => self.filed += 1,
            OutcomeKind::AlreadyThere => self.already_there += 1,
            OutcomeKind::Different => self.different += 1,
            OutcomeKind::Bad => self.bad += 1,
        }
    }

    pub(super) fn count_unknown(&mut self, name: &str) {
        let mut name: String = name.chars().take(UNKNOWN_CHARS).filter(|c| !c.is_control()).collect();
        if self.unknown.len() >= UNKNOWN_NAMES && !self.unknown.contains_key(&name) {
            "others".clone_into(&mut name);
        }
        *self.unknown.entry(name).or_insert(0) += 1;
    }

    pub(super) fn finish(&mut self, elapsed: Duration) {
        self.elapsed_s = elapsed.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
        let rows = self.rows as f64;
        self.rows_per_s = if self.elapsed_s > 0.0 { rows / self.elapsed_s } else { 0.0 };
    }

    /// True when every row of the file is in the house with this very content.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.different == 0 && self.bad == 0 && self.stopped.is_none()
    }
}
