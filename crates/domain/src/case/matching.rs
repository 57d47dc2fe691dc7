//! 重复、关联申请识别: how alike two filings are, with the reasons.
//!
//! What identifies people, products and complaints comes in as [`Mark`]s: keyed digests of normalised text that the shell makes. Equal
//! marks mean equal text; nothing of the text can be read from them.

use crate::classification::{Business, Cause, MatchFeature};
use crate::ids::{CaseId, CentreId};
use crate::rule_set::MatchingRules;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A keyed digest of some normalised text: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(pub String);

/// What one filing is compared by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchFacts {
    /// The case.
    pub case: CaseId,
    /// The centre it was filed with.
    pub centre: CentreId,
    /// When it was filed, legal date.
    pub filed_on: NaiveDate,
    /// What identifies the customers of the case, on whichever side they stand.
    pub identities: BTreeSet<(MatchFeature, Mark)>,
    /// Legal persons of the institutions of the case, on whichever side they stand.
    pub institutions: BTreeSet<Mark>,
    /// The product as named.
    pub product: Option<Mark>,
    /// The institution's number of the complaint made to it before.
    pub complaint: Option<Mark>,
    /// The ticket of the hotline or source system.
    pub ticket: Option<Mark>,
    /// Business class.
    pub business: Business,
    /// Cause.
    pub cause: Cause,
    /// When it happened, legal date.
    pub incident_on: Option<NaiveDate>,
}

impl MatchFacts {
    /// The marks by which other filings are looked up. A name alone finds nobody: names are shared.
    pub fn keys(&self) -> impl Iterator<Item = &Mark> {
        let identities = self.identities.iter().filter(|(feature, _)| *feature != MatchFeature::Name);
        identities.map(|(_, mark)| mark).chain(&self.complaint).chain(&self.ticket)
    }
}

/// Something two filings agree in, and what that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// What.
    pub feature: MatchFeature,
    /// Points of the rule set.
    pub points: u16,
}

/// Another case that is like this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarCase {
    /// Which.
    pub case: CaseId,
    /// The centre it was filed with.
    pub centre: CentreId,
    /// When it was filed, legal date.
    pub filed_on: NaiveDate,
    /// Sum of the points.
    pub score: u16,
    /// What agrees, each with its points.
    pub agreed: Vec<Agreed>,
    /// The score reaches the threshold and something of the matter itself agrees: nothing is accepted before a clerk has decided.
    pub must_decide: bool,
}

/// How like `other` is, for somebody who handles `one`; `None` below the threshold for showing, or when the filings lie too far apart.
#[must_use]
pub fn compare(rules: &MatchingRules, one: &MatchFacts, other: &MatchFacts) -> Option<SimilarCase> {
    let apart = |a: NaiveDate, b: NaiveDate| a.signed_duration_since(b).num_days().unsigned_abs();
    if one.case == other.case || apart(one.filed_on, other.filed_on) > u64::from(rules.window_days) {
        return None;
    }
    let near = match (one.incident_on, other.incident_on) {
        (Some(a), Some(b)) => apart(a, b) <= u64::from(rules.period_days),
        (Some(_) | None, None) | (None, Some(_)) => false,
    };
    let agrees = |feature: MatchFeature| match feature {
        MatchFeature::Document
        | MatchFeature::OrganisationCode
        | MatchFeature::Phone
        | MatchFeature::Name => {
            one.identities.iter().any(|identity| identity.0 == feature && other.identities.contains(identity))
        }
        MatchFeature::Institution => !one.institutions.is_disjoint(&other.institutions),
        MatchFeature::Product => one.product.is_some() && one.product == other.product,
        MatchFeature::Business => one.business == other.business,
        MatchFeature::Cause => one.cause == other.cause,
        MatchFeature::Period => near,
        MatchFeature::ComplaintNumber => one.complaint.is_some() && one.complaint == other.complaint,
        MatchFeature::OutsideTicket => one.ticket.is_some() && one.ticket == other.ticket,
    };
    let agreed: Vec<Agreed> = MatchFeature::ALL
        .iter()
        .copied()
        .filter(|feature| agrees(*feature))
        .map(|feature| Agreed { feature, points: rules.points(feature) })
        .collect();
    let score = agreed.iter().fold(0_u16, |sum, it| sum.saturating_add(it.points));
    (score >= rules.show_at).then(|| SimilarCase {
        case: other.case,
        centre: other.centre.clone(),
        filed_on: other.filed_on,
        score,
        must_decide: score >= rules.decide_at && agreed.iter().any(|it| is_of_the_matter(it.feature)),
        agreed,
    })
}

/// Whether a feature says what the dispute is about. One person with two disputes is no reason to hold either up.
const fn is_of_the_matter(feature: MatchFeature) -> bool {
    match feature {
        MatchFeature::Institution
        | MatchFeature::Product
        | MatchFeature::ComplaintNumber
        | MatchFeature::OutsideTicket => true,
        MatchFeature::Document
        | MatchFeature::OrganisationCode
        | MatchFeature::Phone
        | MatchFeature::Name
        | MatchFeature::Business
        | MatchFeature::Cause
        | MatchFeature::Period => false,
    }
}

/// The likest first, the newest first among equals, at most as many as the rules list; and how many more there are.
#[must_use]
pub fn shortlist(rules: &MatchingRules, mut found: Vec<SimilarCase>) -> (Vec<SimilarCase>, u32) {
    found.sort_by_key(|it| Reverse((it.score, it.filed_on, it.case)));
    found.dedup_by_key(|it| it.case);
    let more = found.len().saturating_sub(usize::from(rules.listed));
    found.truncate(usize::from(rules.listed));
    (found, u32::try_from(more).unwrap_or(u32::MAX))
}

/// Text as it is compared: compatibility forms folded, letters and digits alone, lower case.
#[must_use]
pub fn normalised(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A phone number as it is compared: digits without the country code of China.
#[must_use]
pub fn normalised_phone(text: &str) -> String {
    let digits: String = text.nfkc().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")) {
        Some(rest) if rest.len() >= 10 => rest.to_owned(),
        Some(_) | None => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_thing_are_one_thing() {
        assert_eq!(normalised("Ｅ 信用卡 (分期)"), normalised("e信用卡（分期）"));
        assert_eq!(normalised("阿依古丽·买买提"), normalised("阿依古丽 买买提"));
        assert_eq!(normalised_phone("+86 10097531864"), normalised_phone("10097531864"));
        assert_ne!(normalised_phone("86123"), normalised_phone("123"));
    }
}
