//! Who stays away is on record; twice without a proper reason counts as leaving, where the rules say so.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{NoShowConsequence, RefusalReason, Termination};
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn waited() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 14:30")
}

/// The bank stayed away once, and another session is planned.
fn missed_once() -> Story {
    let again =
        ScheduleSession { session: OTHER_SESSION, starts_at: on("2026-10-26 09:00"), ..schedule_session() };
    scheduled().and(mediator(), waited(), record_no_show()).and(mediator(), on("2026-10-19 15:00"), again)
}

fn second() -> RecordNoShow {
    RecordNoShow { session: OTHER_SESSION, ..record_no_show() }
}

#[test]
fn the_first_absence_is_rearranged() {
    given(scheduled()).when(mediator(), waited(), record_no_show()).then_events([Event::NoShowRecorded(
        NoShowRecorded {
            session: SESSION,
            absent: vec![BANK],
            excuse: None,
            consequence: NoShowConsequence::Rearranged,
        },
    )]);
}

#[test]
fn the_second_counts_as_leaving_and_is_reportable_for_whoever_has_a_duty() {
    given(missed_once()).when(clerk(), on("2026-10-26 10:00"), second()).then(|events| {
        let [
            Event::NoShowRecorded(missed),
            Event::MediationRefused(refused),
            Event::MediationTerminated(ended),
        ] = events
        else {
            panic!("{events:?}")
        };
        assert_eq!(missed.consequence, NoShowConsequence::CountsAsRefusal);
        assert_eq!((refused.party, refused.reason), (BANK, Some(RefusalReason::Absence)));
        assert!(refused.reportable);
        assert_eq!(ended.code, Termination::PartyRefuses);
        assert!(!ended.remedies.is_empty());
    });
}

#[test]
fn an_excused_absence_does_not_count() {
    let excused = RecordNoShow { excuse: Some(secret_short("代理人住院")), ..second() };
    given(missed_once()).when(clerk(), on("2026-10-26 10:00"), excused).then_stage(StageName::InMediation);
}

#[test]
fn rules_may_let_absence_never_count() {
    given(missed_once().under(|rules| rules.no_shows_count_as_refusal = None))
        .when(clerk(), on("2026-10-26 10:00"), second())
        .then_stage(StageName::InMediation);
}

#[test]
fn a_bank_bound_by_a_memorandum_does_not_get_out_of_it_by_staying_away() {
    let again =
        ScheduleSession { session: OTHER_SESSION, starts_at: on("2026-10-26 14:00"), ..schedule_session() };
    let once = small_mediated()
        .and(mediator(), on("2026-10-14 15:00"), schedule_session())
        .and(mediator(), on("2026-10-19 14:30"), record_no_show())
        .and(mediator(), on("2026-10-19 15:00"), again);
    let second = RecordNoShow { session: OTHER_SESSION, ..record_no_show() };
    given(once).when(mediator(), on("2026-10-26 14:30"), second).then(|events| {
        let [Event::NoShowRecorded(missed)] = events else { panic!("{events:?}") };
        assert_eq!(missed.consequence, NoShowConsequence::Rearranged);
    });
}

refusals! {
    nobody_is_missed_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), record_no_show())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    nobody_is_missed_before_the_hour:
        given(scheduled()).when(mediator(), on("2026-10-19 13:59"), record_no_show())
        => Rejection::HourNotCome { starts_at: on("2026-10-19 14:00") };
    nobody_is_missed_in_a_session_that_goes_on:
        given(open()).when(mediator(), waited(), record_no_show()) => Rejection::SessionNotScheduled;
    nobody_is_missed_in_an_unknown_session:
        given(scheduled()).when(mediator(), waited(), second()) => Rejection::SessionUnknown;
    somebody_is_missed:
        given(scheduled()).when(mediator(), waited(), RecordNoShow { absent: vec![], ..record_no_show() })
        => Rejection::NothingGiven;
    nobody_unknown_is_missed:
        given(scheduled()).when(mediator(), waited(), RecordNoShow { absent: vec![NOBODY], ..record_no_show() })
        => Rejection::PartyUnknown { party: NOBODY };
}
