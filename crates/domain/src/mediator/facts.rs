//! What the rules of a case need to know of a mediator. Codes and ids only, so that a case may keep it.

use super::{Employment, Home};
use crate::classification::RecusalGround;
use crate::identity::Uscc;
use crate::ids::{CaseId, MediatorId, UserId};
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a declared interest is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InterestTarget {
    /// An institution or firm, whichever branch.
    Institution {
        /// Code of its legal person.
        legal_person: Uscc,
    },
    /// Somebody who acts in cases under an account.
    Account {
        /// The account.
        user: UserId,
    },
    /// One case of the house, and whatever is about the same matter.
    Case {
        /// The case.
        case: CaseId,
    },
    /// A complaint the mediator handled at an institution.
    Complaint {
        /// Code of its legal person.
        legal_person: Uscc,
        /// The institution's number.
        number: ShortText,
    },
}

/// An interest or relation a mediator declared (OM2021 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    /// Number of the declaration in the mediator's entry, from 1.
    pub seq: u32,
    /// Which ground it would be.
    pub ground: RecusalGround,
    /// In what.
    pub target: InterestTarget,
    /// The first day, legal date; absent: as long as anybody remembers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The last day, legal date; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Interest {
    /// Whether it counts on `today`: what was handled once was handled, other interests count while they last.
    #[must_use]
    pub fn in_force(&self, today: NaiveDate) -> bool {
        let handled = match self.ground {
            RecusalGround::EarlierHandling | RecusalGround::WasEvaluator => true,
            RecusalGround::IsPartyOrRelative
            | RecusalGround::Interest
            | RecusalGround::OtherRelation
            | RecusalGround::Benefit
            | RecusalGround::HomeInstitution
            | RecusalGround::RelatedInstitution => false,
        };
        handled
            || (self.since.is_none_or(|since| since <= today)
                && self.until.is_none_or(|until| today <= until))
    }
}

/// The term of an entry, legal dates, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterTerm {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl RosterTerm {
    /// Whether it covers `today`.
    #[must_use]
    pub fn covers(&self, today: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= today) && self.to.is_none_or(|to| today <= to)
    }
}

/// What the rules of a case need to know of a mediator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorFacts {
    /// Who.
    pub id: MediatorId,
    /// On the register and not suspended.
    pub active: bool,
    /// The institution that seconds him or her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// Employers, present and past.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub employment: Vec<Employment>,
    /// The account he or she acts under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// Interests and relations declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interests: Vec<Interest>,
    /// Cases handled or evaluated before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handled: Vec<CaseId>,
    /// When the entry counts.
    #[serde(default, skip_serializing_if = "is_open")]
    pub term: RosterTerm,
    /// Revision of the roster's entry these facts were read at.
    #[serde(default)]
    pub revision: u64,
}

fn is_open(term: &RosterTerm) -> bool {
    *term == RosterTerm::default()
}

impl MediatorFacts {
    /// An active mediator of whom nothing else is known.
    #[must_use]
    pub const fn new(id: MediatorId) -> Self {
        Self {
            id,
            active: true,
            home: None,
            employment: Vec::new(),
            account: None,
            interests: Vec::new(),
            handled: Vec::new(),
            term: RosterTerm { from: None, to: None },
            revision: 0,
        }
    }

    /// Active, and `today` lies in the term.
    #[must_use]
    pub fn may_serve(&self, today: NaiveDate) -> bool {
        self.active && self.term.covers(today)
    }
}
