//! A case is accepted when every requirement was looked at and is met.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Basis;
use domain::rule_set::PriorComplaintMode;

fn with_reason() -> AcceptCase {
    AcceptCase { without_prior_complaint: Some(secret_short("银行网点已撤并")), ..accept_case() }
}

fn uncomplained() -> Story {
    nothing().and(applicant(), on("2026-10-12 09:00"), without_prior_complaint())
}

fn check(check: AcceptanceCheck, met: bool) -> CheckRecord {
    CheckRecord { check, met, remark: None }
}

#[test]
fn acceptance_sets_the_time_to_contact_and_to_mediate() {
    given(filed()).when(clerk(), on("2026-10-12 10:00"), accept_case()).then(|events| {
        let [Event::CaseAccepted(accepted)] = events else { panic!("{events:?}") };
        assert_eq!(accepted.respondent_duty, RespondentDuty::JustCause);
        assert!(!accepted.late);
        ends(&accepted.contact_by, "2026-10-14", Basis::Practice);
        ends(&accepted.mediate_by, "2026-11-11", Basis::Moj33);
    });
}

#[test]
fn the_last_day_for_accepting_is_in_time_and_the_next_is_late() {
    for (at, late) in [("2026-10-19 23:59", false), ("2026-10-20 00:00", true)] {
        given(filed()).when(clerk(), on(at), accept_case()).then(|events| {
            let [Event::CaseAccepted(accepted)] = events else { panic!("{events:?}") };
            assert_eq!(accepted.late, late, "{at}");
        });
    }
}

#[test]
fn the_strictest_duty_of_the_responding_sectors_binds() {
    for sector in Sector::ALL {
        let parties = vec![depositor(), institution_of(*sector)];
        let application = FileApplication { parties, ..file_application() };
        given(nothing().and(applicant(), on("2026-10-12 09:00"), application))
            .when(clerk(), on("2026-10-12 10:00"), accept_case())
            .then(|events| {
                let [Event::CaseAccepted(accepted)] = events else { panic!("{events:?}") };
                assert_eq!(accepted.respondent_duty, sector.respondent_duty(), "{sector:?}");
            });
    }
}

#[test]
fn a_case_nobody_complained_about_before_is_accepted_with_a_reason() {
    given(uncomplained())
        .when(clerk(), on("2026-10-12 10:00"), with_reason())
        .then_stage(StageName::ConsentPending);
}

#[test]
fn where_nobody_asks_for_an_earlier_complaint_no_reason_is_needed() {
    given(uncomplained())
        .under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Off)
        .when(clerk(), on("2026-10-12 10:00"), accept_case())
        .then_stage(StageName::ConsentPending);
}

#[test]
fn a_minor_with_a_guardian_on_record_is_accepted() {
    given(guarded())
        .when(clerk(), on("2026-10-12 10:00"), accept_case())
        .then_stage(StageName::ConsentPending);
}

fn complained_on_the_eighth() -> Story {
    let prior_complaint = Some(pending_complaint("2026-10-08"));
    let command = FileApplication { prior_complaint, ..file_application() };
    nothing().and(applicant(), on("2026-10-12 09:00"), command)
}

#[test]
fn a_complaint_whose_time_is_over_without_an_answer_was_made_before() {
    given(
        complained_on_the_eighth().under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Required),
    )
    .when(clerk(), on("2026-10-24 09:00"), accept_case())
    .then_stage(StageName::ConsentPending);
}

#[test]
fn a_centre_that_does_not_ask_does_not_wait_for_the_institution() {
    given(complained_on_the_eighth().under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Off))
        .when(clerk(), on("2026-10-12 10:00"), accept_case())
        .then_stage(StageName::ConsentPending);
}

fn filed_by_somebody_unlicensed() -> Story {
    let agents = vec![AppointRepresentative { licence: None, ..appoint_representative() }];
    let application = FileApplication { agents, ..filed_by_the_lawyer() };
    nothing().and(lawyer(), on("2026-10-12 09:00"), application)
}

#[test]
fn somebody_without_a_licence_who_files_for_another_is_for_the_director_to_judge() {
    let story = filed_by_somebody_unlicensed();
    given(story.clone())
        .when(director(), on("2026-10-12 10:00"), accept_case())
        .then_stage(StageName::ConsentPending);
    // Once the authority is taken back the depositor goes on alone.
    let alone = story.and(clerk(), on("2026-10-12 09:30"), revoke_representative());
    given(alone).when(clerk(), on("2026-10-12 10:00"), accept_case()).then_stage(StageName::ConsentPending);
}

#[test]
fn a_memorandum_for_so_much_brings_the_case_onto_the_fast_track() {
    given(filed()).when(clerk(), on("2026-10-12 10:00"), accept_small()).then(|events| {
        let [Event::CaseAccepted(accepted)] = events else { panic!("{events:?}") };
        let fast_track = accepted.fast_track.as_ref().unwrap();
        assert_eq!(fast_track.bound, [memorandum()]);
        assert_eq!(fast_track.finish_by.due_date, day("2026-10-26"), "ten working days");
    });
}

#[test]
fn what_is_difficult_or_too_much_stays_off_it() {
    let less = BoundBy { ceiling: yuan(8_599), ..memorandum() };
    let complex = AcceptCase { track: Track::Complex, ..accept_small() };
    let too_much = AcceptCase { memoranda: vec![less], ..accept_case() };
    for accept in [complex, too_much, accept_case()] {
        given(filed()).when(clerk(), on("2026-10-12 10:00"), accept).then(|events| {
            let [Event::CaseAccepted(accepted)] = events else { panic!("{events:?}") };
            assert_eq!(accepted.fast_track, None);
        });
    }
}

refusals! {
    a_claim_above_the_ceiling_is_not_taken_as_small:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), AcceptCase { track: Track::Small, ..accept_case() })
        => Rejection::TrackCeilingExceeded {
            track: Track::Small,
            ceiling: domain::money::Fen::of_yuan(5_000),
            claim: domain::money::Fen::of_yuan(8_600),
        };
    what_may_be_another_cases_dispute_is_looked_at_first:
        given(flagged()).when(clerk(), on("2026-10-12 10:00"), accept_case())
            => Rejection::SimilarityUndecided { others: vec![TWIN] };
    another_cases_dispute_is_not_accepted:
        given(flagged().and(clerk(), on("2026-10-12 09:30"), decided(SimilarRelation::Same)))
            .when(clerk(), on("2026-10-12 10:00"), accept_case())
            => Rejection::SameDispute { other: TWIN };
    the_institution_has_its_time_where_the_rules_require_its_answer:
        given(complained_on_the_eighth().under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Required))
            .when(clerk(), on("2026-10-23 23:59"), with_reason())
        => Rejection::PriorComplaintRunning { due: day("2026-10-23") };
    a_case_taken_while_the_institution_still_has_time_needs_a_reason:
        given(complained_on_the_eighth()).when(clerk(), on("2026-10-12 10:00"), accept_case())
        => Rejection::PriorComplaintReasonMissing;
    a_person_who_cannot_act_needs_a_guardian:
        given(filed().and(clerk(), on("2026-10-12 09:30"), record_capacity()))
            .when(clerk(), on("2026-10-12 10:00"), accept_case())
        => Rejection::GuardianMissing { parties: vec![APPLICANT] };
    a_case_is_accepted_once:
        given(accepted()).when(clerk(), on("2026-10-12 11:00"), accept_case())
        => Rejection::WrongStage { stage: StageName::ConsentPending, allowed: vec![StageName::Submitted] };
    nothing_is_accepted_while_it_is_supplemented:
        given(supplementing()).when(clerk(), on("2026-10-12 11:00"), accept_case())
        => Rejection::WrongStage { stage: StageName::Supplementing, allowed: vec![StageName::Submitted] };
    every_requirement_is_looked_at:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), AcceptCase {
            checks: vec![check(AcceptanceCheck::Standing, true), check(AcceptanceCheck::Jurisdiction, false)],
            ..accept_case()
        }) => Rejection::CheckMissing {
            checks: vec![
                AcceptanceCheck::RespondentIdentified,
                AcceptanceCheck::ClaimConcrete,
                AcceptanceCheck::FinancialDispute,
                AcceptanceCheck::NoExclusion,
                AcceptanceCheck::ClerkImpartial,
            ],
        };
    every_requirement_is_met:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), AcceptCase {
            checks: AcceptanceCheck::ALL
                .iter()
                .map(|it| check(*it, *it != AcceptanceCheck::ClerkImpartial))
                .collect(),
            ..accept_case()
        }) => Rejection::CheckNotMet { checks: vec![AcceptanceCheck::ClerkImpartial] };
    a_requirement_met_and_not_met_is_not_met:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), AcceptCase {
            checks: [checks(), vec![check(AcceptanceCheck::Jurisdiction, false)]].concat(),
            ..accept_case()
        }) => Rejection::CheckNotMet { checks: vec![AcceptanceCheck::Jurisdiction] };
    without_an_earlier_complaint_a_reason_is_given:
        given(uncomplained()).when(clerk(), on("2026-10-12 10:00"), accept_case())
        => Rejection::PriorComplaintReasonMissing;
    where_an_earlier_complaint_is_required_no_reason_helps:
        given(uncomplained())
            .under(|rules| rules.prior_complaint_mode = PriorComplaintMode::Required)
            .when(clerk(), on("2026-10-12 10:00"), with_reason())
        => Rejection::PriorComplaintRequired;
    what_an_agent_without_a_licence_filed_is_for_the_director:
        given(filed_by_somebody_unlicensed()).when(clerk(), on("2026-10-12 10:00"), accept_case())
        => Rejection::AgentUnlicensed { representative: LAWYER };
    a_referred_dispute_is_signed_for_first:
        given(referred(assignment())).when(clerk(), on("2026-10-12 11:00"), accept_case())
        => Rejection::ReceiptNotSigned;
}
