//! What a court would find unclear about a clause (CPLI 358(5)).

use crate::classification::ForbiddenContent;
use crate::money::Fen;
use chrono::NaiveDate;

/// What is wrong with a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermProblem {
    /// It names nobody of the case.
    PartyUnknown,
    /// Payer and payee are one.
    SameParty,
    /// The date lies in the past.
    DateInPast(NaiveDate),
    /// Fewer than two instalments.
    ScheduleTooShort,
    /// Dates of instalments do not ascend.
    ScheduleNotAscending,
    /// Instalments do not add up to the total.
    ScheduleSum(Option<Fen>),
    /// Wording is needed beside it.
    WordingMissing,
    /// The amount in words differs from the figures; this is what it should say.
    WordsMismatch(String),
    /// An amount in words stands beside a clause without an amount.
    WordsWithoutAmount,
    /// A partial settlement names claims the case has, each once, in order and not all of them; and it says so once.
    ScopeUnclear,
    /// The rest falls due after no missed instalment at all, or after the last.
    AccelerationPointless,
    /// What is owed on default is one sum, or one rate of at least a millionth a day.
    PenaltyUnclear,
    /// Only an institution reports credit records.
    NotInstitution,
    /// Whoever agrees to be enforced against owes no money under this agreement.
    NothingToEnforce,
    /// The wording says what no court would confirm: what it is about, and the words.
    Forbidden(ForbiddenContent, &'static str),
}

/// A clause and one thing a court would find unclear about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearClause {
    /// Which, counted from 1.
    pub clause: u32,
    /// What is wrong.
    pub problem: TermProblem,
}
