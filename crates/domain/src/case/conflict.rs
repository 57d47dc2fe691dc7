//! Conflict of interest (回避), domain §1.6: whom the house itself can see is barred.
//!
//! Grounds only the mediator or a party can know (R1–R4, R7, R8) come in by disclosure; this scan finds the ones that follow
//! from registers: the mediator's home institution and past employers against the parties' legal persons and groups.

use crate::case::event::{FiledParty, PartyIdentity, RepresentativeAppointed};
use crate::classification::RecusalGround;
use crate::identity::Uscc;
use crate::ids::{PartyId, RepresentativeId};
use crate::mediator::MediatorFacts;
use crate::text::ShortText;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What follows from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Effect {
    /// Nobody can lift it.
    Barred,
    /// Barred unless every party, after disclosure, waives in writing (SM2016 15).
    NeedsWaiver,
}

/// One relation between a mediator and a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictFinding {
    /// Which ground.
    pub ground: RecusalGround,
    /// With whom.
    pub party: PartyId,
    /// What follows.
    pub effect: Effect,
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

/// Every finding for `mediator` against the parties' institutions on `today`.
///
/// R5 bars whoever is seconded by or employed by a party's legal person (any branch) or left it less than
/// `cooling_off_years` ago; R6 asks for a waiver where home institution and party belong to one group.
#[must_use]
pub fn scan(
    mediator: &MediatorFacts,
    ties: &[InstitutionTie],
    today: NaiveDate,
    cooling_off_years: u16,
) -> Vec<ConflictFinding> {
    let cooled_off = |left: NaiveDate| {
        left.checked_add_months(Months::new(u32::from(cooling_off_years) * 12))
            .is_some_and(|end| end <= today)
    };
    let mut findings = Vec::new();
    for tie in ties {
        let home = mediator.home.as_ref();
        let seconded = home.is_some_and(|home| home.legal_person == tie.legal_person);
        let employed = mediator
            .employment
            .iter()
            .any(|job| job.legal_person == tie.legal_person && !job.left_on.is_some_and(cooled_off));
        if tie.through.is_some() {
            // A relation to an agent is disclosed (R3), whatever the tie (SM2016 15).
            if seconded
                || employed
                || home.is_some_and(|home| home.group.is_some() && home.group == tie.group)
            {
                findings.push(ConflictFinding {
                    ground: RecusalGround::OtherRelation,
                    party: tie.party,
                    effect: Effect::NeedsWaiver,
                });
            }
        } else if seconded || employed {
            findings.push(ConflictFinding {
                ground: RecusalGround::HomeInstitution,
                party: tie.party,
                effect: Effect::Barred,
            });
        } else if home.is_some_and(|home| home.group.is_some() && home.group == tie.group) {
            findings.push(ConflictFinding {
                ground: RecusalGround::RelatedInstitution,
                party: tie.party,
                effect: Effect::NeedsWaiver,
            });
        }
    }
    findings
}

/// Grounds a mediator may disclose and still serve: those that are disclosed rather than blocked (domain §1.6), waiver pending.
#[must_use]
pub(super) const fn bars(ground: RecusalGround) -> bool {
    match ground {
        RecusalGround::OtherRelation => false,
        RecusalGround::IsPartyOrRelative
        | RecusalGround::Interest
        | RecusalGround::Benefit
        | RecusalGround::HomeInstitution
        | RecusalGround::RelatedInstitution
        | RecusalGround::EarlierHandling
        | RecusalGround::WasEvaluator => true,
    }
}
