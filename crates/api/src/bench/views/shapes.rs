//! What cases are about: texts, products and classes of real complaints, cut into sentences and put together anew, so that no two cases
//! read alike and all of them read like complaints.

use super::super::BenchError;
use super::drawn;
use crate::import::{Format, Source, open_rows};
use chrono::NaiveDate;
use domain::classification::{Business, Cause, ClaimKind, Sector};
use domain::text::{LongText, ShortText};
use std::path::{Path, PathBuf};

/// Most complaints taken from one file.
const MOST: usize = 20_000;
/// Sentences of a case's own complaint, and of another.
const OWN: usize = 4;
const OTHERS: usize = 1;
/// Characters of a sentence that is used.
const SENTENCE: usize = 120;

/// Without a file: a few complaints made up.
const MADE_UP: [(&str, Business, Cause, &str); 4] = [
    (
        "2023年8月存入三年期定期存款。约定年利率2.75%。到期支取时仅收到部分利息。柜台称系统按提前支取计息。",
        Business::RmbSavings,
        Cause::ProductReturn,
        "三年期定期存款",
    ),
    (
        "信用卡分期提前还款。仍被收取剩余手续费。客服承诺退还后一直没有退。账单至今显示欠款。",
        Business::CreditCard,
        Cause::Pricing,
        "信用卡分期",
    ),
    (
        "购买理财产品时未被告知本金可能亏损。风险等级与本人评测不符。合同文本至今没有交给本人。",
        Business::AgencySales,
        Cause::Marketing,
        "稳健一号理财",
    ),
    (
        "提前还贷预约后两个月未能办理。贷款年化利率与合同约定不一致。柜台拒绝出具结清证明。",
        Business::Loan,
        Cause::ContractTerms,
        "个人住房贷款",
    ),
];

/// One complaint's shape.
struct Shape {
    sentences: Vec<String>,
    business: Business,
    cause: Cause,
    claim: ClaimKind,
    sector: Sector,
    product: Option<ShortText>,
    incident_on: Option<NaiveDate>,
}

/// All of them.
pub(super) struct Shapes(Vec<Shape>);

/// What one case is about.
pub(super) struct About {
    pub(super) facts: LongText,
    pub(super) business: Business,
    pub(super) cause: Cause,
    pub(super) claim: ClaimKind,
    pub(super) sector: Sector,
    pub(super) product: Option<ShortText>,
    /// Month and day it happened on, in some year.
    pub(super) incident_on: Option<NaiveDate>,
}

impl Shapes {
    /// Reads the complaints of files: CSV as the CFPB publishes it, JSON lines with questions of citizens or facts of judgments; plain or
    /// packed. Without files a few that are made up.
    pub(super) fn read(files: &[PathBuf]) -> Result<Self, BenchError> {
        let mut shapes = Vec::new();
        for file in files {
            read_file(file, &mut shapes)?;
        }
        if shapes.is_empty() {
            shapes.extend(MADE_UP.map(|(text, business, cause, product)| Shape {
                sentences: sentences(text),
                business,
                cause,
                claim: ClaimKind::Payment,
                sector: Sector::Bank,
                product: ShortText::parse(product).ok(),
                incident_on: None,
            }));
        }
        Ok(Self(shapes))
    }

    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    /// What case `number` is about; none only when a text cannot be put together.
    pub(super) fn about(&self, number: u64) -> Option<About> {
        let own = self.0.get(drawn(number, "shape", self.0.len()))?;
        let other = self.0.get(drawn(number, "other", self.0.len()))?;
        let mut facts = String::new();
        for (shape, many, salt) in [(own, OWN, "first"), (other, OTHERS, "second")] {
            let first = drawn(number, salt, shape.sentences.len());
            facts.extend(shape.sentences.iter().cycle().skip(first).take(many).map(String::as_str));
        }
        facts.push_str(&format!("涉及金额{}元。", 100 + drawn(number, "sum", 90_000)));
        Some(About {
            facts: LongText::parse(&facts).ok()?,
            business: own.business,
            cause: own.cause,
            claim: own.claim,
            sector: own.sector,
            product: own.product.clone(),
            incident_on: own.incident_on,
        })
    }
}

fn read_file(file: &Path, shapes: &mut Vec<Shape>) -> Result<(), BenchError> {
    let unreadable = |error: &dyn std::fmt::Display| BenchError::Log(format!("{}: {error}", file.display()));
    let source = Source::open(file).map_err(|error| unreadable(&error))?;
    let rows = open_rows(format_of(file), source).map_err(|error| unreadable(&error))?;
    for row in rows.take(MOST) {
        let row = row.map_err(|error| unreadable(&error))?;
        // What an import would refuse has no shape either.
        let Ok(complaint) = row.content else { continue };
        let sentences = sentences(complaint.facts.as_str());
        if sentences.is_empty() {
            continue;
        }
        shapes.push(Shape {
            sentences,
            business: complaint.business,
            cause: complaint.cause,
            claim: complaint.claim,
            sector: complaint.sector,
            product: complaint.product,
            incident_on: complaint.incident_on,
        });
    }
    Ok(())
}

/// By its name, as such files are called.
fn format_of(file: &Path) -> Format {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    match name {
        name if name.contains("consult") => Format::Consultations,
        name if name.contains("jsonl") => Format::CourtFacts,
        name if name.contains("14col") => Format::Cfpb14,
        _ => Format::Cfpb,
    }
}

/// The sentences of a text, long ones cut short.
fn sentences(text: &str) -> Vec<String> {
    let parts = text.split_inclusive(['。', '；', '！', '？', '.', '!', '?', '\n']);
    let kept = parts.map(str::trim).filter(|part| part.chars().count() > 3);
    kept.map(|part| part.chars().take(SENTENCE).chain([' ']).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::Shapes;

    #[test]
    fn the_same_number_is_about_the_same_and_another_about_something_else() {
        let shapes = Shapes::read(&[]).unwrap();
        let facts = |number| shapes.about(number).unwrap().facts;
        assert_eq!(facts(1), facts(1));
        let different: std::collections::BTreeSet<_> =
            (0..100).map(|number| facts(number).as_str().to_owned()).collect();
        assert!(different.len() > 95);
    }
}
