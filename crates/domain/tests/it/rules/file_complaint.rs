//! A party complains about a mediator.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ComplaintMeasure;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}

#[test]
fn a_complaint_starts_its_own_clock_and_changes_nothing_of_the_case() {
    let before = open();
    let stage = before.case().stage_name();
    let after = given(before).when(applicant(), now(), file_complaint(APPLICANT)).then(|events| {
        let [Event::ComplaintFiled(filed)] = events else { panic!("{events:?}") };
        assert_eq!((filed.complaint, filed.party, filed.mediator), (1, APPLICANT, MEDIATOR));
        ends(&filed.decide_by, "2026-11-10", Basis::Practice);
    });
    assert_eq!(after.case().stage_name(), stage);
}

#[test]
fn the_other_party_may_complain_too_and_so_may_one_whose_complaint_was_decided() {
    let both = open().and(applicant(), now(), file_complaint(APPLICANT)).and(agent(), now(), file_complaint(BANK));
    let decided = both.and(director(), now(), decide_complaint(ComplaintMeasure::Unfounded));
    given(decided).when(applicant(), now(), file_complaint(APPLICANT)).then(|events| {
        let [Event::ComplaintFiled(filed)] = events else { panic!("{events:?}") };
        assert_eq!(filed.complaint, 3);
    });
}

#[test]
fn one_may_complain_after_the_mediation_has_ended() {
    let sued = terminate(domain::classification::Termination::Litigation);
    for ended in [open().and(clerk(), now(), sued), effective(), case_closed()] {
        given(ended).when(clerk(), on("2027-01-04 09:00"), file_complaint(APPLICANT)).accepted();
    }
}

/// A case in which every complaint there may be was made and decided.
fn many() -> Story {
    let unfounded = |complaint| DecideComplaint { complaint, ..decide_complaint(ComplaintMeasure::Unfounded) };
    (1..=50).fold(open(), |story, number| {
        story.and(applicant(), now(), file_complaint(APPLICANT)).and(director(), now(), unfounded(number))
    })
}

refusals! {
    nobody_complains_about_a_mediator_who_was_never_asked:
        given(notified()).when(applicant(), on("2026-10-13 09:00"), file_complaint(APPLICANT))
        => Rejection::MediatorNotOnPanel;
    a_complaint_says_for_what:
        given(open()).when(applicant(), now(), FileComplaint { grounds: vec![], ..file_complaint(APPLICANT) })
        => Rejection::NothingGiven;
    nobody_complains_twice_before_a_decision:
        given(open().and(applicant(), now(), file_complaint(APPLICANT)))
            .when(applicant(), now(), file_complaint(APPLICANT))
        => Rejection::ComplaintPending { complaint: 1 };
    a_party_complains_for_itself:
        given(open()).when(agent(), now(), file_complaint(APPLICANT))
        => Rejection::NotActingFor { party: APPLICANT };
    there_is_an_end_to_complaints:
        given(many()).when(applicant(), now(), file_complaint(APPLICANT)) => Rejection::TooMany { limit: 50 };
}
