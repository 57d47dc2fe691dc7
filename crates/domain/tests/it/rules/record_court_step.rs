//! The court's steps, in their order, with its number and its dates.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::NonAcceptanceGround;
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
        ends(accepted.expected_by.as_ref().expect("it is expected sooner"), "2026-11-10", Basis::Jc5);
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
    use ConfirmationStatus as S;
    let decides = |outcome| court_decides(outcome, "2026-11-30");
    let steps = [
        (filed_at_court(), court_accepts(), S::Accepted),
        (filed_at_court(), court_does_not_accept(), S::NotAccepted),
        (filed_at_court(), court_asks_for_more(), S::SupplementRequested),
        (filed_at_court(), court_lets_withdraw(), S::Withdrawn),
        (filed_at_court(), court_treats_as_withdrawn(), S::DeemedWithdrawn),
        (docketed(), court_begins_review(), S::UnderReview),
        (docketed(), court_asks_for_more(), S::SupplementRequested),
        (docketed(), court_confirms(), S::Confirmed),
        (docketed(), court_dismisses(), S::Dismissed),
        (docketed(), court_lets_withdraw(), S::Withdrawn),
        (under_review(), court_asks_for_more(), S::SupplementRequested),
        (under_review(), court_extends_review(), S::UnderReview),
        (under_review(), court_confirms(), S::Confirmed),
        (under_review(), court_dismisses(), S::Dismissed),
        (under_review(), court_dismisses_for(NonAcceptanceGround::Title), S::Dismissed),
        (under_review(), court_lets_withdraw(), S::Withdrawn),
        (under_review(), court_treats_as_withdrawn(), S::DeemedWithdrawn),
        (asked_for_more(), court_lets_withdraw(), S::Withdrawn),
        (asked_for_more(), court_treats_as_withdrawn(), S::DeemedWithdrawn),
        (confirmed(), party_objects("2026-11-19"), S::Objected),
        (confirmed(), third_party_objects("2026-11-10", "2026-11-30"), S::Objected),
        (objected(), decides(ObjectionOutcome::Upheld), S::Upheld),
        (objected(), decides(ObjectionOutcome::Revoked), S::Revoked),
        (objected(), decides(ObjectionOutcome::Changed), S::Changed),
    ];
    for (story, command, expected) in steps {
        assert_eq!(status(&story.and(court(), on("2026-11-30 10:00"), command)), expected);
    }
}

#[test]
fn the_president_lengthens_the_review_by_ten_days_once() {
    let story = given(under_review()).when(court(), now(), court_extends_review()).then(|events| {
        let [Event::ConfirmationReviewExtended(extended)] = events else { panic!("{events:?}") };
        ends(&extended.expected_by, "2026-11-20", Basis::Jc5);
    });
    given(story).when(court(), now(), court_extends_review()).then(kept(KeptReason::Repeated));
}

#[test]
fn a_party_objects_within_fifteen_days_and_a_third_party_within_six_months_of_knowing() {
    given(confirmed()).when(court(), on("2026-11-20 09:00"), party_objects("2026-11-19")).then(|events| {
        let [Event::ConfirmationObjected(objected)] = events else { panic!("{events:?}") };
        ends(&objected.lodge_by, "2026-11-19", Basis::Cpli372);
        assert!(!objected.by_leave);
    });
    let knew = third_party_objects("2026-11-10", "2027-05-10");
    given(confirmed()).when(court(), on("2027-05-11 09:00"), knew).then(|events| {
        let [Event::ConfirmationObjected(objected)] = events else { panic!("{events:?}") };
        ends(&objected.lodge_by, "2027-05-10", Basis::Cpli372);
    });
}

#[test]
fn a_court_may_take_an_objection_after_its_time() {
    given(confirmed()).when(court(), on("2026-12-01 09:00"), by_leave(party_objects("2026-11-30"))).then(|events| {
        let [Event::ConfirmationObjected(objected)] = events else { panic!("{events:?}") };
        assert!(objected.by_leave);
    });
}

#[test]
fn a_third_party_objects_after_a_partys_objection_failed_and_after_the_case_was_closed() {
    let upheld = objected().and(court(), on("2026-12-01 09:00"), court_decides(ObjectionOutcome::Upheld, "2026-11-30"));
    let later = third_party_objects("2026-12-10", "2027-01-10");
    assert_eq!(status(&upheld.and(court(), on("2027-01-11 09:00"), later.clone())), ConfirmationStatus::Objected);
    let closed = case_closed().and(court(), on("2027-01-11 09:00"), later).and(
        court(),
        on("2027-02-01 09:00"),
        court_decides(ObjectionOutcome::Revoked, "2027-01-29"),
    );
    assert_eq!(closed.filed().stage, Stage::Closed);
    let settled = closed.filed().settlement().expect("it was settled");
    assert_eq!(settled.confirmation.status, ConfirmationStatus::Revoked);
}

/// One event: the message was kept, for this reason, and nothing else changed.
fn kept(reason: KeptReason) -> impl Fn(&[Event]) {
    move |events| {
        let [Event::CourtMessageKept(message)] = events else { panic!("{events:?}") };
        assert_eq!(message.reason, reason);
    }
}

#[test]
fn what_comes_twice_out_of_order_or_too_late_changes_nothing_and_is_kept() {
    use KeptReason as Why;
    let let_go = filed_at_court().and(court(), now(), court_lets_withdraw());
    let treated = under_review().and(court(), now(), court_treats_as_withdrawn());
    let messages = [
        (filed_at_court(), court_confirms(), Why::OutOfOrder),
        (filed_at_court(), court_dismisses(), Why::OutOfOrder),
        (filed_at_court(), court_begins_review(), Why::OutOfOrder),
        (asked_for_more(), court_confirms(), Why::OutOfOrder),
        (asked_for_more(), court_accepts(), Why::OutOfOrder),
        (asked_for_more(), court_asks_for_more(), Why::Repeated),
        (docketed(), court_accepts(), Why::Repeated),
        (under_review(), court_begins_review(), Why::Repeated),
        (under_review(), party_objects("2026-11-04"), Why::OutOfOrder),
        (confirmed(), court_confirms(), Why::Repeated),
        (confirmed(), court_dismisses(), Why::OutOfOrder),
        (confirmed(), court_lets_withdraw(), Why::OutOfOrder),
        (let_go.clone(), court_confirms(), Why::Ended),
        (let_go, court_lets_withdraw(), Why::Repeated),
        (treated, court_confirms(), Why::Ended),
    ];
    for (story, command, reason) in messages {
        let before = status(&story);
        let after = given(story).when(court(), on("2026-11-04 12:00"), command.clone()).then(kept(reason));
        assert_eq!(status(&after), before, "nothing changed");
        given(after).when(court(), on("2026-11-05 09:00"), command).then_nothing();
    }
}

#[test]
fn a_ruling_that_came_too_early_counts_when_it_comes_again_in_its_place() {
    let early = filed_at_court().and(court(), now(), court_confirms()).and(court(), now(), court_accepts());
    assert_eq!(status(&early.and(court(), now(), court_confirms())), ConfirmationStatus::Confirmed);
}

#[test]
fn a_ruling_on_the_application_before_does_not_touch_the_present_one() {
    let again = docketed()
        .and(court(), on("2026-11-04 09:00"), court_lets_withdraw())
        .and(applicant(), on("2026-11-05 09:00"), prepare_confirmation())
        .and(applicant(), on("2026-11-05 10:00"), sign_confirmation(APPLICANT))
        .and(agent(), on("2026-11-05 10:00"), sign_confirmation(BANK))
        .and(clerk(), on("2026-11-05 11:00"), file_confirmation())
        .and(court(), on("2026-11-06 09:00"), accepts("（2026）粤0104诉前调确1999号", "2026-11-06"));
    let of_the_first = given(again).when(court(), on("2026-11-06 10:00"), court_confirms());
    let story = of_the_first.then(kept(KeptReason::EarlierApplication));
    assert_eq!(status(&story), ConfirmationStatus::Accepted);
}

#[test]
fn a_court_that_was_the_wrong_one_is_still_heard() {
    let elsewhere = filed_at_court()
        .and(court(), on("2026-10-26 09:00"), court_does_not_accept())
        .and(applicant(), on("2026-10-27 09:00"), PrepareConfirmation { court: "粤0106".to_owned(), ..prepare_confirmation() });
    let late = given(elsewhere.clone()).when(court(), now(), court_accepts());
    assert_eq!(status(&late.then(kept(KeptReason::EarlierApplication))), ConfirmationStatus::Preparing);
    given(elsewhere).when(clerk(), now(), court_accepts()).then(kept(KeptReason::EarlierApplication));
}

refusals! {
    a_court_has_no_step_before_the_agreement_is_effective:
        given(signed()).when(clerk(), on("2026-10-20 13:00"), court_accepts())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    a_court_takes_nothing_it_was_not_given:
        given(jointly_signed()).when(court(), now(), court_accepts()) => at("JOINTLY_SIGNED");
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
            not_acceptable: None,
        })) => Rejection::NothingGiven;
    a_party_objects_in_time:
        given(confirmed()).when(court(), on("2026-11-20 09:00"), party_objects("2026-11-20"))
        => Rejection::ObjectionTooLate { due: day("2026-11-19") };
    a_third_party_objects_in_time:
        given(confirmed()).when(court(), on("2027-05-12 09:00"), third_party_objects("2026-11-10", "2027-05-11"))
        => Rejection::ObjectionTooLate { due: day("2027-05-10") };
    a_third_party_objects_after_it_knew:
        given(confirmed()).when(court(), on("2026-12-01 09:00"), third_party_objects("2026-11-30", "2026-11-29"))
        => Rejection::DateTooEarly { date: day("2026-11-29"), earliest: day("2026-11-30") };
    nobody_objects_to_what_is_not_ruled_yet:
        given(confirmed()).when(court(), on("2026-12-01 09:00"), party_objects("2026-11-02"))
        => Rejection::DateTooEarly { date: day("2026-11-02"), earliest: day("2026-11-03") };
    an_objection_is_a_partys:
        given(confirmed()).when(
            court(),
            on("2026-11-10 09:00"),
            objection(Objector::Party { party: domain::ids::PartyId(uuid::Uuid::from_u128(0xEE)) }, "2026-11-09"),
        ) => Rejection::PartyUnknown { party: domain::ids::PartyId(uuid::Uuid::from_u128(0xEE)) };
    an_objection_is_decided_after_it_was_lodged:
        given(objected()).when(court(), on("2026-12-01 09:00"), court_decides(ObjectionOutcome::Upheld, "2026-11-18"))
        => Rejection::DateTooEarly { date: day("2026-11-18"), earliest: day("2026-11-19") };
    both_attend_after_the_review_began:
        given(docketed()).when(court(), now(), step(CourtStep::BeginReview {
            on: day("2026-10-28"),
            attend_on: Some(day("2026-10-27")),
        })) => Rejection::DateTooEarly { date: day("2026-10-27"), earliest: day("2026-10-28") };
}
