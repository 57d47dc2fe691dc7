//! 内容明确: what a court would find unclear about clauses, all of it at once (CPLI 358(5)), and what it would not confirm at all.

use crate::case::command::ProposedTerm;
use crate::case::rejection::{Rejection, TermProblem, UnclearClause};
use crate::case::stage::{Dossier, PartyKind};
use crate::case::term::{Instalment, Term, TermBody};
use crate::classification::ForbiddenContent;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::text::LongText;
use chrono::NaiveDate;

/// Every clause is clear, and at most one of them says which claims are settled.
pub(super) fn all_clear(
    dossier: &Dossier,
    today: NaiveDate,
    terms: &[ProposedTerm],
) -> Result<(), Rejection> {
    let mut clauses = Vec::new();
    let mut scoped = false;
    for (clause, proposed) in (1..).zip(terms) {
        let mut problems = of_clause(dossier, today, proposed);
        let partial = matches!(proposed.term.body, TermBody::Partial { .. });
        let again = partial && std::mem::replace(&mut scoped, true);
        if again && !problems.contains(&TermProblem::ScopeUnclear) {
            problems.push(TermProblem::ScopeUnclear);
        }
        if let TermBody::EnforcementConsent { debtor } = proposed.term.body
            && !terms.iter().any(|other| owes_money(&other.term.body, debtor))
        {
            problems.push(TermProblem::NothingToEnforce);
        }
        clauses.extend(problems.into_iter().map(|problem| UnclearClause { clause, problem }));
    }
    if clauses.is_empty() { Ok(()) } else { Err(Rejection::TermUnclear { clauses }) }
}

fn owes_money(body: &TermBody, debtor: PartyId) -> bool {
    body.obligations(1).iter().any(|owed| owed.obligor == debtor && owed.outstanding().is_some())
}

/// What a court would find unclear about a clause by itself.
fn of_clause(dossier: &Dossier, today: NaiveDate, proposed: &ProposedTerm) -> Vec<TermProblem> {
    let Term { body, wording } = &proposed.term;
    let mut problems = Vec::new();
    if body.parties().iter().any(|party| dossier.party(*party).is_none()) {
        problems.push(TermProblem::PartyUnknown);
    }
    let past = body.due_dates().into_iter().find(|date| *date < today);
    problems.extend(past.map(TermProblem::DateInPast));
    if body.needs_wording() && wording.is_none() {
        problems.push(TermProblem::WordingMissing);
    }
    problems.extend(of_kind(dossier, body));
    problems.extend(in_words(body, proposed.amount_in_words.as_deref()));
    let wording = wording.as_ref().and_then(|wording| wording.as_clear()).map(LongText::as_str);
    problems.extend(wording.and_then(forbidden));
    problems
}

fn of_kind(dossier: &Dossier, body: &TermBody) -> Option<TermProblem> {
    match body {
        TermBody::Payment { payer, payee, .. } | TermBody::Refund { payer, payee, .. } => {
            (payer == payee).then_some(TermProblem::SameParty)
        }
        TermBody::Instalments { payer, payee, .. } if payer == payee => Some(TermProblem::SameParty),
        TermBody::Instalments { schedule, total, accelerates_after, .. } => {
            of_schedule(schedule, *total, *accelerates_after)
        }
        TermBody::Partial { claims } => some_and_not_all(claims, dossier.claims),
        TermBody::Security { guarantor, debtor, .. } => {
            (guarantor == debtor).then_some(TermProblem::SameParty)
        }
        TermBody::Penalty { sum, daily_ppm, .. } => match (sum, daily_ppm) {
            (Some(_), None) => None,
            (None, Some(rate)) if *rate > 0 => None,
            (Some(_) | None, _) => Some(TermProblem::PenaltyUnclear),
        },
        TermBody::CreditRecord { obligor, .. } => {
            let kind = dossier.party(*obligor).map(|party| party.kind);
            kind.is_some_and(|kind| kind != PartyKind::Institution).then_some(TermProblem::NotInstitution)
        }
        TermBody::Waiver { .. }
        | TermBody::Conduct { .. }
        | TermBody::Apology { .. }
        | TermBody::Release {}
        | TermBody::Confidentiality {}
        | TermBody::JointConfirmation {}
        | TermBody::ContractChange { .. }
        | TermBody::EnforcementConsent { .. }
        | TermBody::Costs { .. } => None,
    }
}

fn of_schedule(schedule: &[Instalment], total: Fen, accelerates_after: Option<u8>) -> Option<TermProblem> {
    if schedule.len() < 2 {
        return Some(TermProblem::ScheduleTooShort);
    }
    if !schedule.is_sorted_by(|a, b| a.due_on < b.due_on) {
        return Some(TermProblem::ScheduleNotAscending);
    }
    if accelerates_after.is_some_and(|missed| missed == 0 || usize::from(missed) >= schedule.len()) {
        return Some(TermProblem::AccelerationPointless);
    }
    let sum = Fen::sum(schedule.iter().map(|part| part.amount));
    (sum != Some(total)).then_some(TermProblem::ScheduleSum(sum))
}

fn some_and_not_all(settled: &[u32], claims: u32) -> Option<TermProblem> {
    let known = settled.iter().all(|place| (1..=claims).contains(place));
    let some = !settled.is_empty() && settled.len() < claims as usize;
    let once = settled.is_sorted_by(|a, b| a < b);
    (!(known && some && once)).then_some(TermProblem::ScopeUnclear)
}

/// The amount in words, where the paper states one, says what the figures say.
fn in_words(body: &TermBody, words: Option<&str>) -> Option<TermProblem> {
    let words = words?;
    let Some(amount) = stated(body) else { return Some(TermProblem::WordsWithoutAmount) };
    // Papers often put the currency's name in front.
    let same = words.trim_start_matches("人民币") == amount.capital_form();
    (!same).then(|| TermProblem::WordsMismatch(amount.capital_form()))
}

/// The one amount a paper would state of the clause.
fn stated(body: &TermBody) -> Option<Fen> {
    match body {
        TermBody::Security { up_to, .. } => Some(*up_to),
        TermBody::Penalty { sum, .. } => *sum,
        TermBody::Payment { .. }
        | TermBody::Refund { .. }
        | TermBody::Instalments { .. }
        | TermBody::Waiver { .. }
        | TermBody::Conduct { .. }
        | TermBody::Apology { .. }
        | TermBody::Release {}
        | TermBody::Confidentiality {}
        | TermBody::JointConfirmation {}
        | TermBody::Partial { .. }
        | TermBody::ContractChange { .. }
        | TermBody::CreditRecord { .. }
        | TermBody::EnforcementConsent { .. }
        | TermBody::Costs { .. } => body.worth(),
    }
}

/// Words that decide what only a court or nobody may decide (CPLI 355(3), (5); credit records that are right stay). A phrase that a
/// harmless clause needs can be put otherwise; whatever these words miss is for the review of the centre.
const FORBIDDEN: &[(ForbiddenContent, &str)] = &[
    (ForbiddenContent::Identity, "解除婚姻"),
    (ForbiddenContent::Identity, "离婚"),
    (ForbiddenContent::Identity, "抚养权归"),
    (ForbiddenContent::Identity, "监护权归"),
    (ForbiddenContent::Identity, "收养关系"),
    (ForbiddenContent::Identity, "亲子关系"),
    (ForbiddenContent::Title, "所有权归"),
    (ForbiddenContent::Title, "产权归"),
    (ForbiddenContent::Title, "专利权归"),
    (ForbiddenContent::Title, "商标权归"),
    (ForbiddenContent::Title, "著作权归"),
    (ForbiddenContent::CreditDeletion, "删除征信"),
    (ForbiddenContent::CreditDeletion, "删除不良"),
    (ForbiddenContent::CreditDeletion, "消除不良征信"),
    (ForbiddenContent::CriminalLiability, "不追究刑事责任"),
    (ForbiddenContent::CriminalLiability, "免除刑事责任"),
];

fn forbidden(wording: &str) -> Option<TermProblem> {
    let says = |words: &str| {
        // 所有权归属 is a subject, 所有权归某人 a decision.
        wording
            .match_indices(words)
            .any(|(at, found)| wording.get(at + found.len()..).is_none_or(|rest| !rest.starts_with('属')))
    };
    let found = FORBIDDEN.iter().find(|(_, words)| says(words));
    found.map(|(content, words)| TermProblem::Forbidden(*content, words))
}
