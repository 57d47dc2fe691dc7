//! Conflict of interest (回避), domain §1.6, grounds R1–R8: who may not mediate this case, and because of which fact.
//!
//! A pure, total function from what is known of a mediator and of a case to explained findings. It runs before an offer and at
//! acceptance, and again whenever a party, a representative or an interest is added; then it suspends the assignment ([`rescan`]).

mod facts;
mod rescan;
mod scan;

pub use facts::{CaseFacts, Past, Tie, TieOf};
pub(in crate::case) use rescan::{and_rescan, rescan, unwaived};
pub use scan::scan;

use crate::case::event::{FiledParty, PartyIdentity, RepresentativeAppointed};
use crate::classification::RecusalGround;
use crate::identity::Uscc;
use crate::ids::{CaseId, PartyId, RepresentativeId};
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What follows from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Effect {
    /// Nobody can lift it: severity BLOCK.
    Barred,
    /// Told to the parties, and barred unless every one of them waives it (SM2016 15; OM2021 13): severity DISCLOSE.
    NeedsWaiver,
}

impl Effect {
    /// What follows from a ground.
    #[must_use]
    pub const fn of(ground: RecusalGround) -> Self {
        match ground {
            RecusalGround::OtherRelation | RecusalGround::RelatedInstitution => Self::NeedsWaiver,
            RecusalGround::IsPartyOrRelative
            | RecusalGround::Interest
            | RecusalGround::Benefit
            | RecusalGround::HomeInstitution
            | RecusalGround::EarlierHandling
            | RecusalGround::WasEvaluator => Self::Barred,
        }
    }
}

/// The fact that a finding rests on. Codes and ids only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Trigger {
    /// The mediator's own account acts for the party.
    OwnAccount,
    /// The party's legal person seconds the mediator.
    SecondedBy {
        /// The legal person.
        legal_person: Uscc,
    },
    /// The party's legal person employs the mediator, or did until lately.
    EmployedBy {
        /// The legal person.
        legal_person: Uscc,
        /// The last day, legal date; absent while employed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left_on: Option<NaiveDate>,
    },
    /// The home institution belongs to the party's group.
    SameGroup {
        /// The group.
        group: ShortText,
    },
    /// A representative comes from the house that seconds or employs the mediator.
    ColleagueOfRepresentative {
        /// That house.
        legal_person: Uscc,
    },
    /// The mediator declared it in the roster.
    Declared {
        /// Number of the declaration in the mediator's own entry.
        declaration: u32,
    },
    /// The mediator disclosed it in this case.
    Disclosed,
    /// The mediator handled an earlier case about the same matter.
    EarlierCase {
        /// That case.
        case: CaseId,
    },
    /// The mediator evaluated this case.
    Evaluated,
}

/// One relation between a mediator and a case, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictFinding {
    /// Which ground.
    pub ground: RecusalGround,
    /// With whom; absent where the ground concerns the matter and not a party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// What follows.
    pub effect: Effect,
    /// Which fact it rests on; absent in events older than that explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Trigger>,
}

impl ConflictFinding {
    /// A finding on a ground, with what follows from it.
    #[must_use]
    pub const fn new(ground: RecusalGround, party: Option<PartyId>, because: Trigger) -> Self {
        Self { ground, party, effect: Effect::of(ground), because: Some(because) }
    }

    /// Whether all parties together can lift it.
    #[must_use]
    pub const fn waivable(&self) -> bool {
        match self.effect {
            Effect::Barred => false,
            Effect::NeedsWaiver => true,
        }
    }

    /// The rule it follows from.
    #[must_use]
    pub const fn basis(&self) -> &'static str {
        match self.ground {
            RecusalGround::IsPartyOrRelative | RecusalGround::Interest | RecusalGround::OtherRelation => {
                "SM2016 15; OM2021 13"
            }
            RecusalGround::Benefit => "PML 15; SM2016 28",
            RecusalGround::HomeInstitution
            | RecusalGround::RelatedInstitution
            | RecusalGround::EarlierHandling
            | RecusalGround::WasEvaluator => "SM2016 15; PRACTICE",
        }
    }
}

/// What an institution party is, as far as conflicts go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionTie {
    /// The party.
    pub party: PartyId,
    /// Its legal person.
    pub legal_person: Uscc,
    /// Its group, when known.
    pub group: Option<ShortText>,
    /// The representative it is the tie of; absent: the party's own.
    pub through: Option<RepresentativeId>,
}

impl InstitutionTie {
    /// The tie of a filed party, if it has one. An organisation counts as its own legal person.
    #[must_use]
    pub fn of(filed: &FiledParty) -> Option<Self> {
        match &filed.identity {
            PartyIdentity::Person { .. } => None,
            PartyIdentity::Organisation { uscc, .. } => {
                Some(Self { party: filed.party, legal_person: uscc.clone(), group: None, through: None })
            }
            PartyIdentity::Institution { legal_person, group, .. } => Some(Self {
                party: filed.party,
                legal_person: legal_person.clone(),
                group: group.clone(),
                through: None,
            }),
        }
    }

    /// The ties of somebody who acts for a party.
    pub fn of_representative(appointed: &RepresentativeAppointed) -> impl Iterator<Item = Self> + '_ {
        appointed.ties.iter().map(|tie| Self {
            party: appointed.party,
            legal_person: tie.legal_person.clone(),
            group: tie.group.clone(),
            through: Some(appointed.representative),
        })
    }
}
