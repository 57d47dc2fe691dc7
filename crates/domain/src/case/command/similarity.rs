//! About filings that may be one dispute.

use crate::case::matching::SimilarCase;
use crate::classification::SimilarRelation;
use crate::ids::CaseId;
use crate::personal::Personal;
use crate::text::ShortText;

/// 标记相似案件. Only the house does this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagSimilar {
    /// What was found, the likest first.
    pub candidates: Vec<SimilarCase>,
    /// How many more there are.
    pub more: u32,
}

/// 认定相似案件.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideSimilarity {
    /// About which cases.
    pub others: Vec<CaseId>,
    /// What they are to this case.
    pub relation: SimilarRelation,
    /// Why.
    pub reason: Option<Personal<ShortText>>,
}
