//! Splitting text into records after RFC 4180, with the physical line of each and what is wrong with its quotation marks.
//!
//! Written here because the lines in reports must be the ones an editor shows (with CRLF, LF in quotes and blank lines), because an unclosed
//! quotation mark has to be noticed, and because one record must not fill the memory.

use std::io::{self, BufRead, ErrorKind};

/// Most bytes of one record; the longest text a case takes has 80,000.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// What makes a record useless as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Defect {
    /// More than [`MAX_RECORD_BYTES`].
    TooLong,
    /// A quotation mark is not closed before the file ends.
    Unclosed {
        /// The line of the opening mark.
        opened: u64,
    },
    /// Text follows the closing quotation mark.
    TextAfterQuote,
}

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    /// Physical line on which it begins, from 1.
    pub(super) line: u64,
    /// What makes it useless.
    pub(super) defect: Option<Defect>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Record {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field without its quotation marks.
    pub(super) fn field(&self, index: usize) -> Option<&[u8]> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..*self.ends.get(index)?)
    }
}

/// Where the scan stands within a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// The records of a text.
pub(super) struct Records<R> {
    source: R,
    line: u64,
    after_cr: bool,
}

impl<R: BufRead> Records<R> {
    pub(super) const fn new(source: R) -> Self {
        Self { source, line: 1, after_cr: false }
    }

    /// The line the next byte stands on.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// The next record; blank lines are none.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        let mut scan = Scan::at(self.line);
        loop {
            let chunk = match self.source.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(scan.end());
            }
            let (mut used, mut complete) = (0, false);
            for byte in chunk {
                used += 1;
                let ends_crlf = std::mem::replace(&mut self.after_cr, false) && *byte == b'\n';
                if ends_crlf {
                    continue;
                }
                complete = scan.take(*byte, self.line);
                self.after_cr = complete && *byte == b'\r';
                if complete || *byte == b'\n' {
                    self.line += 1;
                }
                if complete {
                    break;
                }
            }
            self.source.consume(used);
            if complete {
                if !scan.is_blank() {
                    return Ok(Some(scan.record));
                }
                scan = Scan::at(self.line);
            }
        }
    }
}

/// A record in the making.
struct Scan {
    record: Record,
    at: At,
    opened: u64,
}

impl Scan {
    const fn at(line: u64) -> Self {
        let record = Record { line, defect: None, bytes: Vec::new(), ends: Vec::new() };
        Self { record, at: At::FieldStart, opened: line }
    }

    /// True while nothing at all has been read.
    const fn is_blank(&self) -> bool {
        self.record.bytes.is_empty() && self.record.ends.len() <= 1 && matches!(self.at, At::FieldStart)
    }

    /// Takes one byte; true when it ended the record.
    fn take(&mut self, byte: u8, line: u64) -> bool {
        match (self.at, byte) {
            (At::Quoted, b'"') => self.at = At::QuoteInQuoted,
            (At::Quoted, _) => self.keep(byte),
            (At::QuoteInQuoted, b'"') => {
                self.keep(byte);
                self.at = At::Quoted;
            }
            (At::FieldStart, b'"') => {
                self.at = At::Quoted;
                self.opened = line;
            }
            (At::FieldStart | At::Plain | At::QuoteInQuoted, b',') => {
                self.record.ends.push(self.record.bytes.len());
                self.at = At::FieldStart;
            }
            (At::FieldStart | At::Plain | At::QuoteInQuoted, b'\n' | b'\r') => {
                self.record.ends.push(self.record.bytes.len());
                return true;
            }
            (At::QuoteInQuoted, _) => {
                self.record.defect.get_or_insert(Defect::TextAfterQuote);
                self.at = At::Plain;
                self.keep(byte);
            }
            (At::FieldStart | At::Plain, _) => {
                self.at = At::Plain;
                self.keep(byte);
            }
        }
        false
    }

    /// Keeps a byte, unless there are too many already: the rest is read over, not stored.
    fn keep(&mut self, byte: u8) {
        if self.record.bytes.len() < MAX_RECORD_BYTES {
            self.record.bytes.push(byte);
        } else {
            self.record.defect.get_or_insert(Defect::TooLong);
        }
    }

    fn end(mut self) -> Option<Record> {
        if self.is_blank() && self.record.ends.is_empty() {
            return None;
        }
        if self.at == At::Quoted {
            self.record.defect = Some(Defect::Unclosed { opened: self.opened });
        }
        self.record.ends.push(self.record.bytes.len());
        Some(self.record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(u64, Vec<String>, Option<Defect>)> {
        // One byte at a time, so that no answer depends on where the buffer ends.
        let mut records = Records::new(io::BufReader::with_capacity(1, text.as_bytes()));
        let mut found = Vec::new();
        while let Some(record) = records.next().unwrap() {
            let fields = (0..record.len()).map(|index| record.field(index).unwrap());
            let fields = fields.map(|field| String::from_utf8(field.to_vec()).unwrap()).collect();
            found.push((record.line, fields, record.defect));
        }
        found
    }

    fn row(line: u64, fields: &[&str]) -> (u64, Vec<String>, Option<Defect>) {
        (line, fields.iter().map(ToString::to_string).collect(), None)
    }

    #[test]
    fn lines_are_those_an_editor_shows() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,2", "", "3,\"4", "x\"", "5,"].join(end) + end;
            let inner = format!("4{end}x");
            let expected =
                [row(1, &["a", "b"]), row(2, &["1", "2"]), row(4, &["3", &inner]), row(6, &["5", ""])];
            assert_eq!(all(&text), expected, "{end:?}");
        }
        assert_eq!(all("a\rb\r"), [row(1, &["a"]), row(2, &["b"])]);
    }

    #[test]
    fn quotation_marks_are_taken_off_and_doubled_ones_halved() {
        assert_eq!(
            all("\"a\"\"b\",\"c,d\",\"\",5\" pipe\n\"\""),
            [row(1, &["a\"b", "c,d", "", "5\" pipe"]), row(2, &[""])]
        );
        assert_eq!(all("a"), [row(1, &["a"])]);
        assert_eq!(all(","), [row(1, &["", ""])]);
        assert_eq!(all(""), []);
        assert_eq!(all("\n\r\n\n"), []);
    }

    #[test]
    fn an_unclosed_quotation_mark_is_noticed_with_its_line() {
        let found = all("a,b\n1,2\n3,\"4\n5,6\n");
        assert_eq!(found[2].0, 3);
        assert_eq!(found[2].2, Some(Defect::Unclosed { opened: 3 }));
        assert_eq!(found.len(), 3);
        assert_eq!(all("1,\"4\"x\n5,6\n")[0].2, Some(Defect::TextAfterQuote));
    }

    #[test]
    fn a_record_that_is_too_long_is_read_over_and_the_next_one_found() {
        let text = format!("{}\n1,2\n", "x".repeat(MAX_RECORD_BYTES + 1));
        let mut records = Records::new(text.as_bytes());
        let first = records.next().unwrap().unwrap();
        assert_eq!((first.defect, first.bytes.len()), (Some(Defect::TooLong), MAX_RECORD_BYTES));
        assert_eq!(records.next().unwrap().unwrap().line, 2);
    }
}
