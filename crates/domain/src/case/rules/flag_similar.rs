//! 标记相似案件: what the house found is put before the clerk. Only the house itself does this; there is no address for it.
//!
//! Nothing is flagged once acceptance is decided: a later filing of the same dispute is flagged in its own case.

use crate::case::command::FlagSimilar;
use crate::case::event::{Event, SimilarCasesFound};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Stage};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: FlagSimilar,
) -> Result<Vec<Event>, Rejection> {
    let Case::Filed(filed) = case else { return Err(Rejection::NotInvolved) };
    if !occasion.by.is_the_house() {
        return Err(Rejection::NotInvolved);
    }
    let (Stage::Submitted { .. } | Stage::Supplementing { .. }) = filed.stage else { return Ok(vec![]) };
    let known = |other| filed.dossier.similar.iter().any(|it| it.case == other);
    let mut candidates = command.candidates;
    candidates.retain(|it| it.case != filed.dossier.case && !known(it.case));
    if candidates.is_empty() {
        return Ok(vec![]);
    }
    Ok(vec![Event::SimilarCasesFound(SimilarCasesFound {
        candidates,
        more: command.more,
        decide_at: occasion.rules.matching.decide_at,
        rule_set_version: occasion.rules.version,
    })])
}
