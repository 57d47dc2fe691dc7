//! Chinese texts as JSON lines: questions of citizens, and fact sections of judgments.

mod keywords;

use super::row::{Canonical, Complaint, Flaw, Row, Rows};
use super::source::SourceError;
use domain::classification::{IntakeChannel, Sector};
use domain::text::{LongText, PersonName, ShortText};
use serde::Deserialize;
use std::io::{self, BufRead, Read as _};

/// Most bytes of one line.
const MAX_LINE_BYTES: u64 = 1 << 20;

/// `{"id","question","category"}`; other keys are passed over.
pub(super) fn consultations(reader: Box<dyn BufRead + Send>) -> Rows {
    Box::new(Lines { reader, line: 0, ended: false, read: consultation })
}

/// `{"id","case_cause","text"}`; other keys are passed over.
pub(super) fn court_facts(reader: Box<dyn BufRead + Send>) -> Rows {
    Box::new(Lines { reader, line: 0, ended: false, read: court_fact })
}

#[derive(Deserialize)]
struct Consultation {
    id: String,
    question: String,
    category: Option<String>,
}

#[derive(Deserialize)]
struct CourtFact {
    id: String,
    case_cause: Option<String>,
    text: String,
}

fn consultation(text: &str, id: &mut String) -> Result<Box<Complaint>, Flaw> {
    let Consultation { id: own, question, category } = json(text)?;
    *id = identity(&own)?;
    let source = Texts {
        id,
        category: category.as_deref().unwrap_or_default().trim(),
        category_key: "category",
        facts: question.trim(),
        facts_key: "question",
        applicant: "咨询人",
        respondent: "来源未载明的机构（市民咨询）",
        channel: IntakeChannel::Online,
    };
    source.complaint()
}

fn court_fact(text: &str, id: &mut String) -> Result<Box<Complaint>, Flaw> {
    let CourtFact { id: own, case_cause, text } = json(text)?;
    *id = identity(&own)?;
    let source = Texts {
        id,
        category: case_cause.as_deref().unwrap_or_default().trim(),
        category_key: "case_cause",
        facts: text.trim(),
        facts_key: "text",
        applicant: "当事人",
        respondent: "来源未载明的机构（裁判文书）",
        channel: IntakeChannel::Post,
    };
    source.complaint()
}

/// What both kinds of line have.
struct Texts<'a> {
    id: &'a str,
    category: &'a str,
    category_key: &'static str,
    facts: &'a str,
    facts_key: &'static str,
    applicant: &'static str,
    respondent: &'static str,
    channel: IntakeChannel,
}

impl Texts<'_> {
    fn complaint(&self) -> Result<Box<Complaint>, Flaw> {
        let mut canonical = Canonical::default();
        for value in [self.id, self.category, self.facts] {
            canonical.push(value);
        }
        let both = format!("{}\n{}", self.category, self.facts);
        let at = |key: &'static str| move |error| Flaw::invalid(key, &error);
        let product = Some(self.category).filter(|text| !text.is_empty()).map(ShortText::parse).transpose();
        Ok(Box::new(Complaint {
            canonical: canonical.into_bytes(),
            ticket: ShortText::parse(self.id).map_err(at("id"))?,
            applicant: PersonName::parse(&format!("{} {}", self.applicant, self.id)).map_err(at("id"))?,
            respondent: ShortText::parse(self.respondent).map_err(at("id"))?,
            sector: Sector::Other,
            channel: self.channel,
            business: keywords::business(self.category)
                .or_else(|| keywords::business(&both))
                .unwrap_or(keywords::OTHER),
            cause: keywords::cause(&both),
            product: product.map_err(at(self.category_key))?,
            facts: LongText::parse(self.facts).map_err(at(self.facts_key))?,
            claim: keywords::claim(&both),
            incident_on: None,
        }))
    }
}

fn json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Flaw> {
    serde_json::from_str(text).map_err(|error| {
        // The message of serde may quote a value of the row; the place is enough to find it.
        let what = match error.classify() {
            serde_json::error::Category::Data => "a key is missing or of another type",
            serde_json::error::Category::Eof => "the line ends too early",
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => "it is no JSON",
        };
        Flaw::of_row("json", format!("The line is not as expected at character {}: {what}.", error.column()))
    })
}

/// The key as given, so long as it fits on one line of 80 characters.
fn identity(text: &str) -> Result<String, Flaw> {
    let text = text.trim();
    let invalid = |error| Flaw::invalid("id", &error);
    if text.chars().count() > 80 {
        return Err(Flaw::of("id", "text-too-long", "The id has more than 80 characters."));
    }
    ShortText::parse(text).map(|text| text.as_str().to_owned()).map_err(invalid)
}

struct Lines {
    reader: Box<dyn BufRead + Send>,
    line: u64,
    ended: bool,
    read: fn(&str, &mut String) -> Result<Box<Complaint>, Flaw>,
}

impl Lines {
    /// The next line without its end, cut at [`MAX_LINE_BYTES`] and one byte; `None` at the end of the file.
    fn next_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(MAX_LINE_BYTES + 1).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.len() as u64 > MAX_LINE_BYTES && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n')?;
        }
        Ok(Some(bytes))
    }
}

impl Iterator for Lines {
    type Item = Result<Row, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            match self.next_line() {
                Ok(None) => self.ended = true,
                Ok(Some(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(bytes)) => {
                    let mut id = String::new();
                    let content = text(&bytes).and_then(|text| (self.read)(text, &mut id));
                    return Some(Ok(Row { line: self.line, id, unknown: vec![], content }));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(SourceError::broken(self.line, &error)));
                }
            }
        }
        None
    }
}

fn text(bytes: &[u8]) -> Result<&str, Flaw> {
    if bytes.len() as u64 > MAX_LINE_BYTES {
        return Err(Flaw::of_row("record-too-long", "The line has more than 1,048,576 bytes."));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        Flaw::of_row("not-utf-8", format!("Byte {} of the line is not UTF-8.", error.valid_up_to() + 1))
    })
}
