//! A mediator who does not take the case opens the choice again.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::DeclineReason;

#[test]
fn the_choice_opens_again_and_remembers_who_declined() {
    let story = given(offered())
        .when(mediator(), on("2026-10-14 10:00"), decline_assignment())
        .then_events([Event::AssignmentDeclined(AssignmentDeclined {
            mediator: MEDIATOR,
            reason: DeclineReason::Workload,
            choose_by: Some(choose_by("2026-10-14")),
        })]);
    assert_eq!(story.case().stage_name(), StageName::MediatorSelection);
    assert_eq!(story.filed().stage.accepted().unwrap().declined, [MEDIATOR]);
}

#[test]
fn who_declined_has_nothing_more_to_do_with_the_case() {
    given(offered().and(mediator(), on("2026-10-14 10:00"), decline_assignment()))
        .when(mediator(), on("2026-10-14 11:00"), accept_assignment())
        .then_rejected(Rejection::NotInvolved);
}

refusals! {
    who_took_the_case_does_not_decline_it:
        given(assigned()).when(mediator(), on("2026-10-14 12:00"), decline_assignment())
        => Rejection::WrongStage {
            stage: StageName::InMediation,
            allowed: vec![StageName::MediatorOffered],
        };
    the_clerk_does_not_decline_for_the_mediator:
        given(offered()).when(clerk(), on("2026-10-14 10:00"), decline_assignment()) => Rejection::NotInvolved;
    nobody_declines_for_somebody_else:
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), DeclineAssignment { mediator: SECONDED, ..decline_assignment() })
        => Rejection::NotInvolved;
}
