//! Explained assignment (指派建议): whom the centre may ask, in which order, and why not the others (domain §1.5).
//!
//! A pure, total function: the same facts give the same order on any machine. It proposes; the offer itself judges again. Load,
//! expertise and language are bounded, the time somebody has waited is not, so that nobody eligible is passed over for ever.

use crate::case::conflict::{CaseFacts, ConflictFinding, scan};
use crate::classification::{Business, Language};
use crate::ids::MediatorId;
use crate::mediator::MediatorFacts;
use crate::rule_set::RuleSet;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a case asks of its mediator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Everybody in it.
    pub facts: CaseFacts,
    /// Its business class.
    pub business: Business,
    /// The language the parties want, if they want one.
    pub language: Option<Language>,
    /// Who declined it or was replaced in it.
    pub declined: Vec<MediatorId>,
    /// Who sits in it now.
    pub sitting: Vec<MediatorId>,
}

/// Somebody on the roster, as far as choosing goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What conflicts are judged by.
    pub facts: MediatorFacts,
    /// Fields of experience.
    pub expertise: Vec<Business>,
    /// Languages he or she mediates in.
    pub languages: Vec<Language>,
    /// Most open cases at once; absent: the rule set's default.
    pub load_cap: Option<u16>,
    /// Open cases now.
    pub load: u32,
    /// Legal date on which he or she was last asked, or entered if never asked.
    pub waiting_since: NaiveDate,
}

/// Why somebody is not proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NotProposed {
    /// Suspended or struck off.
    Inactive,
    /// Today lies outside the term.
    OutsideTerm,
    /// Sits in the case already.
    SitsAlready,
    /// Declined this case, or was replaced in it.
    DeclinedBefore,
    /// Has as many open cases as may be.
    LoadCapReached {
        /// Open cases now.
        load: u32,
        /// Most at once.
        cap: u16,
    },
    /// A relation to the case (SM2016 15; OM2021 13). Somebody whom all parties may accept all the same is not proposed either.
    Conflict {
        /// Each relation and the fact it rests on.
        findings: Vec<ConflictFinding>,
    },
}

/// Points by where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreParts {
    /// For the share of the load cap that is free.
    pub load: u64,
    /// For experience in the business class.
    pub expertise: u64,
    /// For the language wanted.
    pub language: u64,
    /// For each day waited; without bound.
    pub fairness: u64,
}

impl ScoreParts {
    /// All of it.
    #[must_use]
    pub const fn total(self) -> u64 {
        self.load.saturating_add(self.expertise).saturating_add(self.language).saturating_add(self.fairness)
    }
}

/// Somebody who may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranked {
    /// Who.
    pub mediator: MediatorId,
    /// All points.
    pub score: u64,
    /// The points by where they come from.
    pub parts: ScoreParts,
    /// Open cases now.
    pub load: u32,
    /// Most at once.
    pub load_cap: u16,
    /// Legal date the wait began.
    pub waiting_since: NaiveDate,
}

/// Somebody who may not, with every reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excluded {
    /// Who.
    pub mediator: MediatorId,
    /// Why; never empty.
    pub reasons: Vec<NotProposed>,
}

/// The roster, judged for one case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ranking {
    /// Who may be asked, the best first: most points, then the longest wait, then the fewest open cases, then the smaller id.
    pub eligible: Vec<Ranked>,
    /// Everybody else, by id.
    pub excluded: Vec<Excluded>,
}

/// Judges every candidate for a case on the legal date `today`; the order they come in does not matter.
#[must_use]
pub fn rank(matter: &Matter, candidates: &[Candidate], today: NaiveDate, rules: &RuleSet) -> Ranking {
    let mut ranking = Ranking::default();
    for candidate in candidates {
        let mediator = candidate.facts.id;
        let reasons = reasons_against(matter, candidate, today, rules);
        if reasons.is_empty() {
            ranking.eligible.push(ranked(matter, candidate, today, rules));
        } else {
            ranking.excluded.push(Excluded { mediator, reasons });
        }
    }
    ranking.eligible.sort_unstable_by(|one, other| {
        let waited = one.waiting_since.cmp(&other.waiting_since);
        let by_score = other.score.cmp(&one.score).then(waited);
        by_score.then(one.load.cmp(&other.load)).then(one.mediator.cmp(&other.mediator))
    });
    ranking.excluded.sort_unstable_by_key(|excluded| excluded.mediator);
    ranking
}

pub(super) fn cap_of(candidate: &Candidate, rules: &RuleSet) -> u16 {
    candidate.load_cap.unwrap_or(rules.assignment.default_load_cap)
}

pub(super) fn reasons_against(
    matter: &Matter,
    candidate: &Candidate,
    today: NaiveDate,
    rules: &RuleSet,
) -> Vec<NotProposed> {
    let (facts, load, cap) = (&candidate.facts, candidate.load, cap_of(candidate, rules));
    let findings = scan(facts, &matter.facts, today, rules.cooling_off_years);
    let reasons = [
        (!facts.active).then_some(NotProposed::Inactive),
        (!facts.term.covers(today)).then_some(NotProposed::OutsideTerm),
        matter.sitting.contains(&facts.id).then_some(NotProposed::SitsAlready),
        matter.declined.contains(&facts.id).then_some(NotProposed::DeclinedBefore),
        (load >= u32::from(cap)).then_some(NotProposed::LoadCapReached { load, cap }),
        (!findings.is_empty()).then_some(NotProposed::Conflict { findings }),
    ];
    reasons.into_iter().flatten().collect()
}

fn ranked(matter: &Matter, candidate: &Candidate, today: NaiveDate, rules: &RuleSet) -> Ranked {
    let (weights, cap) = (&rules.assignment, cap_of(candidate, rules));
    let free = u64::from(u32::from(cap).saturating_sub(candidate.load));
    let days = today.signed_duration_since(candidate.waiting_since).num_days();
    let speaks = matter.language.is_some_and(|language| candidate.languages.contains(&language));
    let knows = candidate.expertise.contains(&matter.business);
    let parts = ScoreParts {
        // Who reached the cap, zero included, is not here.
        load: (u64::from(weights.load) * free).checked_div(u64::from(cap)).unwrap_or(0),
        expertise: if knows { u64::from(weights.expertise) } else { 0 },
        language: if speaks { u64::from(weights.language) } else { 0 },
        fairness: u64::from(weights.per_day_waited) * u64::try_from(days).unwrap_or(0),
    };
    Ranked {
        mediator: candidate.facts.id,
        score: parts.total(),
        parts,
        load: candidate.load,
        load_cap: cap,
        waiting_since: candidate.waiting_since,
    }
}
