//! An application is refused with grounds that carry it, and the other ways told.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::rule_set::PriorComplaintMode;

fn on_grounds(grounds: &[Exclusion]) -> RefuseAcceptance {
    RefuseAcceptance { grounds: grounds.to_vec(), ..refuse_acceptance() }
}

const SOFT: [Exclusion; 2] = [Exclusion::NoPriorComplaint, Exclusion::OtherCentre];

#[test]
fn a_refusal_records_each_check_with_its_result_and_reason() {
    let outcome = given(filed()).when(director(), on("2026-10-12 10:00"), with_checks());
    let answer = outcome.answer();
    let Ok([Event::AcceptanceRefused(refused)]) = answer.as_deref() else { panic!("not refused") };
    assert_eq!(refused.checks, all_but(AcceptanceCheck::NoExclusion));
}

#[test]
fn a_refusal_tells_the_ways_its_grounds_leave_open() {
    let told = |grounds: &[Exclusion]| {
        let outcome = given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(grounds));
        match outcome.answer().as_deref() {
            Ok([Event::AcceptanceRefused(refused)]) => refused.remedies.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(told(&[Exclusion::BeforeArbitration]), [Remedy::Arbitrate]);
    assert_eq!(told(&[Exclusion::Petition, Exclusion::SuspectedCrime]), [Remedy::Regulator]);
    let apart = [Exclusion::BeforeArbitration, Exclusion::BeforeCourt];
    assert_eq!(told(&apart), [Remedy::Arbitrate, Remedy::Sue], "no way in common: each of them");
    for ground in Exclusion::ALL {
        assert!(!ground.remedies().is_empty() && !ground.failed().is_empty(), "{ground:?}");
        assert!(ground.advice_zh().ends_with('。') && ground.advice_en().ends_with('.'), "{ground:?}");
    }
}

#[test]
fn a_refusal_tells_its_ground_and_reason() {
    given(filed()).when(director(), on("2026-10-12 10:00"), refuse_acceptance()).then_events([
        Event::AcceptanceRefused(AcceptanceRefused {
            grounds: vec![Exclusion::AlreadyJudged],
            reason: refuse_acceptance().reason,
            remedies: vec![Remedy::Sue],
            checks: vec![],
            same_as: None,
        }),
    ]);
}

#[test]
fn each_hard_ground_alone_carries_a_refusal_and_each_soft_one_does_not() {
    for ground in Exclusion::ALL {
        let outcome = given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&[*ground]));
        let refused = outcome.answer().err().map(Rejection::code);
        let expected = SOFT.contains(ground).then_some("ground-not-sufficient");
        assert_eq!(refused, expected, "{ground:?}");
    }
}

#[test]
fn a_soft_ground_may_stand_beside_a_hard_one() {
    let grounds = [Exclusion::NoPriorComplaint, Exclusion::Petition];
    given(filed())
        .when(director(), on("2026-10-12 10:00"), on_grounds(&grounds))
        .then_stage(StageName::NotAccepted);
}

#[test]
fn where_an_earlier_complaint_is_required_its_absence_carries_a_refusal() {
    given(nothing().and(applicant(), on("2026-10-12 09:00"), without_prior_complaint()))
        .under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Required)
        .when(director(), on("2026-10-12 10:00"), on_grounds(&[Exclusion::NoPriorComplaint]))
        .then_stage(StageName::NotAccepted);
}

#[test]
fn an_application_that_is_not_supplemented_can_be_refused() {
    given(supplementing())
        .when(director(), on("2026-10-20 10:00"), on_grounds(&[Exclusion::NotIdentifiable]))
        .then_stage(StageName::NotAccepted);
}

refusals! {
    a_ground_whose_requirement_is_met_is_none:
        given(filed()).when(director(), on("2026-10-12 10:00"), RefuseAcceptance {
            checks: all_but(AcceptanceCheck::Jurisdiction), ..refuse_acceptance()
        }) => Rejection::CheckContradictsGround { ground: Exclusion::AlreadyJudged };
    whoever_records_checks_records_all:
        given(filed()).when(director(), on("2026-10-12 10:00"), RefuseAcceptance {
            checks: all_but(AcceptanceCheck::NoExclusion).split_off(1), ..refuse_acceptance()
        }) => Rejection::CheckMissing { checks: vec![AcceptanceCheck::Standing] };
    an_accepted_case_is_not_refused:
        given(accepted()).when(director(), on("2026-10-12 11:00"), refuse_acceptance())
        => Rejection::WrongStage {
            stage: StageName::ConsentPending,
            allowed: vec![StageName::Submitted, StageName::Supplementing],
        };
    a_refusal_has_a_ground:
        given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&[])) => Rejection::NothingGiven;
    a_missing_complaint_alone_is_no_ground:
        given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&SOFT[..1]))
        => Rejection::GroundNotSufficient { ground: Exclusion::NoPriorComplaint };
    another_centres_case_is_transferred_and_not_refused:
        given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&SOFT[1..]))
        => Rejection::GroundNotSufficient { ground: Exclusion::OtherCentre };
    soft_grounds_do_not_add_up:
        given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&SOFT))
        => Rejection::GroundNotSufficient { ground: Exclusion::NoPriorComplaint };
    grounds_are_not_repeated_without_end:
        given(filed()).when(director(), on("2026-10-12 10:00"), on_grounds(&[Exclusion::Petition; 14]))
        => Rejection::TooMany { limit: 13 };
}
