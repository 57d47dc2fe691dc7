//! The time to mediate is extended while it runs, by everybody.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::calendar::Period;
use domain::classification::TrialProcedure;
use domain::deadline::{Basis, Timer};

fn until(text: &str) -> ExtendPeriod {
    ExtendPeriod { until: day(text), ..extend_period() }
}

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}

#[test]
fn the_new_length_counts_from_the_old_start() {
    given(rights_told()).when(mediator(), now(), extend_period()).then(|events| {
        let [Event::PeriodExtended(extended)] = events else { panic!("{events:?}") };
        assert_eq!(extended.mediate_by.legal_start_date, day("2026-10-12"));
        assert_eq!(extended.mediate_by.period, Period::CalendarDays(60));
        ends(&extended.mediate_by, "2026-12-11", Basis::Moj33);
    });
}

#[test]
fn a_new_end_on_a_rest_day_rolls_over() {
    given(rights_told()).when(mediator(), now(), until("2026-12-12")).then(|events| {
        let [Event::PeriodExtended(extended)] = events else { panic!("{events:?}") };
        rolls(&extended.mediate_by, "2026-12-12", "2026-12-14", Basis::Moj33);
    });
}

#[test]
fn the_last_day_is_early_enough_to_extend() {
    given(rights_told())
        .when(mediator(), on("2026-11-11 23:59"), extend_period())
        .then_stage(StageName::InMediation);
}

#[test]
fn a_session_can_be_planned_in_the_extension() {
    let late = ScheduleSession { starts_at: on("2026-12-11 09:00"), ..schedule_session() };
    given(rights_told().and(mediator(), now(), extend_period()))
        .when(mediator(), now(), late)
        .then_stage(StageName::InMediation);
}

fn by_the_court() -> ExtendPeriod {
    let court_consent = Some(short("（2026）粤0104民初123号延期函"));
    ExtendPeriod { court_consent, ..until("2026-11-20") }
}

/// The clock of the extension, its start and its last day.
fn clock(story: Story, command: ExtendPeriod) -> (Timer, String) {
    let story = story.and(mediator(), now(), command);
    let Some(Event::PeriodExtended(extended)) = story.history().last() else { panic!("not extended") };
    (extended.mediate_by.timer, extended.mediate_by.due_date.to_string())
}

#[test]
fn a_dispute_that_a_court_sent_is_extended_on_its_own_clock() {
    let after = |timer, due: &str| (timer, due.to_owned());
    assert_eq!(clock(mediated_for_court(assignment()), until("2026-11-20")), after(Timer::T05b, "2026-11-20"));
    let ordinary = mediated_for_court(entrustment(TrialProcedure::Ordinary));
    assert_eq!(clock(ordinary, by_the_court()), after(Timer::T05c, "2026-11-20"));
    let summary = signed_for(entrustment(TrialProcedure::Summary)).and(clerk(), on("2026-10-12 11:00"), accept_case());
    let story = summary.and(clerk(), on("2026-10-16 09:00"), by_the_court());
    let Some(Event::PeriodExtended(extended)) = story.history().last() else { panic!("not extended") };
    assert_eq!((extended.mediate_by.timer, extended.mediate_by.basis), (Timer::T05d, Basis::Sm27));
}

#[test]
fn rules_may_leave_the_extension_of_an_entrusted_suit_to_the_parties() {
    given(mediated_for_court(entrustment(TrialProcedure::Ordinary)))
        .under(|rules| rules.entrusted_extension_needs_court = false)
        .when(mediator(), now(), until("2026-11-20"))
        .then_stage(StageName::InMediation);
}

refusals! {
    the_court_of_an_entrusted_suit_agrees_to_a_longer_mediation:
        given(mediated_for_court(entrustment(TrialProcedure::Ordinary))).when(mediator(), now(), until("2026-11-20"))
        => Rejection::CourtConsentMissing { court: COURT.to_owned() };
    the_day_after_the_last_of_a_court_is_too_late:
        given(mediated_for_court(entrustment(TrialProcedure::Ordinary)))
            .when(mediator(), on("2026-10-28 00:00"), by_the_court())
        => Rejection::DeadlinePassed { timer: Timer::T05c, due: day("2026-10-27") };
    nothing_is_extended_before_acceptance:
        given(filed()).when(clerk(), on("2026-10-12 09:30"), extend_period())
        => Rejection::WrongStage {
            stage: StageName::Submitted,
            allowed: vec![
                StageName::ConsentPending,
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
    the_day_after_the_last_is_too_late_to_extend:
        given(rights_told()).when(mediator(), on("2026-11-12 00:00"), extend_period())
        => Rejection::DeadlinePassed { timer: Timer::T05a, due: day("2026-11-11") };
    everybody_agrees_to_an_extension:
        given(rights_told())
            .when(mediator(), now(), ExtendPeriod { agreed_by: vec![APPLICANT], ..extend_period() })
        => Rejection::ExtensionNotUnanimous { missing: vec![BANK] };
    a_clock_that_stands_is_not_extended:
        given(appraising()).when(mediator(), now(), extend_period()) => Rejection::ClockStands;
    an_extension_is_longer:
        given(rights_told()).when(mediator(), now(), until("2026-11-11"))
        => Rejection::ExtensionNotLonger { due: day("2026-11-11") };
    an_extension_is_not_endless:
        given(rights_told()).when(mediator(), now(), until("2027-11-13"))
        => Rejection::ExtensionNotLonger { due: day("2026-11-11") };
}
