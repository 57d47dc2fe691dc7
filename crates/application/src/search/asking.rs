//! From a question to cases: whose list it is asked of is part of the expression, and what comes out is ranked.

use super::contents::{Class, Mark, centre_word, institution_word, mark};
use super::index::{known, newest, numbered};
use super::sought::Sought;
use crate::vault::Vault;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Whose cases are searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those of a centre.
    Centre(CentreId),
    /// Those in which an institution, or a unit below it, is a party.
    Institution(Uscc),
    /// These.
    Cases(Vec<CaseId>),
}

/// A case that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub case: CaseId,
    /// How it was found.
    pub by: FoundBy,
    /// How many of the things asked for stand in it.
    pub parts: usize,
    seq: i64,
}

/// How a case was found, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// By its texts, or by texts and names together.
    Text,
    /// Everything asked for stands in its names, numbers and dates.
    Header,
    /// The question is one of its names or numbers.
    Whole,
}

/// One thing asked for, as digests.
struct Part {
    header: Vec<Mark>,
    text: Vec<Mark>,
}

/// A question, as digests.
pub(super) struct Question {
    whole: Mark,
    parts: Vec<Part>,
    scope: ScopeMarks,
}

enum ScopeMarks {
    Word(Mark),
    Cases(Vec<CaseId>),
}

impl Question {
    pub(super) fn new(vault: &Vault, sought: &Sought, scope: Scope) -> Self {
        let of = |class, words: &[String]| words.iter().map(|word| mark(vault, class, word)).collect();
        let part =
            |words: &Vec<String>| Part { header: of(Class::Header, words), text: of(Class::Text, words) };
        let scope = match scope {
            Scope::Centre(centre) => ScopeMarks::Word(mark(vault, Class::Scope, &centre_word(&centre))),
            Scope::Institution(code) => {
                ScopeMarks::Word(mark(vault, Class::Scope, &institution_word(code.as_str())))
            }
            Scope::Cases(cases) => ScopeMarks::Cases(cases),
        };
        Self {
            whole: mark(vault, Class::Whole, &sought.whole),
            parts: sought.parts.iter().map(part).collect(),
            scope,
        }
    }

    /// What is found, the best first.
    pub(super) fn hits(&self, connection: &Connection, most: usize) -> rusqlite::Result<Vec<Hit>> {
        // One moment for all the questions.
        let moment = connection.unchecked_transaction()?;
        let mut hits = Vec::new();
        match &self.scope {
            ScopeMarks::Cases(cases) => {
                for case in cases {
                    if let Some(known) = known(&moment, *case)? {
                        hits.extend(self.hit(*case, known.seq(), &known.marks));
                    }
                }
            }
            ScopeMarks::Word(scope) => {
                for seq in self.candidates(&moment, *scope, most)? {
                    if let Some((case, marks)) = numbered(&moment, seq)? {
                        hits.extend(self.hit(case, seq, &marks));
                    }
                }
            }
        }
        hits.sort_by_key(|hit| Reverse((hit.by, hit.parts, hit.seq)));
        hits.truncate(most);
        Ok(hits)
    }

    /// The newest cases of each rank; of the last rank, where not everything asked for is found, only when the others are not enough.
    fn candidates(
        &self,
        connection: &Connection,
        scope: Mark,
        most: usize,
    ) -> rusqlite::Result<BTreeSet<i64>> {
        let within = |what: &str| format!("\"{scope:016x}\" AND ({what})");
        let header: Vec<String> = self.parts.iter().map(|part| any(&part.header)).collect();
        let either: Vec<String> =
            self.parts.iter().map(|part| format!("({} OR {})", any(&part.header), any(&part.text))).collect();
        let mut found = BTreeSet::new();
        for expression in [quoted(self.whole), header.join(" AND "), either.join(" AND ")] {
            found.extend(newest(connection, &within(&expression), most)?);
            // What a rank leaves over, a lower one cannot add to.
            if found.len() >= most {
                return Ok(found);
            }
        }
        if self.parts.len() > 1 {
            found.extend(newest(connection, &within(&either.join(" OR ")), PARTIAL)?);
        }
        Ok(found)
    }

    /// How a case with these digests is found; not at all when less than half of what is asked for stands in it.
    fn hit(&self, case: CaseId, seq: i64, marks: &[Mark]) -> Option<Hit> {
        let has = |mark: &Mark| marks.binary_search(mark).is_ok();
        let in_header = self.parts.iter().filter(|part| part.header.iter().any(has)).count();
        let parts = self.parts.iter().filter(|part| part.header.iter().chain(&part.text).any(has)).count();
        let by = if has(&self.whole) {
            FoundBy::Whole
        } else if in_header == self.parts.len() {
            FoundBy::Header
        } else {
            FoundBy::Text
        };
        (by == FoundBy::Whole || parts * 2 >= self.parts.len()).then_some(Hit { case, by, parts, seq })
    }
}

/// Cases looked at, the newest first, in which not everything asked for stands.
const PARTIAL: usize = 300;

fn quoted(mark: Mark) -> String {
    format!("\"{mark:016x}\"")
}

fn any(marks: &[Mark]) -> String {
    let quoted: Vec<String> = marks.iter().map(|mark| quoted(*mark)).collect();
    format!("({})", quoted.join(" OR "))
}
