//! The director decides on a complaint, with a measure.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ComplaintMeasure, ReplaceReason};
use domain::occasion::{Actor, Role};

fn complained() -> Story {
    open().and(applicant(), on("2026-10-20 09:00"), file_complaint(APPLICANT))
}
fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-21 09:00")
}

#[test]
fn a_warning_leaves_the_mediator_at_work() {
    for measure in [ComplaintMeasure::Unfounded, ComplaintMeasure::Warning] {
        let story = given(complained()).when(director(), now(), decide_complaint(measure)).then(|events| {
            let [Event::ComplaintDecided(decided)] = events else { panic!("{events:?}") };
            assert_eq!((decided.measure, decided.late), (measure, false));
        });
        assert_eq!(story.case().stage_name(), StageName::InMediation);
    }
}

#[test]
fn whoever_is_replaced_leaves_in_the_same_step_and_for_a_reason_that_tells_nothing() {
    for measure in [ComplaintMeasure::Replacement, ComplaintMeasure::Suspension] {
        let story = given(complained()).when(director(), now(), decide_complaint(measure)).then(|events| {
            let [Event::ComplaintDecided(_), Event::MediatorReplaced(replaced)] = events else {
                panic!("{events:?}")
            };
            assert_eq!((replaced.mediator, replaced.reason), (MEDIATOR, ReplaceReason::Unavailable));
            assert_eq!(replaced.wording, None);
        });
        assert_eq!(story.case().stage_name(), StageName::MediatorSelection);
    }
}

#[test]
fn a_mediator_is_suspended_for_a_case_that_has_ended() {
    let ended = withdrawn_complaint();
    given(ended).when(director(), now(), decide_complaint(ComplaintMeasure::Suspension)).then(|events| {
        assert!(matches!(events, [Event::ComplaintDecided(_)]), "{events:?}");
    });
}

fn withdrawn_complaint() -> Story {
    complained().and(clerk(), on("2026-10-20 10:00"), terminate(domain::classification::Termination::Litigation))
}

#[test]
fn a_decision_after_the_last_day_says_so() {
    given(complained())
        .when(director(), on("2026-11-11 09:00"), decide_complaint(ComplaintMeasure::Warning))
        .then(|events| {
            let [Event::ComplaintDecided(decided)] = events else { panic!("{events:?}") };
            assert!(decided.late);
        });
}

refusals! {
    what_is_decided_is_not_decided_again:
        given(complained().and(director(), now(), decide_complaint(ComplaintMeasure::Warning)))
            .when(director(), now(), decide_complaint(ComplaintMeasure::Warning))
        => Rejection::ComplaintNotPending { complaint: 1 };
    whoever_no_longer_sits_is_not_replaced:
        given(withdrawn_complaint())
            .when(director(), now(), decide_complaint(ComplaintMeasure::Replacement))
        => Rejection::MediatorNotOnPanel;
    no_party_decides_on_its_own_complaint:
        given(complained())
            .when(Actor { role: Role::Director, centre: Some(guangzhou()), ..applicant() }, now(),
                decide_complaint(ComplaintMeasure::Warning))
        => Rejection::ApproverConflicted;
}
