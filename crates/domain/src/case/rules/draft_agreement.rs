//! 起草调解协议: structured clauses a court can find clear (CPLI 358(5)); a new version voids all signatures.

use crate::case::agreement::AgreementBytes;
use crate::case::command::{DraftAgreement, ProposedTerm};
use crate::case::event::{AgreementDrafted, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::{Rejection, TermProblem};
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Accepted, Assignment, Case, Dossier, Filed, Stage, StageName};
use crate::case::term::{Term, TermBody};
use crate::deadline::Timer;
use crate::money::Fen;
use crate::occasion::Occasion;
use crate::personal::Personal;
use crate::text::ShortText;
use chrono::NaiveDate;

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

/// Every clause is clear, and at most one of them says which claims are settled.
pub(super) fn all_clear(
    dossier: &Dossier,
    today: NaiveDate,
    terms: &[ProposedTerm],
) -> Result<(), Rejection> {
    let mut scoped = false;
    for (clause, proposed) in (1..).zip(terms) {
        let partial = matches!(proposed.term.body, TermBody::Partial { .. });
        let again = partial && std::mem::replace(&mut scoped, true);
        let problem = clear(dossier, today, proposed).err().or(again.then_some(TermProblem::ScopeUnclear));
        if let Some(problem) = problem {
            return Err(Rejection::TermUnclear { clause, problem });
        }
    }
    Ok(())
}

/// What a court would find unclear about a clause, if anything.
fn clear(dossier: &Dossier, today: NaiveDate, proposed: &ProposedTerm) -> Result<(), TermProblem> {
    let Term { body, wording } = &proposed.term;
    if body.parties().iter().any(|party| dossier.party(*party).is_none()) {
        return Err(TermProblem::PartyUnknown);
    }
    if let Some(date) = body.due_dates().into_iter().find(|date| *date < today) {
        return Err(TermProblem::DateInPast(date));
    }
    if body.needs_wording() && wording.is_none() {
        return Err(TermProblem::WordingMissing);
    }
    if let TermBody::Partial { claims } = body {
        some_and_not_all(claims, dossier.claims)?;
    }
    two_sides_and_sums(body)?;
    words(body, proposed.amount_in_words.as_deref())
}

fn some_and_not_all(settled: &[u32], claims: u32) -> Result<(), TermProblem> {
    let known = settled.iter().all(|place| (1..=claims).contains(place));
    let some = !settled.is_empty() && settled.len() < claims as usize;
    let once = settled.is_sorted_by(|a, b| a < b);
    if known && some && once { Ok(()) } else { Err(TermProblem::ScopeUnclear) }
}

fn two_sides_and_sums(body: &TermBody) -> Result<(), TermProblem> {
    match body {
        TermBody::Payment { payer, payee, .. } | TermBody::Refund { payer, payee, .. } if payer == payee => {
            Err(TermProblem::SameParty)
        }
        TermBody::Instalments { payer, payee, .. } if payer == payee => Err(TermProblem::SameParty),
        TermBody::Instalments { schedule, .. } if schedule.len() < 2 => Err(TermProblem::ScheduleTooShort),
        TermBody::Instalments { schedule, .. } if !schedule.is_sorted_by(|a, b| a.due_on < b.due_on) => {
            Err(TermProblem::ScheduleNotAscending)
        }
        TermBody::Instalments { schedule, accelerates_after: Some(missed), .. }
            if *missed == 0 || usize::from(*missed) >= schedule.len() =>
        {
            Err(TermProblem::AccelerationPointless)
        }
        TermBody::Instalments { schedule, total, .. } => {
            let sum = Fen::sum(schedule.iter().map(|part| part.amount));
            if sum == Some(*total) { Ok(()) } else { Err(TermProblem::ScheduleSum(sum)) }
        }
        TermBody::Payment { .. }
        | TermBody::Refund { .. }
        | TermBody::Waiver { .. }
        | TermBody::Conduct { .. }
        | TermBody::Apology { .. }
        | TermBody::Release {}
        | TermBody::Confidentiality {}
        | TermBody::JointConfirmation {}
        | TermBody::Partial { .. }
        | TermBody::Costs { .. } => Ok(()),
    }
}

/// The amount in words, where the paper states one, says what the figures say.
fn words(body: &TermBody, words: Option<&str>) -> Result<(), TermProblem> {
    let amount = match body {
        TermBody::Waiver { amount, .. } => Some(*amount),
        TermBody::Payment { .. }
        | TermBody::Refund { .. }
        | TermBody::Instalments { .. }
        | TermBody::Conduct { .. }
        | TermBody::Apology { .. }
        | TermBody::Release {}
        | TermBody::Confidentiality {}
        | TermBody::JointConfirmation {}
        | TermBody::Partial { .. }
        | TermBody::Costs { .. } => body.moved(),
    };
    match (words, amount) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(TermProblem::WordsWithoutAmount),
        // Papers often put the currency's name in front.
        (Some(words), Some(amount)) if words.trim_start_matches("人民币") == amount.capital_form() => {
            Ok(())
        }
        (Some(_), Some(amount)) => Err(TermProblem::WordsMismatch(amount.capital_form())),
    }
}
