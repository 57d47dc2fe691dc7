//! What an entry of the journal says.

use domain::ids::{CaseId, PartyId};
use domain::occasion::Actor;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A class of confidentiality (domain reference §1.7) an answer showed something of. K0, anonymous figures, is nothing to write down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Header of a case: number, stage, parties' names.
    K1 = 1,
    /// The shared file: application, evidence, notices.
    K2 = 2,
    /// Joint minutes.
    K3 = 3,
    /// What one side told in confidence.
    K4 = 4,
    /// A mediator's own notes, and what is as closely kept: complaints, reports of danger.
    K5 = 5,
    /// Proposals and evaluations.
    K6 = 6,
    /// Agreement and performance.
    K7 = 7,
    /// The court-facing record.
    K8 = 8,
}

impl Class {
    /// All of them, in order.
    pub const ALL: [Self; 8] =
        [Self::K1, Self::K2, Self::K3, Self::K4, Self::K5, Self::K6, Self::K7, Self::K8];
}

/// Classes an answer showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u16);

impl Classes {
    /// None.
    pub const NONE: Self = Self(0);

    /// These.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut rest) = (0, classes);
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u16;
            rest = others;
        }
        Self(bits)
    }

    /// These and one more.
    #[must_use]
    pub const fn and(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u16)
    }

    /// Whether it is among them.
    #[must_use]
    pub const fn holds(self, class: Class) -> bool {
        self.0 & (1 << class as u16) != 0
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for class in Class::ALL.into_iter().filter(|class| self.holds(*class)) {
            write!(f, "{between}{class:?}")?;
            between = " ";
        }
        Ok(())
    }
}

/// What something was looked at for, where that is asked. Never a person's name: a code and the number of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// Code of the purpose or reason.
    pub code: String,
    /// Number of the matter or paper it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// In words, where words are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One read, about to be answered.
#[derive(Debug, Clone)]
pub struct Read {
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which question was asked.
    pub action: &'static str,
    /// Who asked, in which capacity.
    pub actor: Actor,
    /// The parties an agent or representative reads for.
    pub on_behalf: Vec<PartyId>,
    /// Classes of confidentiality the answer shows.
    pub classes: Classes,
    /// What of it, when the question is about one thing: a number that was searched for, a field, another entry.
    pub about: Option<String>,
    /// What for, where that was asked.
    pub purpose: Option<Purpose>,
    /// The cases the answer shows.
    pub cases: Vec<CaseId>,
    /// The request, for tracing.
    pub request: Option<String>,
}

/// One read as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Its number in the chain.
    pub number: u64,
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which question was asked.
    pub action: String,
    /// Who asked, in which capacity.
    pub actor: Actor,
    /// The parties it was read for.
    pub on_behalf: Vec<PartyId>,
    /// Classes of confidentiality, as `K1 K7`; none for entries of before they were written down.
    pub classes: Option<String>,
    /// What of it.
    pub about: Option<String>,
    /// What for.
    pub purpose: Option<Purpose>,
    /// The cases shown.
    pub cases: Vec<CaseId>,
    /// The request.
    pub request: Option<String>,
}
