//! What the house finds is put before the clerk, each case once, and only until acceptance is decided.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 09:01")
}

#[test]
fn the_found_say_by_which_rules_they_were_found() {
    given(filed()).when(the_house(), now(), flag_similar()).then(|events| {
        let [Event::SimilarCasesFound(found)] = events else { panic!("{events:?}") };
        assert_eq!(found.candidates, flag_similar().candidates);
        assert_eq!((found.decide_at, found.rule_set_version), (70, 1));
    });
}

#[test]
fn what_is_known_already_is_not_flagged_again() {
    flagged().when(the_house(), now(), flag_similar()).then_nothing();
    let news = FlagSimilar { candidates: vec![similar(TWIN, true), similar(OTHER, true)], more: 3 };
    flagged().when(the_house(), now(), news).then(|events| {
        let [Event::SimilarCasesFound(found)] = events else { panic!("{events:?}") };
        assert_eq!(found.candidates, [similar(OTHER, true)]);
    });
}

#[test]
fn a_case_is_not_like_itself() {
    let itself = FlagSimilar { candidates: vec![similar(CASE, true)], more: 0 };
    given(filed()).when(the_house(), now(), itself).then_nothing();
}

#[test]
fn nothing_is_flagged_once_acceptance_is_decided() {
    for story in [accepted(), refused(), withdrawn()] {
        story.when(the_house(), on("2026-12-30 09:00"), flag_similar()).then_nothing();
    }
}

const OTHER: domain::ids::CaseId = domain::ids::CaseId(uuid::Uuid::from_u128(0xCA61));

refusals! {
    nobody_but_the_house_flags:
        given(filed()).when(clerk(), now(), flag_similar()) => Rejection::NotInvolved;
    nothing_filed_is_like_nothing:
        given(nothing()).when(the_house(), now(), flag_similar()) => Rejection::NotInvolved;
}
