//! An agent does what the authority covers, and nothing beside it: asked of every verb that is done for a party (CPL 62; CPLI 351).

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AuthorityScope, ConsentMatter, DefaultGround};

/// The lawyer asks for one step of the applicant's in a story that is ready for it.
fn asks(
    story: Story,
    at: &str,
    scope: &[AuthorityScope],
    special: bool,
    command: impl Into<Command>,
) -> Outcome {
    let authority = Authority { scope: scope.to_vec(), special, ..authority() };
    let appointed = AppointRepresentative { authority, ..appoint_representative() };
    story.and(applicant(), on(at), appointed).when(lawyer(), on(at), command)
}

/// Whatever else the authority says, without this scope the step is refused, and with it the authority is no obstacle.
fn needs(scope: AuthorityScope, story: fn() -> Story, at: &str, command: impl Into<Command> + Clone) {
    let others: Vec<_> = AuthorityScope::ALL.iter().copied().filter(|other| *other != scope).collect();
    let too_narrow = Rejection::AuthorityTooNarrow { needed: scope };
    asks(story(), at, &others, true, command.clone()).then_rejected(too_narrow);
    let unsaid = asks(story(), at, &[scope], false, command.clone());
    if matches!(scope, AuthorityScope::Settle | AuthorityScope::Confirm) {
        unsaid.then_rejected(Rejection::SpecialAuthorisationMissing);
    }
    let within = asks(story(), at, &[scope], true, command);
    assert!(within.answer().is_ok(), "{} with {scope:?}: {:?}", within.verb(), within.answer());
}

fn proposed() -> Story {
    rights_told().and(mediator(), on("2026-10-14 16:00"), make_proposal())
}

#[test]
fn who_may_attend_files_papers_and_objects() {
    let attend = AuthorityScope::Attend;
    needs(attend, supplementing, "2026-10-15 09:00", submit_supplement());
    needs(attend, closed_session, "2026-10-19 17:00", request_correction());
    needs(attend, open, "2026-10-19 15:00", request_recusal(Some(APPLICANT)));
    needs(attend, open, "2026-10-19 15:00", file_complaint(APPLICANT));
    needs(attend, proposed, "2026-10-15 09:00", object_to_proposal(APPLICANT));
    needs(attend, effective, "2026-10-27 09:00", report_performance());
}

#[test]
fn consents_are_given_and_taken_back_by_who_may_consent() {
    let consent = AuthorityScope::Consent;
    let taken_back = RevokeConsent { party: APPLICANT, matter: ConsentMatter::Online };
    needs(consent, consented, "2026-10-14 12:00", taken_back);
    let leaves = RefuseMediation { party: APPLICANT, ..refuse_mediation() };
    needs(consent, notified, "2026-10-13 09:00", leaves);
    let disclosed = || offered().and(mediator(), on("2026-10-14 10:00"), disclose_conflict());
    needs(consent, disclosed, "2026-10-14 10:10", waive_conflict(APPLICANT));
}

#[test]
fn to_offer_to_accept_and_to_give_up_is_to_settle() {
    let settle = AuthorityScope::Settle;
    let offer = MakeProposal { by: Some(APPLICANT), to: vec![BANK], ..offer_of_bank() };
    needs(settle, rights_told, "2026-10-15 09:00", offer.clone());
    needs(settle, proposed, "2026-10-15 09:00", accept_proposal(APPLICANT));
    let offered = || {
        let offer = MakeProposal { by: Some(APPLICANT), to: vec![BANK], ..offer_of_bank() };
        rights_told().and(applicant(), on("2026-10-14 16:00"), offer)
    };
    needs(settle, offered, "2026-10-15 09:00", WithdrawProposal { proposal: 1 });
    needs(settle, bidding, "2026-10-15 09:00", bid(APPLICANT, 1, 500_000));
    needs(settle, both_bid, "2026-10-15 09:00", reveal(APPLICANT, 1, 900_000));
    needs(settle, open, "2026-10-19 15:00", withdraw_application());
}

#[test]
fn the_court_is_asked_by_who_may_ask_it() {
    let confirm = AuthorityScope::Confirm;
    needs(confirm, effective, "2026-10-22 09:00", prepare_confirmation());
    let stays_out = AbandonConfirmation { party: APPLICANT, ..abandon_confirmation() };
    needs(confirm, prepared, "2026-10-22 11:00", stays_out);
    let files = FileConfirmation { party: Some(APPLICANT), ..file_confirmation() };
    needs(confirm, jointly_signed, "2026-10-23 09:00", files);
    let supplies = SupplyConfirmationDocuments { party: Some(APPLICANT), ..supply_confirmation_documents() };
    needs(confirm, asked_for_more, "2026-10-27 09:00", supplies);
}

#[test]
fn who_may_attend_calls_for_performance_and_who_may_settle_takes_or_gives_up() {
    let (attend, settle) = (AuthorityScope::Attend, AuthorityScope::Settle);
    let refused =
        DeclareDefault { ground: DefaultGround::Refused, asked_by: Some(APPLICANT), ..declare_default() };
    needs(attend, effective, "2026-10-28 09:00", urge_performance());
    needs(attend, effective, "2026-10-28 09:00", refused);
    needs(attend, confirmed, "2026-11-20 09:00", record_enforcement());
    needs(settle, performed, "2026-11-06 09:00", confirm_receipt());
    needs(settle, effective, "2026-10-28 09:00", waive_obligation());
    let missed = || {
        let urging = UrgePerformance { seq: 2, ..urge_performance() };
        effective_in_parts().and(clerk(), on("2026-11-30 09:00"), urging)
    };
    let all_at_once =
        DeclareDefault { seq: 2, asked_by: Some(APPLICANT), accelerate: true, ..declare_default() };
    needs(settle, missed, "2026-11-30 10:00", all_at_once);
}

#[test]
fn of_two_authorities_one_that_covers_the_matter_is_enough() {
    let narrow = Authority { scope: vec![AuthorityScope::Receive], special: false, ..authority() };
    let first = AppointRepresentative { authority: narrow, ..appoint_representative() };
    let second = AppointRepresentative { representative: EMPLOYEE, ..appoint_representative() };
    let at = || on("2026-10-15 09:00");
    let story = rights_told().and(applicant(), at(), first).and(applicant(), at(), second);
    let offer = MakeProposal { by: Some(APPLICANT), to: vec![BANK], ..offer_of_bank() };
    story.when(lawyer(), at(), offer).then_stage(StageName::InMediation);
}
