//! A court's letter opens a case; its kind decides how long the mediation lasts.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 09:00")
}

#[test]
fn the_centre_registers_what_a_court_sent_and_three_working_days_run() {
    let story = given(nothing()).when(clerk(), now(), assignment()).then(|events| {
        let [Event::ApplicationFiled(_), Event::CourtReferralReceived(received)] = events else {
            panic!("{events:?}")
        };
        assert_eq!(received.court, COURT);
        ends(&received.accept_by, "2026-10-15", Basis::Om12);
    });
    let Stage::Submitted { accept_by } = &story.filed().stage else { panic!("not submitted") };
    assert_eq!(accept_by.due_date, day("2026-10-15"));
}

#[test]
fn a_court_registers_its_own_referral_and_is_involved_from_then_on() {
    let story = given(nothing()).when(court(), now(), assignment()).then_stage(StageName::Submitted);
    let asked = story.when(court(), now(), sign_receipt());
    assert_ne!(asked.answer(), Err(&Rejection::NotInvolved));
}

refusals! {
    another_court_does_not_register_it:
        given(nothing()).when(court(), now(), RegisterReferral {
            court: "粤0106".to_owned(),
            court_case_no: None,
            ..assignment()
        }) => Rejection::NotInvolved;
    a_letter_opens_one_case:
        given(filed()).when(clerk(), now(), assignment()) => Rejection::AlreadyFiled;
    a_court_of_another_province_sends_nothing_here:
        given(nothing()).when(clerk(), now(), RegisterReferral {
            court: "川0104".to_owned(),
            court_case_no: None,
            ..assignment()
        }) => Rejection::ReferringCourtUnknown { court: "川0104".to_owned() };
    the_number_is_the_courts_own:
        given(nothing()).when(clerk(), now(), RegisterReferral {
            court_case_no: Some(court_number("（2026）粤0106民初9号")),
            ..assignment()
        }) => Rejection::NumberOfAnotherCourt { court: COURT.to_owned() };
    an_entrusted_suit_has_a_procedure:
        given(nothing()).when(clerk(), now(), RegisterReferral {
            procedure: None,
            ..entrustment(TrialProcedure::Summary)
        }) => Rejection::EntrustmentIncomplete;
    a_letter_does_not_arrive_before_it_is_sent:
        given(nothing()).when(clerk(), now(), RegisterReferral {
            sent_on: day("2026-10-12"),
            received_on: day("2026-10-09"),
            ..assignment()
        }) => Rejection::DateTooEarly { date: day("2026-10-09"), earliest: day("2026-10-12") };
    something_comes_with_a_letter:
        given(nothing()).when(clerk(), now(), RegisterReferral { materials: vec![], ..assignment() })
        => Rejection::NothingGiven;
}
