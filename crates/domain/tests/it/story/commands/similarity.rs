//! Cases that are like the one of the stories.

use crate::story::actors::*;
use crate::story::commands::*;
use crate::story::day;
use domain::case::*;
use domain::classification::*;
use domain::ids::CaseId;
use uuid::Uuid;

/// The same person against the same bank.
pub(crate) const TWIN: CaseId = CaseId(Uuid::from_u128(0xCA5F));
/// The same person against another bank.
pub(crate) const COUSIN: CaseId = CaseId(Uuid::from_u128(0xCA60));

pub(crate) fn similar(case: CaseId, must_decide: bool) -> SimilarCase {
    let agreed = vec![Agreed { feature: MatchFeature::Document, points: 50 }];
    SimilarCase { case, centre: guangzhou(), filed_on: day("2026-09-01"), score: 50, agreed, must_decide }
}

pub(crate) fn flag_similar() -> FlagSimilar {
    FlagSimilar { candidates: vec![similar(TWIN, true), similar(COUSIN, false)], more: 0 }
}

pub(crate) fn decide_similarity() -> DecideSimilarity {
    let reason = Some(secret_short("两笔存款，到期日不同"));
    DecideSimilarity { others: vec![TWIN], relation: SimilarRelation::Different, reason }
}

pub(crate) fn decided(relation: SimilarRelation) -> DecideSimilarity {
    DecideSimilarity { relation, reason: None, ..decide_similarity() }
}
