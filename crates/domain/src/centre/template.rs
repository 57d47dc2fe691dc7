//! How the numbers of a centre's papers read: one template for each kind of paper that has a register.

use crate::invalid::Invalid;
use serde::{Deserialize, Serialize};

/// A paper whose numbers are kept in a register without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NumberedDocument {
    /// 调解案号: given at acceptance, and again by a centre that takes a case over.
    Case,
    /// 收件回执: the receipt for a court's papers.
    Receipt,
}

impl NumberedDocument {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Case, Self::Receipt];

    /// The code of the interface.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Case => "CASE",
            Self::Receipt => "RECEIPT",
        }
    }

    /// The document with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.code() == code)
    }

    /// The part of a register's name that says which it is; fixed for ever.
    #[must_use]
    pub const fn register(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Receipt => "receipt",
        }
    }
}

/// A number with three blanks: `粤{city}金调字〔{year}〕{seq}号`.
///
/// The city keeps numbers of two centres apart, the year those of two registers, the sequence those of one. Reading from JSON does not
/// check: only history is read that way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumberTemplate(String);

/// The blanks, each exactly once.
const BLANKS: [&str; 3] = ["{city}", "{year}", "{seq}"];

impl NumberTemplate {
    /// The most characters of a template.
    pub const MAX_CHARS: usize = 60;

    /// Reads a template that holds each blank once and no other brace.
    ///
    /// # Errors
    /// `number-template-format`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        let rest = BLANKS.iter().fold(text.to_owned(), |rest, blank| rest.replacen(blank, "", 1));
        let visible = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '{' | '}');
        let whole = BLANKS.iter().all(|blank| text.matches(blank).count() == 1);
        if whole && rest.chars().all(visible) && text.chars().count() <= Self::MAX_CHARS {
            Ok(Self(text.to_owned()))
        } else {
            Err(Invalid::NumberTemplateFormat)
        }
    }

    /// The template.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn fill(&self, city: &str, year: i32, seq: u32) -> String {
        self.0.replace("{year}", &year.to_string()).replace("{seq}", &seq.to_string()).replace("{city}", city)
    }
}

/// A template for each kind of paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberTemplates {
    /// Of a case.
    pub case: NumberTemplate,
    /// Of a receipt for a court's papers.
    pub receipt: NumberTemplate,
}

impl Default for NumberTemplates {
    fn default() -> Self {
        Self {
            case: NumberTemplate("粤{city}金调字〔{year}〕{seq}号".to_owned()),
            receipt: NumberTemplate("粤{city}金调收字〔{year}〕{seq}号".to_owned()),
        }
    }
}

impl NumberTemplates {
    /// A number of the register.
    #[must_use]
    pub fn number(&self, document: NumberedDocument, city: &str, year: i32, seq: u32) -> String {
        match document {
            NumberedDocument::Case => self.case.fill(city, year, seq),
            NumberedDocument::Receipt => self.receipt.fill(city, year, seq),
        }
    }

    /// Whether two kinds of paper would get the same number.
    #[must_use]
    pub fn are_alike(&self) -> bool {
        self.case == self.receipt
    }
}
