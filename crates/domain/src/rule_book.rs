//! The versions of the rule set of the house that came after this program was built: published by the federation, one event each.
//!
//! A version says from which day it counts and what it changes; whatever it is silent about is as the version before has it. Terms of a
//! centre lie over the version of the day. A deadline keeps the version it was computed from, so that a new one changes the future only.

use crate::calendar::Period;
use crate::centre::{CentreRejection, CentreRules};
use crate::deadline::{Basis, Timer};
use crate::personal::personal_fields;
use crate::rule_set::RuleSet;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A length and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedPeriod {
    /// How long.
    pub period: Period,
    /// Where the length comes from.
    pub basis: Basis,
}

/// 发布规则版本. A version of the rules of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetPublished {
    /// 2, 3, 4 …; 1 came with the program.
    pub version: u32,
    /// The first legal date on which it counts.
    pub effective_from: NaiveDate,
    /// Periods it changes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub periods: BTreeMap<Timer, PublishedPeriod>,
    /// Other parameters it changes; of periods there are none in here.
    #[serde(default)]
    pub choices: CentreRules,
    /// Days after which a director is asked when a clerk did not act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation_days: Option<u16>,
    /// Why, with the instrument that demands it.
    pub reason: ShortText,
}

personal_fields! {
    RuleSetPublished {}
}

events! {
    /// Everything that can have happened to the rules of the house.
    pub enum RuleBookEvent {
        RuleSetPublished => "rules.version-published.v1",
    }
}

/// Publishes a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishRuleSet {
    /// From when.
    pub effective_from: NaiveDate,
    /// Periods it changes.
    pub periods: BTreeMap<Timer, PublishedPeriod>,
    /// Other parameters it changes.
    pub choices: CentreRules,
    /// Days after which a director is asked.
    pub escalation_days: Option<u16>,
    /// Why.
    pub reason: ShortText,
}

/// Why a version is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleBookRejection {
    /// What a centre's terms would be refused for as well.
    Terms(CentreRejection),
    /// A period set by law is to become a choice of ours.
    BasisIsPractice {
        /// Which.
        timer: Timer,
    },
    /// It would change nothing.
    ChangesNothing,
}

impl RuleBookRejection {
    /// Codes of its own; the others are a centre's.
    pub const ALL_CODES: &'static [&'static str] = &["basis-is-practice", "rule-set-changes-nothing"];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Terms(rejection) => rejection.code(),
            Self::BasisIsPractice { .. } => "basis-is-practice",
            Self::ChangesNothing => "rule-set-changes-nothing",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Terms(rejection) => rejection.facts(),
            Self::BasisIsPractice { timer } => vec![("timer", timer.id().to_owned())],
            Self::ChangesNothing => vec![],
        }
    }
}

/// The versions that were published, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleBook {
    published: Vec<RuleSetPublished>,
}

impl RuleBook {
    /// The versions, the oldest first.
    #[must_use]
    pub fn published(&self) -> &[RuleSetPublished] {
        &self.published
    }

    /// The rules of the house on a legal date.
    #[must_use]
    pub fn on(&self, built_in: &RuleSet, today: NaiveDate) -> RuleSet {
        let counting = self.published.iter().filter(|it| it.effective_from <= today);
        counting.fold(built_in.clone(), |rules, it| laid_over(&rules, it))
    }
}

fn laid_over(rules: &RuleSet, version: &RuleSetPublished) -> RuleSet {
    let mut next = rules.of_centre(&version.choices, None);
    next.version = version.version;
    next.effective_from = version.effective_from;
    next.escalation_days = version.escalation_days.unwrap_or(rules.escalation_days);
    for (timer, published) in &version.periods {
        next.set_rule(*timer, published.period, published.basis);
    }
    next
}

/// The longest period a version may set, in days of either kind, months and years.
const LONGEST: (u16, u16, u16) = (1_100, 60, 20);

/// What happens when a version is published on the legal date `today`.
///
/// # Errors
/// The [`RuleBookRejection`] that forbids it.
pub fn decide(
    today: NaiveDate,
    book: &RuleBook,
    built_in: &RuleSet,
    command: PublishRuleSet,
) -> Result<Vec<RuleBookEvent>, RuleBookRejection> {
    if command.effective_from < today {
        return Err(RuleBookRejection::Terms(CentreRejection::EffectiveDatePast { today }));
    }
    let last = book.published.last();
    if let Some(last) = last.map(|it| it.effective_from).filter(|last| command.effective_from < *last) {
        return Err(RuleBookRejection::Terms(CentreRejection::EffectiveBeforeLast { last }));
    }
    let before = book.on(built_in, NaiveDate::MAX);
    for (timer, published) in &command.periods {
        let (n, most) = match published.period {
            Period::CalendarDays(n) | Period::WorkingDays(n) => (n, LONGEST.0),
            Period::Months(n) => (n, LONGEST.1),
            Period::Years(n) => (n, LONGEST.2),
        };
        if !(1..=most).contains(&n) {
            let (rule, least) = (timer.id(), 1);
            return Err(RuleBookRejection::Terms(CentreRejection::RuleOutOfRange { rule, least, most }));
        }
        if published.basis == Basis::Practice && before.rule(*timer).basis != Basis::Practice {
            return Err(RuleBookRejection::BasisIsPractice { timer: *timer });
        }
    }
    if command.escalation_days.is_some_and(|days| !(1..=60).contains(&days)) {
        let (rule, least, most) = ("escalation_days", 1, 60);
        return Err(RuleBookRejection::Terms(CentreRejection::RuleOutOfRange { rule, least, most }));
    }
    command.choices.check(&before).map_err(RuleBookRejection::Terms)?;
    let published = RuleSetPublished {
        version: before.version.saturating_add(1),
        effective_from: command.effective_from,
        periods: command.periods,
        choices: command.choices,
        escalation_days: command.escalation_days,
        reason: command.reason,
    };
    let mut after = laid_over(&before, &published);
    (after.version, after.effective_from) = (before.version, before.effective_from);
    if after == before {
        return Err(RuleBookRejection::ChangesNothing);
    }
    Ok(vec![RuleBookEvent::RuleSetPublished(published)])
}

/// Records an event.
#[must_use]
pub fn evolve(mut book: RuleBook, event: &RuleBookEvent) -> RuleBook {
    match event {
        RuleBookEvent::RuleSetPublished(published) => book.published.push(published.clone()),
    }
    book
}
