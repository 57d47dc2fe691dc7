//! The joint application goes to the court, complete and in time.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConfirmationPaper;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-23 09:00")
}

fn with(papers: Vec<ConfirmationPaper>) -> FileConfirmation {
    FileConfirmation { papers, ..file_confirmation() }
}

#[test]
fn the_court_gets_three_days_to_answer() {
    given(jointly_signed()).when(clerk(), now(), file_confirmation()).then(|events| {
        let [Event::ConfirmationFiled(filed)] = events else { panic!("{events:?}") };
        assert_eq!((filed.court.as_str(), filed.filed_on), (COURT, day("2026-10-23")));
        assert!(filed.green_channel);
        ends(&filed.court_answers_by, "2026-10-26", Basis::Jc4);
    });
}

#[test]
fn the_last_day_of_the_window_is_in_time() {
    given(jointly_signed())
        .when(clerk(), on("2026-11-19 23:59"), file_confirmation())
        .then_stage(StageName::Effective);
}

#[test]
fn a_party_files_for_both() {
    given(jointly_signed())
        .when(agent(), now(), FileConfirmation { party: Some(BANK), ..file_confirmation() })
        .then_stage(StageName::Effective);
}

refusals! {
    nothing_is_filed_before_the_agreement_is_effective:
        given(signed()).when(clerk(), on("2026-10-20 13:00"), file_confirmation())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    a_party_says_for_whom_it_files:
        given(jointly_signed()).when(applicant(), now(), file_confirmation()) => Rejection::NothingGiven;
    a_party_files_for_itself:
        given(jointly_signed())
            .when(applicant(), now(), FileConfirmation { party: Some(BANK), ..file_confirmation() })
        => Rejection::NotActingFor { party: BANK };
    nothing_is_filed_that_not_everybody_signed:
        given(prepared().and(applicant(), on("2026-10-22 10:00"), sign_confirmation(APPLICANT)))
            .when(clerk(), now(), file_confirmation())
        => Rejection::ApplicationNotJoint { missing: vec![BANK] };
    nothing_is_filed_that_was_not_prepared:
        given(effective()).when(clerk(), now(), file_confirmation())
        => Rejection::ConfirmationStep { status: "NOT_REQUESTED".to_owned() };
    nothing_is_filed_twice:
        given(filed_at_court()).when(clerk(), now(), file_confirmation())
        => Rejection::ConfirmationStep { status: "FILED".to_owned() };
    the_day_after_the_window_is_too_late:
        given(jointly_signed()).when(clerk(), on("2026-11-20 00:00"), file_confirmation())
        => Rejection::ConfirmationTooLate { due: day("2026-11-19") };
    the_package_is_complete:
        given(jointly_signed())
            .when(clerk(), now(), with(vec![ConfirmationPaper::Application, ConfirmationPaper::Agreement]))
        => Rejection::PaperMissing { papers: vec![
            ConfirmationPaper::MediationCertificate,
            ConfirmationPaper::IdentityProofs,
            ConfirmationPaper::Authorisation,
        ] };
}
