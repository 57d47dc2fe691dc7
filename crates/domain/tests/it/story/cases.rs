//! Cases to start from. Each adds one step to the one before, on the dates of autumn 2026.

mod admitting;
mod evaluating;
mod opining;
mod performing;
mod proposing;
mod talks;

pub(crate) use admitting::*;
pub(crate) use evaluating::*;
pub(crate) use opining::*;
pub(crate) use performing::*;
pub(crate) use proposing::*;
pub(crate) use talks::*;

use super::actors::*;
use super::commands::*;
use super::{Story, day, nothing, on};
use domain::case::{
    CloseCase, DeclareDefault, DraftAgreement, FileApplication, Instalment, RecordConsent, SealAgreement,
    SignAgreement, Stage, TermBody, UrgePerformance,
};
use domain::classification::{ConsentMatter, SignatureMethod};

/// Both sides' consents for a video session that is recorded and an agreement that is signed electronically.
pub(crate) const FOR_VIDEO: &[ConsentMatter] = &[
    ConsentMatter::Mediate,
    ConsentMatter::Online,
    ConsentMatter::Recording,
    ConsentMatter::ElectronicSignature,
];

pub(crate) fn filed() -> Story {
    nothing().and(applicant(), on("2026-10-12 09:00"), file_application())
}
/// Two earlier cases are like it; about one of them a clerk must decide.
pub(crate) fn flagged() -> Story {
    filed().and(the_house(), on("2026-10-12 09:01"), flag_similar())
}
pub(crate) fn supplementing() -> Story {
    filed().and(clerk(), on("2026-10-12 10:00"), request_supplement())
}
/// The applicant has a lawyer from the start.
pub(crate) fn represented() -> Story {
    filed().and(applicant(), on("2026-10-12 09:30"), appoint_representative())
}
/// Filed by the counter for a depositor of fifteen, whose mother is on record.
pub(crate) fn guarded() -> Story {
    let parties = vec![born("440104201101011002"), bank_branch()];
    nothing().and(clerk(), on("2026-10-12 09:00"), FileApplication { parties, ..file_application() }).and(
        clerk(),
        on("2026-10-12 09:30"),
        appoint_guardian(),
    )
}
pub(crate) fn refused() -> Story {
    filed().and(director(), on("2026-10-12 10:00"), refuse_acceptance())
}
pub(crate) fn accepted() -> Story {
    filed().and(clerk(), on("2026-10-12 10:00"), accept_case())
}
pub(crate) fn notified() -> Story {
    accepted().and(clerk(), on("2026-10-12 11:00"), notify_respondent())
}
pub(crate) fn consented() -> Story {
    notified().and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO)).and(
        agent(),
        on("2026-10-13 10:00"),
        consent_of(BANK, FOR_VIDEO),
    )
}
/// Everybody consented, and nobody leaves the choice to the centre; it is open until 15 October.
pub(crate) fn choosing() -> Story {
    let consent = |party| RecordConsent { centre_appoints: false, ..consent_of(party, FOR_VIDEO) };
    notified().and(applicant(), on("2026-10-13 09:00"), consent(APPLICANT)).and(
        agent(),
        on("2026-10-13 10:00"),
        consent(BANK),
    )
}
/// A list of four is out until 16 October.
pub(crate) fn listed() -> Story {
    choosing().and(clerk(), on("2026-10-14 09:00"), send_mediator_list())
}
pub(crate) fn offered() -> Story {
    consented().and(clerk(), on("2026-10-14 09:00"), offer_mediator())
}
pub(crate) fn assigned() -> Story {
    offered().and(mediator(), on("2026-10-14 10:00"), accept_assignment())
}
pub(crate) fn rights_told() -> Story {
    assigned().and(mediator(), on("2026-10-14 11:00"), notify_rights())
}
pub(crate) fn scheduled() -> Story {
    rights_told().and(mediator(), on("2026-10-14 15:00"), schedule_session())
}
pub(crate) fn open() -> Story {
    scheduled().and(mediator(), on("2026-10-19 14:00"), open_session())
}
/// Stands still by everybody's wish.
pub(crate) fn suspended() -> Story {
    rights_told().and(mediator(), on("2026-10-15 09:00"), suspend_mediation())
}
/// An appraisal is waited for.
pub(crate) fn appraising() -> Story {
    rights_told().and(mediator(), on("2026-10-15 09:00"), commission_appraisal())
}
/// Everybody agrees to speak in writing.
pub(crate) fn writing() -> Story {
    let matter = &[ConsentMatter::Asynchronous];
    rights_told().and(applicant(), on("2026-10-14 14:00"), consent_of(APPLICANT, matter)).and(
        agent(),
        on("2026-10-14 14:10"),
        consent_of(BANK, matter),
    )
}
/// A session in writing.
pub(crate) fn exchanging() -> Story {
    writing().and(mediator(), on("2026-10-14 15:00"), open_exchange())
}
/// After a session of two and a half hours.
pub(crate) fn closed_session() -> Story {
    open().and(mediator(), on("2026-10-19 16:30"), close_session())
}
pub(crate) fn drafted() -> Story {
    closed_session().and(mediator(), on("2026-10-20 09:00"), draft_agreement())
}
/// Everybody has signed; the parties electronically.
pub(crate) fn signed() -> Story {
    drafted()
        .and(applicant(), on("2026-10-20 10:00"), sign_as_applicant())
        .and(agent(), on("2026-10-20 11:00"), sign_as_bank())
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator())
}
/// Sealed on the day after the last signature.
pub(crate) fn effective() -> Story {
    signed().and(clerk(), on("2026-10-21 09:00"), seal_agreement())
}
pub(crate) fn prepared() -> Story {
    effective().and(applicant(), on("2026-10-22 09:00"), prepare_confirmation())
}
pub(crate) fn jointly_signed() -> Story {
    prepared().and(applicant(), on("2026-10-22 10:00"), sign_confirmation(APPLICANT)).and(
        agent(),
        on("2026-10-22 11:00"),
        sign_confirmation(BANK),
    )
}
pub(crate) fn filed_at_court() -> Story {
    jointly_signed().and(clerk(), on("2026-10-23 09:00"), file_confirmation())
}
pub(crate) fn asked_for_more() -> Story {
    filed_at_court().and(court(), on("2026-10-26 09:00"), court_asks_for_more())
}
pub(crate) fn docketed() -> Story {
    filed_at_court().and(court(), on("2026-10-26 09:00"), court_accepts())
}
pub(crate) fn under_review() -> Story {
    docketed().and(court(), on("2026-10-28 09:00"), court_begins_review())
}
pub(crate) fn objected() -> Story {
    confirmed().and(court(), on("2026-11-20 09:00"), party_objects("2026-11-19"))
}
pub(crate) fn confirmed() -> Story {
    under_review().and(court(), on("2026-11-04 10:00"), court_confirms())
}
pub(crate) fn performed() -> Story {
    confirmed().and(agent(), on("2026-11-05 09:00"), report_performance())
}
pub(crate) fn case_closed() -> Story {
    performed().and(clerk(), on("2026-11-06 09:00"), CloseCase)
}
pub(crate) fn withdrawn() -> Story {
    accepted().and(applicant(), on("2026-10-13 09:00"), withdraw_application())
}

/// Everybody has signed by hand, so that only the paper's rule applies.
pub(crate) fn signed_by_hand() -> Story {
    use domain::case::Signer::Party;
    drafted()
        .and(applicant(), on("2026-10-20 10:00"), sign(Party(APPLICANT), SignatureMethod::Handwritten))
        .and(agent(), on("2026-10-20 11:00"), sign(Party(BANK), SignatureMethod::Seal))
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator())
}

/// In force after everybody signed this draft electronically, and the seal.
#[track_caller]
pub(crate) fn agreed_on(draft: DraftAgreement) -> Story {
    agreed_in(closed_session(), draft)
}
/// In force, and about one claim of two only.
pub(crate) fn settled_in_part() -> Story {
    agreed_in(two_claims_closed(), draft_for_one())
}
/// A session about two claims was held.
pub(crate) fn two_claims_closed() -> Story {
    closed_session().asking_for(two_claims().claims)
}
#[track_caller]
fn agreed_in(held: Story, draft: DraftAgreement) -> Story {
    let story = held.and(mediator(), on("2026-10-20 09:00"), draft);
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    let hash = agreement.hash.clone();
    let signed = |signature| SignAgreement { hash: hash.clone(), ..signature };
    story
        .and(applicant(), on("2026-10-20 10:00"), signed(sign_as_applicant()))
        .and(agent(), on("2026-10-20 11:00"), signed(sign_as_bank()))
        .and(mediator(), on("2026-10-20 12:00"), signed(sign_as_mediator()))
        .and(clerk(), on("2026-10-21 09:00"), SealAgreement { hash: hash.clone(), ..seal_agreement() })
}
/// The bank's people wait for their head office until 22 October.
pub(crate) fn authority_awaited() -> Story {
    open().and(agent(), on("2026-10-19 15:00"), request_authority())
}
/// The court asked what lies behind the agreement.
pub(crate) fn inquired() -> Story {
    docketed().and(court(), on("2026-10-27 09:00"), receive_inquiry())
}
/// The applicant complained about the mediator, who was warned.
pub(crate) fn complaint_decided() -> Story {
    let warning = decide_complaint(domain::classification::ComplaintMeasure::Warning);
    open().and(applicant(), on("2026-10-20 09:00"), file_complaint(APPLICANT)).and(
        director(),
        on("2026-10-21 09:00"),
        warning,
    )
}
