//! A session opens on its day, rights told, both sides there and identified.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, IdentityCheck, SessionMode};
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn starts() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 14:00")
}

fn with(participants: Vec<Participant>) -> OpenSession {
    OpenSession { participants, ..open_session() }
}

fn untold() -> Story {
    assigned().and(mediator(), on("2026-10-14 15:00"), schedule_session())
}

#[test]
fn a_session_opens_with_both_sides_there() {
    given(scheduled()).when(mediator(), starts(), open_session()).then_events([Event::SessionOpened(
        SessionOpened {
            session: SESSION,
            opened_at: starts(),
            participants: both_there().into_iter().map(checked).collect(),
            recorded: true,
            absent: vec![],
        },
    )]);
}

fn checked(it: Participant) -> Participant {
    Participant { checked_by: Some(mediator().user), ..it }
}

#[test]
fn an_identity_that_could_not_be_checked_is_let_pass_for_a_recorded_reason() {
    let known =
        Participant { unverified: Some(secret_short("系统故障，调解员当面认识")), ..there(APPLICANT, None) };
    given(scheduled()).when(mediator(), starts(), with(vec![known, both_there().remove(1)])).then(|events| {
        let [Event::SessionOpened(opened)] = events else { panic!("{events:?}") };
        assert_eq!(opened.participants[0].verified_by, None);
        assert_eq!(opened.participants[0].checked_by, Some(mediator().user));
    });
}

#[test]
fn a_party_is_there_through_a_representative_on_record() {
    let lawyer = Participant { representative: Some(LAWYER), ..both_there().remove(0) };
    given(scheduled())
        .and(applicant(), on("2026-10-15 09:00"), appoint_representative())
        .when(mediator(), starts(), with(vec![lawyer, both_there().remove(1)]))
        .then_stage(StageName::InMediation);
}

#[test]
fn of_several_respondents_the_one_who_is_not_there_is_named() {
    let on_site = ScheduleSession { mode: SessionMode::OnSite, ..schedule_session() };
    given(rights_told())
        .and(mediator(), on("2026-10-14 15:00"), on_site)
        .and(clerk(), on("2026-10-15 09:00"), join_branch())
        .and(mediator(), on("2026-10-15 10:00"), notify_rights())
        .when(mediator(), starts(), OpenSession { recorded: false, ..open_session() })
        .then(|events| {
            let [Event::SessionOpened(opened)] = events else { panic!("{events:?}") };
            assert_eq!(opened.absent, [NEWCOMER]);
        });
}

#[test]
fn a_session_may_open_early_on_its_day() {
    given(scheduled())
        .when(mediator(), on("2026-10-19 00:00"), open_session())
        .then_stage(StageName::InMediation);
}

#[test]
fn a_session_on_site_without_recording_needs_neither_consent() {
    let on_site = ScheduleSession { mode: SessionMode::OnSite, ..schedule_session() };
    given(rights_told())
        .and(agent(), on("2026-10-14 14:00"), revoke(BANK, ConsentMatter::Online))
        .and(agent(), on("2026-10-14 14:00"), revoke(BANK, ConsentMatter::Recording))
        .and(mediator(), on("2026-10-14 15:00"), on_site)
        .when(mediator(), starts(), OpenSession { recorded: false, ..open_session() })
        .then_stage(StageName::InMediation);
}

refusals! {
    nothing_opens_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), open_session())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    an_unknown_session_does_not_open:
        given(scheduled())
            .when(mediator(), starts(), OpenSession { session: OTHER_SESSION, ..open_session() })
        => Rejection::SessionUnknown;
    a_session_opens_once:
        given(open()).when(mediator(), starts(), open_session()) => Rejection::SessionNotScheduled;
    no_session_opens_before_rights_are_told:
        given(untold()).when(mediator(), starts(), open_session()) => Rejection::RightsNotNotified;
    no_session_opens_the_day_before:
        given(scheduled()).when(mediator(), on("2026-10-18 23:59"), open_session())
        => Rejection::SessionTooEarly { starts_at: starts() };
    no_session_opens_after_the_period:
        given(scheduled()).when(mediator(), on("2026-11-12 09:00"), open_session())
        => Rejection::AfterMediationPeriod { due: day("2026-11-11") };
    who_takes_back_the_consent_to_meet_online_is_not_met_online:
        given(scheduled().and(applicant(), on("2026-10-15 09:00"), revoke(APPLICANT, ConsentMatter::Online)))
            .when(mediator(), starts(), open_session())
        => Rejection::ConsentMissing { matter: ConsentMatter::Online, parties: vec![APPLICANT] };
    nothing_is_recorded_without_everybodys_consent:
        given(scheduled().and(agent(), on("2026-10-15 09:00"), revoke(BANK, ConsentMatter::Recording)))
            .when(mediator(), starts(), open_session())
        => Rejection::ConsentMissing { matter: ConsentMatter::Recording, parties: vec![BANK] };
    somebody_is_there:
        given(scheduled()).when(mediator(), starts(), with(vec![])) => Rejection::NothingGiven;
    not_everybody_is_there:
        given(scheduled()).when(mediator(), starts(), with(vec![both_there().remove(0); 51]))
        => Rejection::TooMany { limit: 50 };
    nobody_unknown_is_there:
        given(scheduled()).when(mediator(), starts(), with(vec![there(NOBODY, Some(IdentityCheck::Document))])) => Rejection::PartyUnknown { party: NOBODY };
    whoever_is_there_is_identified:
        given(scheduled()).when(mediator(), starts(), with(vec![there(APPLICANT, None), both_there().remove(1)]))
        => Rejection::IdentityNotVerified { parties: vec![APPLICANT] };
    nobody_comes_for_a_party_without_being_on_record:
        given(scheduled()).when(mediator(), starts(), with(vec![
            Participant { representative: Some(LAWYER), ..both_there().remove(0) }, both_there().remove(1)]))
        => Rejection::RepresentativeUnknown { representative: LAWYER };
    the_applicant_is_there:
        given(scheduled()).when(mediator(), starts(), with(both_there().split_off(1)))
        => Rejection::SideAbsent { side: Side::Applicant };
    the_respondent_is_there:
        given(scheduled()).when(mediator(), starts(), with(vec![both_there().remove(0)]))
        => Rejection::SideAbsent { side: Side::Respondent };
}
