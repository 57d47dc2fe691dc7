//! Complaints of the Consumer Complaint Database of the CFPB (United States): real texts and outcomes for tests and development.

mod columns;
mod dates;
mod issues;
mod mapping;
mod reading;

pub(super) use columns::Schema;

use super::record::{Defect, Record, Records};
use super::row::{Flaw, Row, Rows};
use super::source::SourceError;
use columns::Columns;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::BufRead;

/// The rows of a file of the CFPB.
pub(super) fn rows(reader: Box<dyn BufRead + Send>, schema: Schema) -> Result<Rows, SourceError> {
    let mut records = Records::new(reader);
    let broken = |error: std::io::Error| SourceError::broken(1, &error);
    let header = records.next().map_err(broken)?;
    let header = header.ok_or_else(|| SourceError::Header("the file is empty".to_owned()))?;
    let columns = Columns::of(&header, schema)?;
    let seen = Seen::default();
    Ok(Box::new(Complaints { records, columns, seen, ended: false }))
}

struct Complaints<R> {
    records: Records<R>,
    columns: Columns,
    seen: Seen,
    ended: bool,
}

impl<R: BufRead> Iterator for Complaints<R> {
    type Item = Result<Row, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let line = self.records.line();
        match self.records.next() {
            Ok(Some(record)) => Some(Ok(self.row(&record))),
            Ok(None) => None,
            Err(error) => {
                self.ended = true;
                Some(Err(SourceError::broken(line, &error)))
            }
        }
    }
}

impl<R> Complaints<R> {
    fn row(&mut self, record: &Record) -> Row {
        let mut row = Row {
            line: record.line,
            id: String::new(),
            unknown: vec![],
            content: Err(Flaw::of_row("row-unread", "The row was not read.")),
        };
        row.content = match whole(record, self.columns.width()) {
            Err(flaw) => Err(flaw),
            Ok(()) => {
                let seen = &mut self.seen;
                let ordinal = |canonical: &[u8]| seen.count(canonical);
                reading::read(&self.columns, record, ordinal, &mut row.id, &mut row.unknown)
            }
        };
        row
    }
}

fn whole(record: &Record, width: usize) -> Result<(), Flaw> {
    match record.defect {
        Some(Defect::TooLong) => {
            Err(Flaw::of_row("record-too-long", "The row has more than 1,048,576 bytes."))
        }
        Some(Defect::Unclosed { opened }) => Err(Flaw::of_row(
            "quote-unclosed",
            format!(
                "The quotation mark opened on line {opened} is never closed; all the rest of the file was read as part of it."
            ),
        )),
        Some(Defect::TextAfterQuote) => {
            Err(Flaw::of_row("quote-misplaced", "Text follows a closing quotation mark."))
        }
        None if record.len() != width => Err(Flaw::of_row(
            "field-count",
            format!("The row has {} fields; the header has {width}.", record.len()),
        )),
        None => Ok(()),
    }
}

/// How often each content has been met in this file: what tells identical rows without an id apart. About 50 bytes for each row.
#[derive(Default)]
struct Seen(HashMap<[u8; 16], u32>);

impl Seen {
    /// SHA-256 of the content and its ordinal among the identical ones, from 1.
    fn count(&mut self, canonical: &[u8]) -> String {
        let hash: [u8; 32] = Sha256::digest(canonical).into();
        let mut short = [0; 16];
        short.copy_from_slice(&hash[..16]);
        let ordinal = self.0.entry(short).or_insert(0);
        *ordinal += 1;
        format!("{}-{ordinal}", hex::encode(hash))
    }
}
