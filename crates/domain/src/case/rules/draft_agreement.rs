//! 起草调解协议: structured clauses a court can find clear (CPLI 358(5)); a new version voids all signatures.

use crate::case::agreement::AgreementBytes;
use crate::case::command::{DraftAgreement, ProposedTerm};
use crate::case::event::{AgreementDrafted, Event};
use crate::case::guard::{involved, some_and_at_most, wrong_stage};
use crate::case::rejection::{Rejection, TermProblem};
use crate::case::session::{Session, SessionStatus};
use crate::case::stage::{Case, Dossier, Stage, StageName};
use crate::case::term::{Term, TermBody};
use crate::deadline::Timer;
use crate::money::Fen;
use crate::occasion::Occasion;
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
    if assignment.sessions.iter().any(Session::is_live) {
        return Err(Rejection::SessionStillLive);
    }
    let held = assignment.sessions.iter().any(|session| matches!(session.status, SessionStatus::Closed(_)));
    // Parties that agreed on a proposal or by sealed bids need not meet to have it written down.
    if !held && !assignment.talks.agreed() {
        return Err(Rejection::NoSessionHeld);
    }
    some_and_at_most(&command.terms, 100)?;
    for (clause, proposed) in (1..).zip(&command.terms) {
        clear(&filed.dossier, occasion.today(), proposed)
            .map_err(|problem| Rejection::TermUnclear { clause, problem })?;
    }
    let terms: Vec<Term> = command.terms.into_iter().map(|proposed| proposed.term).collect();
    let settled_fen =
        Fen::sum(terms.iter().filter_map(|term| term.body.moved())).ok_or(Rejection::ClaimTooLarge)?;
    let version = assignment.versions.saturating_add(1);
    let agreement_no = number(&accepted.case_no, version);
    let hash = AgreementBytes::new(filed.dossier.case, &agreement_no, version, &terms, &command.salt)
        .map(|bytes| bytes.hash())
        .ok_or(Rejection::NothingGiven)?;
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

/// The number of the case with the version behind it.
fn number(case_no: &ShortText, version: u32) -> ShortText {
    let text = format!("{}-协{version}", case_no.as_str());
    ShortText::parse(&text).unwrap_or_else(|_| case_no.clone())
}

/// What a court would find unclear about a clause, if anything.
pub(super) fn clear(dossier: &Dossier, today: NaiveDate, proposed: &ProposedTerm) -> Result<(), TermProblem> {
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
    two_sides_and_sums(body)?;
    words(body, proposed.amount_in_words.as_deref())
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
