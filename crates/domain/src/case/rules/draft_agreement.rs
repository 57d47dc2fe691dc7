//! 起草调解协议: structured clauses a court can find clear (CPLI 358(5)); a new version voids all signatures.

use crate::case::agreement::AgreementBytes;
use crate::case::command::{DraftAgreement, ProposedTerm};
use crate::case::event::{AgreementDrafted, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::Rejection;
use crate::case::rules::clarity::all_clear;
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Accepted, Assignment, Case, Filed, Stage, StageName};
use crate::case::term::Term;
use crate::deadline::Timer;
use crate::money::Fen;
use crate::occasion::Occasion;
use crate::personal::Personal;
use crate::text::ShortText;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: DraftAgreement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let (Stage::InMediation { accepted, assignment } | Stage::Signing { accepted, assignment, .. }) =
        &filed.stage
    else {
        return Err(wrong_stage(&filed.stage, &[StageName::InMediation, StageName::Signing]));
    };
    assignment.talks.nothing_pending()?;
    negotiated(assignment)?;
    let Text { version, agreement_no, terms, settled_fen, hash } =
        worded(occasion, filed, (accepted, assignment), AGREEMENT, command.terms, &command.salt)?;
    Ok(vec![Event::AgreementDrafted(AgreementDrafted {
        version,
        agreement_no,
        terms,
        settled_fen,
        salt: command.salt,
        hash,
        sign_by: occasion.deadline(Timer::Signing),
    })])
}

/// The parties have met, and nobody sits together at this moment. Parties that agreed on a proposal or by sealed bids need not meet to have
/// it written down.
pub(super) fn negotiated(assignment: &Assignment) -> Result<(), Rejection> {
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    let held = assignment.sessions.iter().any(|session| matches!(session.status, SessionStatus::Closed(_)));
    if held || assignment.talks.agreed() { Ok(()) } else { Err(Rejection::NoSessionHeld) }
}

/// What stands before the version in the number of an agreement (协议).
pub(super) const AGREEMENT: char = '协';

/// The text of an agreement, or of an opinion that is one once it is accepted: its place among the versions, its number, its terms, and what they come to.
pub(super) struct Text {
    pub(super) version: u32,
    pub(super) agreement_no: ShortText,
    pub(super) terms: Vec<Term>,
    pub(super) settled_fen: Fen,
    pub(super) hash: String,
}

/// The next version of the text, if a court would find every clause clear.
pub(super) fn worded(
    occasion: &Occasion<'_>,
    filed: &Filed,
    (accepted, assignment): (&Accepted, &Assignment),
    kind: char,
    terms: Vec<ProposedTerm>,
    salt: &Personal<ShortText>,
) -> Result<Text, Rejection> {
    some_and_at_most(&terms, 100)?;
    all_clear(&filed.dossier, occasion.today(), &terms)?;
    let terms: Vec<Term> = terms.into_iter().map(|proposed| proposed.term).collect();
    let settled_fen =
        Fen::sum(terms.iter().filter_map(|term| term.body.moved())).ok_or(Rejection::ClaimTooLarge)?;
    let version = assignment.versions.saturating_add(1);
    let agreement_no = number(&accepted.case_no, kind, version);
    let hash = AgreementBytes::new(filed.dossier.case, &agreement_no, version, &terms, salt)
        .map(|bytes| bytes.hash())
        .ok_or(Rejection::NothingGiven)?;
    Ok(Text { version, agreement_no, terms, settled_fen, hash })
}

/// The number of the case with the kind of text and its version behind it.
fn number(case_no: &ShortText, kind: char, version: u32) -> ShortText {
    let text = format!("{}-{kind}{version}", case_no.as_str());
    ShortText::parse(&text).unwrap_or_else(|_| case_no.clone())
}
