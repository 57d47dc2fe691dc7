//! Filings that may be one dispute, and what the centre decided about them.

use crate::case::matching::SimilarCase;
use crate::classification::SimilarRelation;
use crate::ids::CaseId;
use crate::personal::{Personal, personal_fields};
use crate::text::ShortText;
use serde::{Deserialize, Serialize};

/// 发现相似案件. Earlier filings are like this one; found by the house when the application, or another party, came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarCasesFound {
    /// The likest first, each with what agrees.
    pub candidates: Vec<SimilarCase>,
    /// How many more there are beyond those listed.
    pub more: u32,
    /// The score from which a decision is needed.
    pub decide_at: u16,
    /// Version of the rule set the points come from.
    pub rule_set_version: u32,
}

/// 认定相似案件. What a clerk decided about cases like this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarityDecided {
    /// About which.
    pub others: Vec<CaseId>,
    /// What they are to this case.
    pub relation: SimilarRelation,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<ShortText>>,
}

/// 并入另案. The same dispute is in another case already; this application goes on there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationJoined {
    /// Which case.
    pub into: CaseId,
}

personal_fields! {
    SimilarCasesFound {}
    SimilarityDecided { reason }
    ApplicationJoined {}
}
