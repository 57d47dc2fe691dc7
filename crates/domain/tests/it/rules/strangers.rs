//! Whoever has nothing to do with a case learns nothing of it, whatever is asked.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::deadline::Timer;
use domain::ids::MediatorId;
use domain::occasion::{Actor, Role};

/// Every command as it is valid somewhere, in the order of a case.
pub(crate) fn every_command() -> Vec<Command> {
    vec![
        file_application().into(),
        flag_similar().into(),
        decide_similarity().into(),
        request_supplement().into(),
        submit_supplement().into(),
        extend_supplement().into(),
        LapseApplication.into(),
        accept_case().into(),
        change_track().into(),
        refuse_acceptance().into(),
        appoint_representative().into(),
        change_authority().into(),
        revoke_representative().into(),
        record_capacity().into(),
        join_party().into(),
        correct_party_data().into(),
        record_special_needs().into(),
        screen_risk().into(),
        report_risk().into(),
        notify_respondent().into(),
        consent_of(APPLICANT, FOR_VIDEO).into(),
        revoke(APPLICANT, domain::classification::ConsentMatter::Online).into(),
        refuse_mediation().into(),
        choose_mediator(APPLICANT).into(),
        send_mediator_list().into(),
        answer_list(APPLICANT, &[], &[MEDIATOR]).into(),
        close_mediator_list().into(),
        offer_mediator().into(),
        accept_assignment().into(),
        decline_assignment().into(),
        disclose_conflict().into(),
        waive_conflict(APPLICANT).into(),
        scan_conflicts().into(),
        request_recusal(Some(APPLICANT)).into(),
        decide_recusal(true).into(),
        replace_mediator().into(),
        notify_rights().into(),
        schedule_session().into(),
        cancel_session().into(),
        open_session().into(),
        close_session().into(),
        reschedule_session().into(),
        adjourn_session().into(),
        record_no_show().into(),
        sign_minutes(Signer::Party(APPLICANT)).into(),
        request_correction().into(),
        record_correction().into(),
        open_exchange().into(),
        post_statement(Some(APPLICANT)).into(),
        record_caucus().into(),
        write_note().into(),
        file_complaint(APPLICANT).into(),
        decide_complaint(domain::classification::ComplaintMeasure::Warning).into(),
        drop_booking().into(),
        extend_period().into(),
        suspend_mediation().into(),
        resume_mediation().into(),
        commission_appraisal().into(),
        receive_appraisal().into(),
        commission_evaluation().into(),
        deliver_evaluation().into(),
        answer_evaluation(APPLICANT).into(),
        make_proposal().into(),
        accept_proposal(APPLICANT).into(),
        WithdrawProposal { proposal: 1 }.into(),
        propose_no_objection().into(),
        serve(APPLICANT).into(),
        object(APPLICANT).into(),
        WithdrawNoObjection { version: 1 }.into(),
        open_bidding().into(),
        bid(APPLICANT, 1, 400_000).into(),
        reveal(APPLICANT, 1, 400_000).into(),
        CloseBidding { round: 1 }.into(),
        request_authority().into(),
        answer_authority().into(),
        issue_opinion().into(),
        accept_opinion().into(),
        decline_opinion().into(),
        draft_agreement().into(),
        answer_agreement(APPLICANT, domain::classification::AgreementAnswer::Accepted).into(),
        review_passed().into(),
        record_oral_agreement().into(),
        write_down_agreement().into(),
        sign_as_applicant().into(),
        seal_agreement().into(),
        prepare_confirmation().into(),
        sign_confirmation(APPLICANT).into(),
        file_confirmation().into(),
        supply_confirmation_documents().into(),
        court_accepts().into(),
        receive_inquiry().into(),
        answer_inquiry().into(),
        abandon_confirmation().into(),
        LapseConfirmation.into(),
        suit().into(),
        report_performance().into(),
        confirm_receipt().into(),
        urge_performance().into(),
        declare_default().into(),
        waive_obligation().into(),
        record_enforcement().into(),
        record_follow_up().into(),
        withdraw_application().into(),
        terminate_mediation().into(),
        record_undisputed_facts().into(),
        sign_facts(APPLICANT).into(),
        refuse_facts(APPLICANT).into(),
        CloseCase.into(),
        assignment().into(),
        sign_receipt().into(),
        report().into(),
        propose_transfer().into(),
        accept_transfer().into(),
        decline_transfer().into(),
        WithdrawTransfer.into(),
        dispute_transfer().into(),
        decide_transfer(true).into(),
        fire_timer(Timer::T01, "2026-10-19").into(),
        follow_up_performance("2026-10-27").into(),
        recompute_deadline(Timer::T01, "2026-10-19").into(),
    ]
}

/// A case in each of its stages.
fn every_stage() -> Vec<Story> {
    vec![
        filed(),
        supplementing(),
        refused(),
        notified(),
        consented(),
        offered(),
        rights_told(),
        open(),
        signed(),
        filed_at_court(),
        confirmed(),
        withdrawn(),
        case_closed(),
    ]
}

#[test]
fn the_list_of_commands_is_complete() {
    let names: Vec<&str> = every_command().iter().map(Command::name).collect();
    assert_eq!(names, Command::NAMES);
}

#[test]
fn a_stranger_of_any_kind_learns_nothing_whatever_is_asked() {
    for story in every_stage() {
        for (who, stranger) in strangers() {
            for command in every_command() {
                let (verb, stage) = (command.name(), story.case().stage_name());
                let outcome = story.clone().when(stranger.clone(), on("2026-11-06 09:00"), command);
                let answer = outcome.answer().map_err(Rejection::code);
                assert_eq!(answer.err(), Some("not-found"), "{who} asks {verb} in {stage:?}");
            }
        }
    }
}

#[test]
fn a_case_that_does_not_exist_looks_the_same_to_everybody() {
    for by in [clerk(), director(), mediator(), applicant(), agent(), court()] {
        let opens =
            |command: &Command| matches!(command, Command::FileApplication(_) | Command::RegisterReferral(_));
        for command in every_command().into_iter().filter(|command| !opens(command)) {
            given(nothing())
                .when(by.clone(), on("2026-10-12 09:00"), command)
                .then_rejected(Rejection::NotInvolved);
        }
    }
}

#[test]
fn nobody_but_parties_agents_and_the_centre_opens_a_case() {
    let outside = [
        Role::Mediator,
        Role::Court,
        Role::Federation,
        Role::Administrator,
        Role::SecurityAdministrator,
        Role::AuditAdministrator,
    ];
    for role in outside {
        given(nothing())
            .when(Actor { role, ..clerk() }, on("2026-10-12 09:00"), file_application())
            .then_rejected(Rejection::NotInvolved);
    }
}

#[test]
fn the_court_comes_in_when_an_application_names_it_and_goes_when_the_case_closes() {
    let asks = |story: Story| story.when(court(), on("2026-11-06 09:00"), CloseCase);
    for story in [filed(), open(), signed(), effective(), case_closed()] {
        asks(story).then_rejected(Rejection::NotInvolved);
    }
    let inside = asks(filed_at_court());
    assert_ne!(inside.answer(), Err(&Rejection::NotInvolved));
}

#[test]
fn a_mediator_comes_in_with_the_offer_and_goes_with_the_end() {
    let asks = |story: Story| story.when(mediator(), on("2026-11-06 09:00"), notify_rights());
    let ended = closed_session().and(mediator(), on("2026-10-20 09:00"), terminate_mediation());
    for story in [filed(), notified(), consented(), ended, case_closed()] {
        asks(story).then_rejected(Rejection::NotInvolved);
    }
    for story in [offered(), assigned(), signed(), effective()] {
        assert_ne!(asks(story).answer(), Err(&Rejection::NotInvolved));
    }
}

#[test]
fn a_mediator_refused_for_a_conflict_has_nothing_to_do_with_the_case() {
    let barred = Actor { mediator: Some(SECONDED), ..mediator() };
    given(consented())
        .when(
            barred,
            on("2026-10-14 10:00"),
            AcceptAssignment {
                mediator: domain::mediator::MediatorFacts { id: MediatorId(SECONDED.0), ..unbound() },
                ..accept_assignment()
            },
        )
        .then_rejected(Rejection::NotInvolved);
}
