//! T20: before the last day a reminder, after it a note, later two calls; each once, on its true day, and nothing about what is over.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::PartyId;

/// The only payment of [`effective`] is due on 27 October 2026.
const DUE: &str = "2026-10-27";

fn fell_due(step: FollowUpStep, on_day: &str) -> Event {
    let obligor: PartyId = BANK;
    Event::FollowUpFellDue(FollowUpFellDue { seq: 1, obligor, step, on_day: day(on_day) })
}

fn ask(story: Story, at: &str) -> Outcome {
    given(story).when(the_house(), on(at), follow_up_performance(DUE))
}

fn told(story: Story, at: &str) -> Story {
    story.and(the_house(), on(at), follow_up_performance(DUE))
}

#[test]
fn three_days_before_the_obligor_is_reminded_once() {
    ask(effective(), "2026-10-23 23:59").then_nothing();
    ask(effective(), "2026-10-24 00:00").then_events([fell_due(FollowUpStep::Reminder, "2026-10-24")]);
    ask(told(effective(), "2026-10-24 00:00"), "2026-10-27 23:59").then_nothing();
    // Late, and still in time: the true day is told.
    ask(effective(), "2026-10-27 09:00").then_events([fell_due(FollowUpStep::Reminder, "2026-10-24")]);
}

#[test]
fn the_day_after_it_is_overdue_and_after_seven_and_thirty_the_parties_are_called() {
    let reminded = told(effective(), "2026-10-24 00:00");
    ask(reminded.clone(), "2026-10-28 00:00").then_events([fell_due(FollowUpStep::Overdue, "2026-10-28")]);
    let overdue = told(reminded, "2026-10-28 00:00");
    ask(overdue.clone(), "2026-11-02 23:59").then_nothing();
    ask(overdue.clone(), "2026-11-03 00:00").then_events([fell_due(FollowUpStep::Callback, "2026-11-03")]);
    let called = told(overdue, "2026-11-03 00:00");
    ask(called.clone(), "2026-11-25 23:59").then_nothing();
    ask(called.clone(), "2026-11-26 00:00").then_events([fell_due(FollowUpStep::Callback, "2026-11-26")]);
    ask(told(called, "2026-11-26 00:00"), "2027-06-01 09:00").then_nothing();
}

#[test]
fn after_a_long_standstill_nobody_is_reminded_of_the_past_and_one_call_is_enough() {
    ask(effective(), "2027-01-10 09:00").then_events([
        fell_due(FollowUpStep::Overdue, "2026-10-28"),
        fell_due(FollowUpStep::Callback, "2026-11-26"),
    ]);
}

#[test]
fn what_is_performed_or_given_up_is_looked_after_no_more() {
    ask(performed(), "2026-11-26 00:00").then_nothing();
    let waived = effective().and(applicant(), on("2026-10-22 09:00"), waive_obligation());
    ask(waived, "2026-10-28 00:00").then_nothing();
}

#[test]
fn whoever_wants_no_more_of_it_is_left_alone() {
    let stop = RecordFollowUp { no_further: true, called_on: day("2026-10-23"), ..record_follow_up() };
    ask(effective().and(clerk(), on("2026-10-23 09:00"), stop), "2026-10-28 00:00").then_nothing();
}

#[test]
fn what_is_replaced_is_looked_after_no_more_and_what_replaces_it_is_without_a_reminder() {
    let story = accelerated();
    let of = |due| {
        given(story.clone()).when(the_house(), on("2027-01-28 09:00"), follow_up_performance(due))
    };
    of("2026-12-27").then_nothing();
    of("2026-11-30").then(|events| {
        let [Event::FollowUpFellDue(overdue), Event::FollowUpFellDue(call)] = events else { panic!("{events:?}") };
        assert_eq!((overdue.seq, overdue.step), (4, FollowUpStep::Overdue));
        assert_eq!((call.seq, call.step), (4, FollowUpStep::Callback));
    });
    given(story).when(the_house(), on("2026-11-30 10:00"), follow_up_performance("2026-11-30")).then_nothing();
}

#[test]
fn whoever_signs_so_late_that_the_reminder_would_be_due_is_not_reminded() {
    let at_once = DraftAgreement { terms: vec![clause(payment(5_000, "2026-10-24"))], ..draft_agreement() };
    let story = agreed_on(at_once);
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    assert!(settlement.standing(1).reminded);
    given(story).when(the_house(), on("2026-10-24 09:00"), follow_up_performance("2026-10-24")).then_nothing();
}

#[test]
fn a_call_ends_what_was_to_be_called_about() {
    let story = told(told(effective(), "2026-10-28 00:00"), "2026-11-03 00:00");
    let call_since = |story: &Story| {
        let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
        settlement.standing(1).call_since
    };
    assert_eq!(call_since(&story), Some(day("2026-11-03")));
    let earlier = RecordFollowUp { called_on: day("2026-11-02"), ..record_follow_up() };
    let before = story.clone().and(clerk(), on("2026-11-03 09:00"), earlier);
    assert_eq!(call_since(&before), Some(day("2026-11-03")));
    let called = story.and(clerk(), on("2026-11-03 10:00"), record_follow_up());
    assert_eq!(call_since(&called), None);
}

#[test]
fn nothing_is_due_where_no_agreement_is_in_force() {
    ask(signed(), "2026-10-28 00:00").then_nothing();
    ask(case_closed(), "2026-12-28 00:00").then_nothing();
}

refusals! {
    nobody_but_the_house_follows_up_by_the_clock:
        ask_as_clerk() => Rejection::NotInvolved;
    nothing_filed_is_followed_up:
        given(nothing()).when(the_house(), on("2026-10-28 09:00"), follow_up_performance(DUE))
        => Rejection::NotInvolved;
}

fn ask_as_clerk() -> Outcome {
    given(effective()).when(clerk(), on("2026-10-28 09:00"), follow_up_performance(DUE))
}
