//! One objection in time, and the mediation has failed.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Timer;

#[test]
fn an_objection_on_the_last_day_ends_the_mediation() {
    given(silence_served()).when(applicant(), on("2026-10-27 23:00"), object(APPLICANT)).then(|events| {
        let [Event::NoObjectionObjected(objected), Event::MediationTerminated(ended)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((objected.party, ended.code), (APPLICANT, Termination::ProposalObjected));
        assert_eq!(ended.remedies, Remedy::ALL);
    });
}

#[test]
fn no_reason_needs_be_given_and_nobody_need_wait_for_the_service() {
    let bare = ObjectToProposal { reason: None, ..object(BANK) };
    given(silence_proposed()).when(agent(), on("2026-10-20 10:00"), bare).then_stage(StageName::Terminated);
}

#[test]
fn whoever_is_on_time_may_object_while_the_mediation_stands_still() {
    let standing = silence_served().and(mediator(), on("2026-10-22 09:00"), suspend_mediation());
    given(standing).when(applicant(), on("2026-10-23 09:00"), object(APPLICANT)).then_stage(StageName::Terminated);
}

refusals! {
    an_objection_after_the_partys_own_time_is_late_though_the_other_may_still_object:
        given(silence_served()).when(applicant(), on("2026-10-28 00:00"), object(APPLICANT))
        => Rejection::DeadlinePassed { timer: Timer::T07, due: day("2026-10-27") };
    an_objection_to_what_is_in_force_is_late:
        given(agreed_by_silence()).when(applicant(), on("2026-10-29 09:00"), object(APPLICANT))
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    nobody_objects_for_the_other_side:
        given(silence_served()).when(applicant(), on("2026-10-22 09:00"), object(BANK))
        => Rejection::NotActingFor { party: BANK };
    there_is_something_to_object_to:
        given(silence_agreed_to()).when(applicant(), on("2026-10-20 10:00"), object(APPLICANT))
        => Rejection::NoObjectionNotOpen { version: 1 };
}
