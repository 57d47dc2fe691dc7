//! The court's steps, in their order, with its number and its dates.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-04 10:00")
}

fn status(story: &Story) -> ConfirmationStatus {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    settlement.confirmation.status
}

fn accepts(number: &str, day_of: &str) -> RecordCourtStep {
    step(CourtStep::Accept { court_case_no: court_number(number), on: day(day_of) })
}

fn confirms(ruled_on: &str, served_on: &str) -> RecordCourtStep {
    let ruling_no = court_number("（2026）粤0104诉前调确1716号");
    step(CourtStep::Confirm { ruling_no, ruled_on: day(ruled_on), served_on: day(served_on) })
}

fn at(status: &str) -> Rejection {
    Rejection::ConfirmationStep { status: status.to_owned() }
}

#[test]
fn acceptance_gives_the_court_thirty_days_to_rule() {
    given(filed_at_court()).when(court(), on("2026-10-26 09:00"), court_accepts()).then(|events| {
        let [Event::ConfirmationAccepted(accepted)] = events else { panic!("{events:?}") };
        assert_eq!(accepted.accepted_on, day("2026-10-26"));
        ends(&accepted.ruling_by, "2026-11-25", Basis::Cpl187);
    });
}

#[test]
fn a_ruling_can_be_objected_to_for_fifteen_days_and_enforced_for_two_years() {
    given(under_review()).when(court(), now(), court_confirms()).then(|events| {
        let [Event::SettlementConfirmed(confirmed)] = events else { panic!("{events:?}") };
        ends(&confirmed.party_objection_by, "2026-11-19", Basis::Cpli372);
        let enforce_by = confirmed.enforce_by.as_ref().expect("the payment is open");
        ends(enforce_by, "2028-10-27", Basis::Cpl250);
        assert!(enforce_by.provisional, "the holidays of 2028 are not known yet");
    });
}

#[test]
fn nothing_is_left_to_enforce_once_everything_is_performed() {
    let story = under_review().and(agent(), on("2026-10-28 09:00"), report_performance());
    given(story).when(court(), now(), court_confirms()).then(|events| {
        let [Event::SettlementConfirmed(confirmed)] = events else { panic!("{events:?}") };
        assert_eq!(confirmed.enforce_by, None);
    });
}

#[test]
fn a_clerk_records_the_courts_paper() {
    given(filed_at_court())
        .when(clerk(), on("2026-10-27 09:00"), court_accepts())
        .then_stage(StageName::Effective);
}

#[test]
fn every_step_moves_the_application_on() {
    let steps = [
        (filed_at_court(), court_accepts(), ConfirmationStatus::UnderReview),
        (filed_at_court(), court_does_not_accept(), ConfirmationStatus::NotAccepted),
        (filed_at_court(), court_asks_for_more(), ConfirmationStatus::SupplementRequested),
        (filed_at_court(), court_lets_withdraw(), ConfirmationStatus::Withdrawn),
        (under_review(), court_asks_for_more(), ConfirmationStatus::SupplementRequested),
        (under_review(), court_confirms(), ConfirmationStatus::Confirmed),
        (under_review(), court_dismisses(), ConfirmationStatus::Dismissed),
        (under_review(), court_lets_withdraw(), ConfirmationStatus::Withdrawn),
        (asked_for_more(), court_lets_withdraw(), ConfirmationStatus::Withdrawn),
    ];
    for (story, command, expected) in steps {
        assert_eq!(status(&story.and(court(), now(), command)), expected);
    }
}

refusals! {
    a_court_has_no_step_before_the_agreement_is_effective:
        given(signed()).when(clerk(), on("2026-10-20 13:00"), court_accepts())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    a_court_takes_nothing_it_was_not_given:
        given(jointly_signed()).when(court(), now(), court_accepts()) => at("JOINTLY_SIGNED");
    a_court_does_not_rule_before_it_accepts:
        given(filed_at_court()).when(court(), now(), court_confirms()) => at("FILED");
    a_court_does_not_dismiss_before_it_accepts:
        given(filed_at_court()).when(court(), now(), court_dismisses()) => at("FILED");
    a_court_accepts_once:
        given(under_review()).when(court(), now(), court_accepts()) => at("UNDER_REVIEW");
    a_court_that_waits_for_papers_does_not_rule:
        given(asked_for_more()).when(court(), now(), court_confirms()) => at("SUPPLEMENT_REQUESTED");
    a_court_that_waits_asks_for_nothing_more:
        given(asked_for_more()).when(court(), now(), court_asks_for_more()) => at("SUPPLEMENT_REQUESTED");
    what_is_ruled_on_is_not_withdrawn:
        given(confirmed()).when(court(), now(), court_lets_withdraw()) => at("CONFIRMED");
    a_court_accepts_nothing_before_it_is_effective:
        given(filed_at_court()).when(court(), now(), accepts("（2026）粤0104诉前调确1号", "2026-10-20"))
        => Rejection::DateTooEarly { date: day("2026-10-20"), earliest: day("2026-10-21") };
    a_court_accepts_nothing_tomorrow:
        given(filed_at_court())
            .when(court(), on("2026-10-26 09:00"), accepts("（2026）粤0104诉前调确1号", "2026-10-27"))
        => Rejection::DateInFuture { date: day("2026-10-27") };
    a_number_belongs_to_the_court_that_was_asked:
        given(filed_at_court()).when(court(), now(), accepts("（2026）粤0604诉前调确1716号", "2026-10-26"))
        => Rejection::NumberOfAnotherCourt { court: COURT.to_owned() };
    a_court_asks_for_something:
        given(filed_at_court()).when(court(), now(), step(CourtStep::AskSupplement {
            items: vec![],
            supply_by: day("2026-11-30"),
        })) => Rejection::NothingGiven;
    a_court_asks_for_nothing_by_yesterday:
        given(filed_at_court()).when(court(), now(), step(CourtStep::AskSupplement {
            items: vec![MissingItem { item: secret_short("营业执照副本") }],
            supply_by: day("2026-11-03"),
        })) => Rejection::DateTooEarly { date: day("2026-11-03"), earliest: day("2026-11-04") };
    a_ruling_follows_the_acceptance:
        given(under_review()).when(court(), now(), confirms("2026-10-25", "2026-11-04"))
        => Rejection::DateTooEarly { date: day("2026-10-25"), earliest: day("2026-10-26") };
    a_ruling_is_served_after_it_is_made:
        given(under_review()).when(court(), now(), confirms("2026-11-03", "2026-11-02"))
        => Rejection::DateTooEarly { date: day("2026-11-02"), earliest: day("2026-11-03") };
    a_ruling_is_not_served_tomorrow:
        given(under_review()).when(court(), now(), confirms("2026-11-03", "2026-11-05"))
        => Rejection::DateInFuture { date: day("2026-11-05") };
    a_dismissal_has_a_ground:
        given(under_review()).when(court(), now(), step(CourtStep::Dismiss {
            ruling_no: court_number("（2026）粤0104诉前调确1716号"),
            grounds: vec![],
            ruled_on: day("2026-11-03"),
        })) => Rejection::NothingGiven;
}
