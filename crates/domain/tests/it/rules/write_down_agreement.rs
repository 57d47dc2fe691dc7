//! What was agreed by word of mouth is put on paper, for a court to confirm (CPLI 354).

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn spoken() -> Story {
    closed_session().and(mediator(), on("2026-10-20 09:00"), record_oral_agreement())
}

fn written() -> Story {
    spoken().and(clerk(), on("2026-10-22 09:00"), write_down_agreement())
}

#[test]
fn once_it_is_written_and_signed_a_court_can_confirm_it() {
    let story = written();
    assert_eq!(story.filed().settlement().unwrap().agreement.form, AgreementForm::WrittenLater);
    story.and(applicant(), on("2026-10-22 10:00"), prepare_confirmation());
}

#[test]
fn the_thirty_days_run_from_what_was_said_and_not_from_the_paper() {
    let late = spoken().and(clerk(), on("2026-11-20 09:00"), write_down_agreement());
    given(late)
        .when(applicant(), on("2026-11-20 10:00"), prepare_confirmation())
        .then_rejected(Rejection::ConfirmationTooLate { due: day("2026-11-19") });
}

refusals! {
    the_paper_carries_every_signature:
        given(spoken()).when(clerk(), on("2026-10-22 09:00"), WriteDownAgreement {
            signed_by: vec![Signer::Party(APPLICANT)],
            ..write_down_agreement()
        }) => Rejection::SignaturesMissing { parties: vec![BANK], mediator: true };
    the_paper_says_what_was_said:
        given(spoken()).when(clerk(), on("2026-10-22 09:00"), WriteDownAgreement {
            hash: sha(),
            ..write_down_agreement()
        }) => Rejection::HashMismatch { expected: hash() };
    the_paper_is_of_this_version:
        given(spoken()).when(clerk(), on("2026-10-22 09:00"), WriteDownAgreement {
            version: 2,
            ..write_down_agreement()
        }) => Rejection::VersionNotCurrent { current: 1 };
    a_scan_is_named_by_its_hash:
        given(spoken()).when(clerk(), on("2026-10-22 09:00"), WriteDownAgreement {
            scan_sha256: "AB".to_owned(),
            ..write_down_agreement()
        }) => Rejection::HashMalformed;
    it_is_written_down_once:
        given(written()).when(clerk(), on("2026-10-22 10:00"), write_down_agreement())
        => Rejection::WrittenAlready;
    what_was_written_at_first_is_not_written_again:
        given(effective()).when(clerk(), on("2026-10-22 10:00"), write_down_agreement())
        => Rejection::WrittenAlready;
    nothing_is_written_down_before_it_is_agreed:
        given(closed_session()).when(clerk(), on("2026-10-20 09:00"), write_down_agreement())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Effective] };
}
