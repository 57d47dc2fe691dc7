//! Who mediates: one mediator or three with a presider (SM2016 13; OM2021 11), what is known of each, and what the parties waived.

use crate::case::conflict::ConflictFinding;
use crate::case::event::MediatorOffered;
use crate::case::stage::Dossier;
use crate::classification::RecusalGround;
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};
use crate::mediator::{Home, MediatorFacts};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Why somebody on the panel may neither act nor read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// What bars.
    pub findings: Vec<ConflictFinding>,
    /// Off the roster, suspended on it, or past the term.
    pub inactive: bool,
}

/// One mediator asked or at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub mediator: MediatorId,
    /// Took the case.
    pub accepted: bool,
    /// What the roster said when the case last asked; the scan runs on it.
    pub facts: MediatorFacts,
    /// What the mediator disclosed in this case.
    pub disclosed: Vec<ConflictFinding>,
    /// Barred for now.
    pub suspended: Option<Suspension>,
}

/// A waiver: all parties' together lift a finding (SM2016 15).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiver {
    /// For whom.
    pub mediator: MediatorId,
    /// Of which ground.
    pub ground: RecusalGround,
    /// In relation to which party; absent where the ground concerns no single party.
    pub about: Option<PartyId>,
    /// By whom.
    pub by: PartyId,
}

/// A recusal somebody asked for and nobody has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRecusal {
    /// Of whom.
    pub mediator: MediatorId,
    /// T08.
    pub decide_by: Deadline,
}

/// The panel of a case, beside what outlives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// Who was asked or is at work, the presider first; empty while nobody is.
    pub seats: Vec<Seat>,
    /// Who sat on the last panel and need not accept again when offered the next one.
    pub staying: Vec<Seat>,
    /// Every waiver given.
    pub waivers: BTreeSet<Waiver>,
    /// Recusals to be decided.
    pub recusals: Vec<PendingRecusal>,
    /// Parties whose request was granted without judging its grounds, once for each time.
    pub granted_on_request: Vec<PartyId>,
}

impl Panel {
    /// The seat of a mediator.
    #[must_use]
    pub fn seat(&self, mediator: MediatorId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.mediator == mediator)
    }

    /// Whether a mediator sits and is not suspended.
    #[must_use]
    pub fn admits(&self, mediator: MediatorId) -> bool {
        self.seat(mediator).is_some_and(|seat| seat.suspended.is_none())
    }

    /// The same, and the term in the roster, as the case knows it, covers `today`: it ends without anybody doing anything.
    #[must_use]
    pub fn admits_on(&self, mediator: MediatorId, today: NaiveDate) -> bool {
        self.seat(mediator).is_some_and(|seat| seat.suspended.is_none() && seat.facts.term.covers(today))
    }

    /// Somebody who is suspended, if anybody is.
    #[must_use]
    pub fn suspended(&self) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.suspended.is_some())
    }

    /// Whether everybody took the case.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.seats.iter().all(|seat| seat.accepted)
    }

    /// Whether every party of the case has waived a ground for a mediator in relation to `about`.
    #[must_use]
    pub fn waived(
        &self,
        dossier: &Dossier,
        mediator: MediatorId,
        ground: RecusalGround,
        about: Option<PartyId>,
    ) -> bool {
        self.not_waived_by(dossier, mediator, ground, about).is_empty()
    }

    /// Parties that have not waived it.
    #[must_use]
    pub fn not_waived_by(
        &self,
        dossier: &Dossier,
        mediator: MediatorId,
        ground: RecusalGround,
        about: Option<PartyId>,
    ) -> Vec<PartyId> {
        let given = |by| self.waivers.contains(&Waiver { mediator, ground, about, by });
        dossier.parties.iter().map(|party| party.id).filter(|by| !given(*by)).collect()
    }

    pub(super) fn seat_mut(&mut self, mediator: MediatorId) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.mediator == mediator)
    }

    /// Seats those who were asked.
    pub(super) fn offer(&mut self, event: &MediatorOffered) {
        let presider = (event.mediator, event.facts.clone().unwrap_or_else(|| facts_of_old(event)));
        let others = event.co_mediators.iter().map(|other| (other.mediator, other.facts.clone()));
        let staying = std::mem::take(&mut self.staying);
        self.seats = std::iter::once(presider)
            .chain(others)
            .map(|(mediator, facts)| {
                let before = staying.iter().find(|seat| seat.mediator == mediator);
                let disclosed = before.map_or_else(Vec::new, |seat| seat.disclosed.clone());
                Seat { mediator, accepted: before.is_some(), facts, disclosed, suspended: None }
            })
            .collect();
    }

    /// Empties the panel after `gone` left it; the others are remembered.
    pub(super) fn vacate(&mut self, gone: MediatorId) {
        let left = std::mem::take(&mut self.seats).into_iter();
        let stays = |seat: &Seat| seat.accepted && seat.suspended.is_none() && seat.mediator != gone;
        self.staying = left.filter(stays).collect();
        self.recusals.clear();
    }
}

/// What an offer without the roster's facts still tells: events written before the case kept them.
fn facts_of_old(event: &MediatorOffered) -> MediatorFacts {
    let home = event.home.clone().map(|code| Home { uscc: code.clone(), legal_person: code, group: None });
    MediatorFacts { home, ..MediatorFacts::new(event.mediator) }
}
