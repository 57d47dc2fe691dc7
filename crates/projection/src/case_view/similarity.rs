//! Cases like this one, as the centre sees them.

use super::CaseView;
use chrono::{DateTime, Utc};
use domain::case::SimilarCase;
use domain::classification::SimilarRelation;
use domain::personal::Personal;
use domain::text::ShortText;
use serde::{Deserialize, Serialize};

/// A case like this one, and what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarCaseView {
    /// Which, and what agrees.
    #[serde(flatten)]
    pub found: SimilarCase,
    /// What it is to this case; nothing until a clerk has decided.
    pub relation: Option<SimilarRelation>,
    /// Why, sealed.
    pub reason: Option<Personal<ShortText>>,
    /// When decided, UTC.
    pub decided_at: Option<DateTime<Utc>>,
}

impl CaseView {
    /// Whether a clerk must still decide about a case like this one.
    pub(crate) fn similarity_undecided(&self) -> bool {
        self.similar.iter().any(|it| it.found.must_decide && it.relation.is_none())
    }
}
