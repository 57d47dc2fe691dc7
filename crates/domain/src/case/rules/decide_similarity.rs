//! 认定相似案件: the clerk says what a case like this one is to it. Until acceptance the decision can be changed.

use crate::case::command::DecideSimilarity;
use crate::case::event::{ApplicationJoined, Event, SimilarityDecided};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::classification::SimilarRelation;
use crate::occasion::Occasion;

/// Most cases decided about at once.
const AT_ONCE: u32 = 50;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DecideSimilarity,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (Stage::Submitted { .. } | Stage::Supplementing { .. }) = filed.stage else {
        return Err(wrong_stage(&filed.stage, &[StageName::Submitted, StageName::Supplementing]));
    };
    let most = if command.relation.is_one_dispute() { 1 } else { AT_ONCE };
    some_and_at_most(&command.others, most)?;
    let news = news(&filed.dossier, &command)?;
    if !news {
        return Ok(vec![]);
    }
    let joined = match (command.relation, command.others.first()) {
        (SimilarRelation::Joined, Some(into)) => {
            Some(Event::ApplicationJoined(ApplicationJoined { into: *into }))
        }
        (SimilarRelation::Joined, None)
        | (SimilarRelation::Same | SimilarRelation::Related | SimilarRelation::Different, _) => None,
    };
    let decided =
        SimilarityDecided { others: command.others, relation: command.relation, reason: command.reason };
    Ok(std::iter::once(Event::SimilarityDecided(decided)).chain(joined).collect())
}

/// Whether it says anything that is not so already. To pass over what the rules hold for one dispute takes a reason.
fn news(dossier: &Dossier, command: &DecideSimilarity) -> Result<bool, Rejection> {
    let mut news = false;
    for other in &command.others {
        let known = dossier.similar.iter().find(|it| it.case == *other);
        let known = known.ok_or(Rejection::NotSimilar { other: *other })?;
        if known.must_decide && !command.relation.is_one_dispute() && command.reason.is_none() {
            return Err(Rejection::SimilarityReasonMissing { other: *other });
        }
        news |= known.relation != Some(command.relation);
    }
    Ok(news)
}
