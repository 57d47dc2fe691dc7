//! What is missing is asked for once, with a clock.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Basis;

#[test]
fn the_applicant_gets_five_working_days_to_supplement() {
    given(filed()).when(clerk(), on("2026-10-12 10:00"), request_supplement()).then(|events| {
        let [Event::SupplementRequested(asked)] = events else { panic!("{events:?}") };
        assert_eq!(asked.items, request_supplement().items);
        ends(&asked.supply_by, "2026-10-19", Basis::Practice);
    });
}

#[test]
fn a_request_moves_the_case_to_supplementing() {
    given(filed())
        .when(clerk(), on("2026-10-12 10:00"), request_supplement())
        .then_stage(StageName::Supplementing);
}

refusals! {
    an_accepted_case_is_not_supplemented:
        given(accepted()).when(clerk(), on("2026-10-12 11:00"), request_supplement())
        => Rejection::WrongStage { stage: StageName::ConsentPending, allowed: vec![StageName::Submitted] };
    a_request_names_what_is_missing:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), RequestSupplement { items: vec![] })
        => Rejection::NothingGiven;
    a_request_names_at_most_fifty_things:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), RequestSupplement {
            items: vec![request_supplement().items.remove(0); 51],
        }) => Rejection::TooMany { limit: 50 };
    a_supplement_is_asked_for_once:
        given(supplementing())
            .and(applicant(), on("2026-10-13 09:00"), submit_supplement())
            .when(clerk(), on("2026-10-13 10:00"), request_supplement())
        => Rejection::SupplementSpent { limit: 1 };
}
