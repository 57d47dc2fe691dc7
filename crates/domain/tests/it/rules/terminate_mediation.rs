//! A mediation ends with a code whose condition holds, declared by whom it may be.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Remedy, Termination};
use domain::deadline::Timer;
use domain::occasion::Actor;

const LIVE: [StageName; 5] = [
    StageName::ConsentPending,
    StageName::MediatorSelection,
    StageName::MediatorOffered,
    StageName::InMediation,
    StageName::Signing,
];

/// Codes that follow from another step.
const FOLLOWING: [Termination; 5] = [
    Termination::AgreementReached,
    Termination::Withdrawn,
    Termination::PartyRefuses,
    Termination::ProposalObjected,
    Termination::Transferred,
];

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 13:00")
}

fn ends_with(story: Story, by: Actor, at: &str, code: Termination) {
    story.when(by, on(at), terminate(code)).then_events([Event::MediationTerminated(MediationTerminated {
        code,
        reason: terminate(code).reason,
        remedies: Remedy::ALL.to_vec(),
    })]);
}

#[test]
fn positions_too_far_apart_end_a_mediation() {
    ends_with(closed_session(), mediator(), "2026-10-20 13:00", Termination::TooFarApart);
}

#[test]
fn a_suit_or_another_reason_ends_a_mediation() {
    ends_with(assigned(), clerk(), "2026-10-20 13:00", Termination::Litigation);
    ends_with(assigned(), clerk(), "2026-10-20 13:00", Termination::OtherReason);
}

#[test]
fn a_silent_respondent_is_unreachable_on_the_day_after_the_answer_was_due() {
    ends_with(notified(), clerk(), "2026-10-20 00:00", Termination::Unreachable);
}

#[test]
fn a_period_is_expired_on_the_day_after_its_last() {
    ends_with(rights_told(), mediator(), "2026-11-12 00:00", Termination::PeriodExpired);
}

#[test]
fn who_does_not_sign_ends_the_mediation() {
    ends_with(drafted(), mediator(), "2026-10-28 09:00", Termination::RefusedToSign);
}

#[test]
fn the_director_declares_bad_faith_and_collusion() {
    ends_with(assigned(), director(), "2026-10-20 13:00", Termination::BadFaith);
    ends_with(assigned(), director(), "2026-10-20 13:00", Termination::Collusion);
}

#[test]
fn an_ending_that_follows_from_another_step_is_declared_by_nobody() {
    for code in FOLLOWING {
        for by in [clerk(), director(), mediator(), applicant(), agent()] {
            given(assigned())
                .when(by, now(), terminate(code))
                .then_rejected(Rejection::TerminationNotDeclared { code });
        }
    }
}

/// A clerk who holds an account of one of those concerned.
fn clerk_as(user: &Actor) -> Actor {
    Actor { user: user.user.clone(), ..clerk() }
}

#[test]
fn endings_that_judge_the_parties_need_somebody_free_of_conflict() {
    let refused = answer_agreement(BANK, domain::classification::AgreementAnswer::RefusedToSign);
    for code in [Termination::TooFarApart, Termination::RefusedToSign] {
        given(drafted().and(agent(), on("2026-10-20 09:30"), refused.clone()))
            .when(clerk_as(&applicant()), now(), terminate(code))
            .then_rejected(Rejection::ApproverConflicted);
    }
    given(assigned().and(applicant(), now(), appoint_representative()))
        .when(clerk_as(&lawyer()), now(), terminate(Termination::TooFarApart))
        .then_rejected(Rejection::ApproverConflicted);
}

#[test]
fn an_ending_that_judges_nobody_is_recorded_by_whoever_learns_of_it() {
    given(assigned())
        .when(clerk_as(&applicant()), now(), terminate(Termination::Litigation))
        .then_stage(StageName::Terminated);
}

#[test]
fn every_code_tells_what_can_be_done_now_in_both_languages() {
    for code in Termination::ALL {
        assert!(code.advice_zh().ends_with('。') && code.advice_en().ends_with('.'), "{}", code.code());
    }
}

#[test]
fn every_code_is_either_declared_or_follows() {
    let declared: Vec<Termination> =
        Termination::ALL.iter().copied().filter(|code| !FOLLOWING.contains(code)).collect();
    let by_director: Vec<Termination> = declared
        .iter()
        .copied()
        .filter(|code| {
            let outcome = given(drafted()).when(clerk(), on("2026-11-12 13:00"), terminate(*code));
            outcome.answer().err().map(Rejection::code) == Some("termination-needs-director")
        })
        .collect();
    assert_eq!(by_director, [Termination::BadFaith, Termination::Collusion]);
    for code in declared {
        let story = if code == Termination::Unreachable { notified() } else { drafted() };
        given(story)
            .when(director(), on("2026-11-12 13:00"), terminate(code))
            .then_stage(StageName::Terminated);
    }
}

#[test]
fn a_difficult_case_leaves_the_fast_track_and_may_end_without_an_opinion() {
    let story = small().and(clerk(), on("2026-10-12 11:00"), change_track());
    assert_eq!(story.filed().stage.accepted().unwrap().fast_track, None);
    story
        .when(director(), on("2026-10-20 09:00"), terminate(Termination::TooFarApart))
        .then_stage(StageName::Terminated);
}

refusals! {
    nothing_ends_that_was_not_accepted:
        given(filed()).when(clerk(), now(), terminate_mediation())
        => Rejection::WrongStage { stage: StageName::Submitted, allowed: LIVE.to_vec() };
    nothing_ends_that_is_effective:
        given(effective()).when(clerk(), on("2026-10-22 09:00"), terminate_mediation())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: LIVE.to_vec() };
    an_agreement_is_not_declared_but_signed:
        given(assigned()).when(mediator(), now(), terminate(Termination::AgreementReached))
        => Rejection::TerminationNotDeclared { code: Termination::AgreementReached };
    who_was_not_told_is_not_unreachable:
        given(accepted()).when(clerk(), now(), terminate(Termination::Unreachable))
        => Rejection::RespondentNotNotified;
    who_has_answered_is_not_unreachable:
        given(consented()).when(clerk(), on("2026-11-12 13:00"), terminate(Termination::Unreachable))
        => Rejection::WrongStage { stage: StageName::MediatorSelection, allowed: vec![StageName::ConsentPending] };
    who_may_still_answer_is_not_unreachable:
        given(notified()).when(clerk(), on("2026-10-19 23:59"), terminate(Termination::Unreachable))
        => Rejection::PeriodRunning { timer: Timer::T03, due: day("2026-10-19") };
    a_period_is_not_expired_on_its_last_day:
        given(rights_told()).when(mediator(), on("2026-11-11 23:59"), terminate(Termination::PeriodExpired))
        => Rejection::PeriodRunning { timer: Timer::T05a, due: day("2026-11-11") };
    an_extended_period_is_not_expired_on_the_old_day:
        given(rights_told().and(mediator(), now(), extend_period()))
            .when(mediator(), on("2026-11-12 09:00"), terminate(Termination::PeriodExpired))
        => Rejection::PeriodRunning { timer: Timer::T05a, due: day("2026-12-11") };
    nobody_refused_and_the_time_to_sign_is_not_over:
        given(drafted()).when(mediator(), now(), terminate(Termination::RefusedToSign))
        => Rejection::NobodyRefusedToSign { due: day("2026-10-27") };
    nobody_refuses_to_sign_what_is_not_drafted:
        given(closed_session()).when(mediator(), now(), terminate(Termination::RefusedToSign))
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Signing] };
    nobody_judges_a_case_he_is_a_party_to:
        given(assigned()).when(clerk_as(&applicant()), now(), terminate(Termination::TooFarApart))
        => Rejection::ApproverConflicted;
    no_mediator_judges_while_his_recusal_is_asked_for:
        given(open().and(agent(), on("2026-10-19 14:10"), request_recusal(Some(BANK))))
            .when(mediator(), now(), terminate(Termination::TooFarApart))
        => Rejection::RecusalPending;
    no_period_expires_while_its_clock_stands:
        given(appraising()).when(mediator(), on("2026-11-12 09:00"), terminate(Termination::PeriodExpired))
        => Rejection::ClockStands;
    bad_faith_is_for_the_director:
        given(assigned()).when(clerk(), now(), terminate(Termination::BadFaith))
        => Rejection::TerminationNeedsDirector { code: Termination::BadFaith };
    collusion_is_for_the_director:
        given(assigned()).when(mediator(), now(), terminate(Termination::Collusion))
        => Rejection::TerminationNeedsDirector { code: Termination::Collusion };
    on_the_fast_track_an_opinion_comes_first:
        given(talks_failed())
            .when(director(), on("2026-10-20 09:00"), terminate(Termination::TooFarApart))
        => Rejection::OpinionOwed;
    the_customer_may_still_answer_the_opinion:
        given(opined())
            .when(director(), on("2026-10-21 09:00"), terminate(Termination::OtherReason))
        => Rejection::OpinionPending { due: day("2026-10-27") };
}
