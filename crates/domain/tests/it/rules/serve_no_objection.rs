//! Each party is served in writing and has its own time to object.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::{Basis, Timer};

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 15:00")
}

#[test]
fn seven_days_to_object_run_from_the_service_on_each_party() {
    given(silence_proposed()).when(mediator(), now(), serve(APPLICANT)).then(|events| {
        let [Event::NoObjectionServed(served)] = events else { panic!("{events:?}") };
        assert_eq!(served.object_by.due_date, day("2026-10-29"));
        assert_eq!((served.object_by.timer, served.object_by.basis), (Timer::T07, Basis::Mdr));
    });
    let by_post = ServeNoObjection { method: ServiceMethod::Post, served_on: Some(day("2026-10-21")), ..serve(BANK) };
    given(silence_proposed()).when(clerk(), now(), by_post).then(|events| {
        let [Event::NoObjectionServed(served)] = events else { panic!("{events:?}") };
        assert_eq!(served.object_by.due_date, day("2026-10-28"));
    });
}

#[test]
fn electronic_service_needs_the_consent_of_whoever_is_served() {
    let agreed = silence_proposed().and(
        applicant(),
        on("2026-10-20 10:00"),
        consent_of(APPLICANT, &[ConsentMatter::ElectronicService]),
    );
    let electronically = ServeNoObjection { method: ServiceMethod::Electronic, ..serve(APPLICANT) };
    given(agreed).when(mediator(), now(), electronically).then_stage(StageName::InMediation);
}

refusals! {
    nobody_is_served_electronically_against_his_will:
        given(silence_proposed())
            .when(mediator(), now(), ServeNoObjection { method: ServiceMethod::Electronic, ..serve(APPLICANT) })
        => Rejection::ConsentMissing { matter: ConsentMatter::ElectronicService, parties: vec![APPLICANT] };
    a_call_is_no_service:
        given(silence_proposed())
            .when(mediator(), now(), ServeNoObjection { method: ServiceMethod::Phone, ..serve(APPLICANT) })
        => Rejection::ServiceNotWritten;
    nobody_is_served_twice:
        given(silence_served()).when(mediator(), now(), serve(APPLICANT))
        => Rejection::AlreadyServed { party: APPLICANT };
    nobody_was_served_before_it_was_made:
        given(silence_proposed())
            .when(mediator(), now(), ServeNoObjection { served_on: Some(day("2026-10-19")), ..serve(APPLICANT) })
        => Rejection::DateTooEarly { date: day("2026-10-19"), earliest: day("2026-10-20") };
    nobody_was_served_tomorrow:
        given(silence_proposed())
            .when(mediator(), now(), ServeNoObjection { served_on: Some(day("2026-10-23")), ..serve(APPLICANT) })
        => Rejection::DateInFuture { date: day("2026-10-23") };
    a_service_is_entered_while_there_is_time_to_object:
        given(silence_proposed())
            .when(mediator(), on("2026-10-28 09:00"), ServeNoObjection { served_on: Some(day("2026-10-20")), ..serve(APPLICANT) })
        => Rejection::DeadlinePassed { timer: Timer::T07, due: day("2026-10-27") };
    only_a_party_is_served:
        given(silence_proposed()).when(mediator(), now(), serve(NEWCOMER))
        => Rejection::PartyUnknown { party: NEWCOMER };
    only_what_is_open_is_served:
        given(silence_agreed_to()).when(mediator(), now(), serve(APPLICANT))
        => Rejection::NoObjectionNotOpen { version: 1 };
}
