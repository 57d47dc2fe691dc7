//! Why somebody was asked: the roster as it was judged, kept in the offer, so that anybody can judge it again.

use crate::case::ranking::{Excluded, Matter, Ranked, Ranking};
use crate::classification::{Business, Language};
use crate::ids::MediatorId;
use crate::occasion::Occasion;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What put one of the eligible before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DecidedBy {
    /// Nobody came after.
    OnlyOne,
    /// More points.
    Score,
    /// The same points, a longer wait.
    Wait,
    /// The same wait too, fewer open cases.
    Load,
    /// Equal in everything: the smaller id.
    Id,
}

/// One of those who were asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPlace {
    /// Who.
    pub mediator: MediatorId,
    /// Place among the eligible, from 1; absent for somebody the ranking leaves out, such as one whom all parties accept all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// What put him or her before the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedBy>,
}

/// The roster judged for one case: [`crate::case::rank`] over the roster as of `read_at` gives the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignmentRecord {
    /// The legal date it was judged on.
    pub legal_date: NaiveDate,
    /// The rule set whose weights were used.
    pub rule_set_version: u32,
    /// Place in the log up to which roster and loads were read.
    pub read_at: u64,
    /// Business class asked for.
    pub business: Business,
    /// Language asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Who was asked, and from which place.
    pub asked: Vec<AskedPlace>,
    /// Who could be asked, the best first: the first [`AssignmentRecord::MOST`].
    pub eligible: Vec<Ranked>,
    /// How many could be asked.
    pub eligible_total: u32,
    /// Who could not, and every reason: the first [`AssignmentRecord::MOST`] by id.
    pub excluded: Vec<Excluded>,
    /// How many could not.
    pub excluded_total: u32,
}

impl AssignmentRecord {
    /// The most rows of either list an offer keeps; the network had 317 mediators in all in 2019, one centre has far fewer.
    pub const MOST: usize = 200;

    /// The record of a ranking.
    pub(super) fn of(
        matter: &Matter,
        ranking: Ranking,
        asked: &[MediatorId],
        read_at: u64,
        occasion: &Occasion<'_>,
    ) -> Self {
        let Ranking { mut eligible, mut excluded } = ranking;
        let (eligible_total, excluded_total) = (total(eligible.len()), total(excluded.len()));
        let asked = asked.iter().map(|mediator| place_of(&eligible, *mediator)).collect();
        eligible.truncate(Self::MOST);
        excluded.truncate(Self::MOST);
        Self {
            legal_date: occasion.today(),
            rule_set_version: occasion.rules.version,
            read_at,
            business: matter.business,
            language: matter.language,
            asked,
            eligible,
            eligible_total,
            excluded,
            excluded_total,
        }
    }
}

fn total(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn place_of(eligible: &[Ranked], mediator: MediatorId) -> AskedPlace {
    let at = eligible.iter().position(|ranked| ranked.mediator == mediator);
    let decided_by = at.map(|at| match (eligible.get(at), eligible.get(at.saturating_add(1))) {
        (Some(this), Some(next)) if this.score != next.score => DecidedBy::Score,
        (Some(this), Some(next)) if this.waiting_since != next.waiting_since => DecidedBy::Wait,
        (Some(this), Some(next)) if this.load != next.load => DecidedBy::Load,
        (Some(_), Some(_)) => DecidedBy::Id,
        (Some(_) | None, None) | (None, Some(_)) => DecidedBy::OnlyOne,
    });
    AskedPlace { mediator, place: at.map(|at| total(at.saturating_add(1))), decided_by }
}
