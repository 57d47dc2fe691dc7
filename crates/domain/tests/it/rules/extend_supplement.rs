//! The time to supply is lengthened once, before it ends, counted on from its last day.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::{Basis, Timer};

#[test]
fn the_new_time_follows_the_old_one() {
    given(supplementing()).when(clerk(), on("2026-10-15 09:00"), extend_supplement()).then(|events| {
        let [Event::SupplementExtended(extended)] = events else { panic!("{events:?}") };
        ends(&extended.supply_by, "2026-10-26", Basis::Practice);
    });
}

#[test]
fn what_comes_within_the_longer_time_is_in_time() {
    let story = supplementing().and(clerk(), on("2026-10-15 09:00"), extend_supplement());
    given(story)
        .when(applicant(), on("2026-10-26 23:59"), submit_supplement())
        .then_stage(StageName::Submitted);
}

refusals! {
    no_time_is_lengthened_that_does_not_run:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), extend_supplement())
        => Rejection::WrongStage { stage: StageName::Submitted, allowed: vec![StageName::Supplementing] };
    a_time_that_is_over_is_not_lengthened:
        given(supplementing()).when(clerk(), on("2026-10-20 00:00"), extend_supplement())
        => Rejection::DeadlinePassed { timer: Timer::T02, due: day("2026-10-19") };
    a_time_is_lengthened_once:
        given(supplementing().and(clerk(), on("2026-10-15 09:00"), extend_supplement()))
            .when(clerk(), on("2026-10-16 09:00"), extend_supplement())
        => Rejection::SupplementExtensionSpent { limit: 1 };
}
