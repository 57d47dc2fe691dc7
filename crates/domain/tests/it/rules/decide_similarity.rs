//! The clerk says what a case like this one is to it; acceptance waits for that where the rules say so.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 09:30")
}

fn later() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn a_dispute_that_is_another_one_goes_on() {
    flagged()
        .and(clerk(), now(), decide_similarity())
        .when(clerk(), later(), accept_case())
        .then_stage(StageName::ConsentPending);
}

#[test]
fn a_related_dispute_is_linked_and_goes_on() {
    let related = DecideSimilarity { relation: SimilarRelation::Related, ..decide_similarity() };
    let story = flagged().and(clerk(), now(), related);
    assert_eq!(story.filed().dossier.similar[0].relation, Some(SimilarRelation::Related));
    story.when(clerk(), later(), accept_case()).then_stage(StageName::ConsentPending);
}

#[test]
fn the_same_dispute_is_joined_to_the_other_case() {
    flagged().when(clerk(), now(), decided(SimilarRelation::Joined)).then(|events| {
        let [Event::SimilarityDecided(_), Event::ApplicationJoined(joined)] = events else {
            panic!("{events:?}")
        };
        assert_eq!(joined.into, TWIN);
    });
    let joined = flagged().and(clerk(), now(), decided(SimilarRelation::Joined));
    assert_eq!(joined.case().stage_name(), StageName::NotAccepted);
}

#[test]
fn the_same_dispute_is_refused_with_a_pointer_to_the_other_case() {
    let refusal = RefuseAcceptance { grounds: vec![Exclusion::AlreadySettled], ..refuse_acceptance() };
    flagged()
        .and(clerk(), now(), decided(SimilarRelation::Same))
        .when(director(), later(), refusal)
        .then(|events| {
            let [Event::AcceptanceRefused(refused)] = events else { panic!("{events:?}") };
            assert_eq!(refused.same_as, Some(TWIN));
        });
}

#[test]
fn a_refusal_on_another_ground_points_nowhere() {
    flagged().when(director(), later(), refuse_acceptance()).then(|events| {
        let [Event::AcceptanceRefused(refused)] = events else { panic!("{events:?}") };
        assert_eq!(refused.same_as, None);
    });
}

#[test]
fn a_decision_can_be_changed_until_acceptance_and_repeats_nothing() {
    let same = flagged().and(clerk(), now(), decided(SimilarRelation::Same));
    same.clone().when(clerk(), later(), decided(SimilarRelation::Same)).then_nothing();
    same.and(clerk(), now(), decide_similarity())
        .when(clerk(), later(), accept_case())
        .then_stage(StageName::ConsentPending);
}

#[test]
fn below_the_threshold_no_decision_is_needed_and_no_reason_either() {
    let only = FlagSimilar { candidates: vec![similar(COUSIN, false)], more: 0 };
    let story = filed().and(the_house(), on("2026-10-12 09:01"), only);
    story.clone().when(clerk(), later(), accept_case()).then_stage(StageName::ConsentPending);
    let related = DecideSimilarity { others: vec![COUSIN], ..decided(SimilarRelation::Related) };
    story.when(clerk(), now(), related).then(|events| assert_eq!(events.len(), 1));
}

refusals! {
    to_pass_over_a_case_above_the_threshold_takes_a_reason:
        flagged().when(clerk(), now(), decided(SimilarRelation::Different))
            => Rejection::SimilarityReasonMissing { other: TWIN };
    a_case_that_was_not_found_is_not_decided_about:
        given(filed()).when(clerk(), now(), decide_similarity()) => Rejection::NotSimilar { other: TWIN };
    one_dispute_is_in_one_other_case:
        flagged().when(clerk(), now(), DecideSimilarity { others: vec![TWIN, COUSIN], ..decided(SimilarRelation::Joined) })
            => Rejection::TooMany { limit: 1 };
    a_decision_is_about_something:
        flagged().when(clerk(), now(), DecideSimilarity { others: vec![], ..decide_similarity() })
            => Rejection::NothingGiven;
    after_acceptance_nothing_is_decided:
        given(accepted()).when(clerk(), now(), decide_similarity())
            => Rejection::WrongStage { stage: StageName::ConsentPending, allowed: vec![StageName::Submitted, StageName::Supplementing] };
}
