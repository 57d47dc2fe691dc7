//! Court case numbers (案号) after the Supreme People's Court's rules of 2015, amended 2018.
//!
//! A number reads: year in brackets, court, optional special-trial code, type, serial, 号, optional 之一.
//! In `（2023）粤0104民特123号` the court is 粤0104, the type 民特 and the serial 123.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;

/// One character for each high court: the provinces, the military courts 军 and the Xinjiang corps 兵.
const HIGH_COURTS: &str = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新军兵";
const SUPREME_COURT: &str = "最高法";
/// The special-trial code for intellectual property, the only one in use.
const SPECIAL_TRIAL: char = '知';
/// The types a financial dispute meets on its way; see `known_type`.
const KNOWN_TYPES: &str = "民初 民终 民申 民再 民特 民特监 民督 民辖 民撤 诉前调 民诉前调 诉前调确 诉前调书 调确 \
                           财保 执 执保 执恢 执异 执复";

/// A court case number in its official spelling with full-width brackets.
///
/// Reading from JSON does not check: only history is read that way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CourtCaseNumber(String);

/// The pieces of a well-formed number, borrowed from its text.
struct Parts<'a> {
    year: &'a str,
    court: &'a str,
    case_type: &'a str,
    /// Everything after the closing bracket.
    tail: &'a str,
}

impl CourtCaseNumber {
    /// Checks a number; half-width brackets become full-width, so that one case has one spelling.
    ///
    /// # Errors
    /// `case-number-format`. A type that is not known is no error: courts invent types; see
    /// [`CourtCaseNumber::known_type`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let parts = split(text.trim()).ok_or(Invalid::CaseNumberFormat)?;
        Ok(Self(format!("（{}）{}", parts.year, parts.tail)))
    }

    /// The number in its official spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The court's code, such as `粤0104`; empty only for a number that history kept unchecked.
    pub fn court(&self) -> &str {
        split(&self.0).map_or("", |parts| parts.court)
    }

    /// The type code, such as `民特`; empty only for a number that history kept unchecked.
    pub fn case_type(&self) -> &str {
        split(&self.0).map_or("", |parts| parts.case_type)
    }

    /// Whether the type is one that a financial dispute can meet. An unknown type deserves a second look.
    pub fn known_type(&self) -> bool {
        KNOWN_TYPES.split_whitespace().any(|known| known == self.case_type())
    }
}

impl fmt::Display for CourtCaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text is a court's code alone: a province's character and two digits (intermediate) or four (basic), or none (high).
pub fn is_court_code(text: &str) -> bool {
    let mut characters = text.chars();
    let province = characters.next().is_some_and(|first| HIGH_COURTS.contains(first));
    let digits = characters.as_str();
    province && matches!(digits.len(), 0 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn split(text: &str) -> Option<Parts<'_>> {
    let text = text.strip_prefix(['（', '('])?;
    let (year, tail) = text.split_once(['）', ')'])?;
    let (year, after_year) = take_digits(year);
    if year.len() != 4 || !after_year.is_empty() {
        return None;
    }
    let (court, rest) = take_court(tail)?;
    let (case_type, rest) = take_while(rest, is_ideograph);
    let (serial, rest) = take_digits(rest);
    let suffix = rest.strip_prefix('号')?;
    let special = case_type.strip_prefix(SPECIAL_TRIAL).filter(|remaining| !remaining.is_empty());
    let case_type = special.unwrap_or(case_type);
    let fits = (1..=6).contains(&case_type.chars().count())
        && (1..=8).contains(&serial.len())
        && is_sub_number(suffix);
    fits.then_some(Parts { year, court, case_type, tail })
}

/// The Supreme Court, or a high court's character followed by nothing, two digits or four digits.
fn take_court(text: &str) -> Option<(&str, &str)> {
    if text.starts_with(SUPREME_COURT) {
        return text.split_at_checked(SUPREME_COURT.len());
    }
    let province = text.chars().next().filter(|c| HIGH_COURTS.contains(*c))?;
    let digits = take_digits(text.get(province.len_utf8()..)?).0.len();
    if matches!(digits, 0 | 2 | 4) { text.split_at_checked(province.len_utf8() + digits) } else { None }
}

/// Nothing, or 之 and a Chinese number: further rulings in one case are 之一, 之二 and so on.
fn is_sub_number(suffix: &str) -> bool {
    let Some(number) = suffix.strip_prefix('之') else {
        return suffix.is_empty();
    };
    !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
}

fn take_digits(text: &str) -> (&str, &str) {
    take_while(text, |c| c.is_ascii_digit())
}

fn take_while(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !wanted(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Han ideographs of all planes.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}
