//! How far the choice of a mediator has come: what each party said, and the list between them.

use crate::case::event::{
    Listed, MediatorChoice, MediatorChosen, MediatorListAnswered, MediatorListSent, Placed,
};
use crate::case::ranking::NotProposed;
use crate::case::stage::Dossier;
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};
use std::collections::{BTreeMap, BTreeSet};

/// A list that waits for the parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediatorList {
    /// Who stands on it.
    pub mediators: Vec<Listed>,
    /// How many of them are to mediate.
    pub needed: u8,
    /// How many each party may strike.
    pub strikes: u32,
    /// T04.
    pub answer_by: Deadline,
    /// What was answered, by party.
    pub answers: BTreeMap<PartyId, MediatorListAnswered>,
}

/// What was said so far about who should mediate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Whom each party named, the presider first.
    pub named: BTreeMap<PartyId, Vec<MediatorId>>,
    /// Parties that leave the choice to the centre.
    pub left_to_centre: BTreeSet<PartyId>,
    /// The list that is out.
    pub list: Option<MediatorList>,
    /// A list was closed and left nobody: the centre appoints.
    pub exhausted: bool,
}

impl Selection {
    /// Whom every party named, in the same order; `None` while they differ.
    #[must_use]
    pub fn jointly_named(&self, dossier: &Dossier) -> Option<&[MediatorId]> {
        let mut named = dossier.parties.iter().map(|party| self.named.get(&party.id));
        let first = named.next()??;
        named.all(|other| other == Some(first)).then_some(first)
    }

    /// Parties that have not left the choice to the centre.
    #[must_use]
    pub fn not_left_by(&self, dossier: &Dossier) -> Vec<PartyId> {
        dossier.parties.iter().map(|party| party.id).filter(|id| !self.left_to_centre.contains(id)).collect()
    }

    pub(super) fn chosen(&mut self, event: &MediatorChosen) {
        match &event.choice {
            MediatorChoice::Named { mediators } => {
                self.left_to_centre.remove(&event.party);
                self.named.insert(event.party, mediators.clone());
            }
            MediatorChoice::LeftToCentre {} => {
                self.named.remove(&event.party);
                self.left_to_centre.insert(event.party);
            }
        }
    }

    pub(super) fn sent(&mut self, event: &MediatorListSent) {
        self.list = Some(MediatorList {
            mediators: event.mediators.clone(),
            needed: event.needed,
            strikes: event.strikes,
            answer_by: event.answer_by.clone(),
            answers: BTreeMap::new(),
        });
    }

    pub(super) fn answered(&mut self, event: &MediatorListAnswered) {
        if let Some(list) = &mut self.list {
            list.answers.insert(event.party, event.clone());
        }
    }

    pub(super) fn closed(&mut self, chosen: &[MediatorId]) {
        self.list = None;
        self.exhausted = chosen.is_empty();
    }

    /// The choice begins anew; who left it to the centre leaves it still.
    pub(super) fn reopen(&mut self) {
        *self = Self { left_to_centre: std::mem::take(&mut self.left_to_centre), ..Self::default() };
    }
}

/// Everybody on the list in the order of the result: struck and unavailable names last. The same answers give the same order on any
/// machine: fewest points, then the better worst place, then the longest wait, then the fewest open cases, then the smaller id.
#[must_use]
pub fn placed(list: &MediatorList, unavailable: &BTreeMap<MediatorId, Vec<NotProposed>>) -> Vec<Placed> {
    let mut order: Vec<(&Listed, Placed)> =
        list.mediators.iter().map(|listed| (listed, place(list, listed.mediator, unavailable))).collect();
    // Stable: names that are out stay in the order of the list.
    order.sort_by(|(one, this), (other, that)| {
        let out = |placed: &Placed| placed.struck > 0 || !placed.unavailable.is_empty();
        let by_out = out(this).cmp(&out(that));
        if out(this) && out(that) {
            return by_out;
        }
        by_out
            .then(this.points.cmp(&that.points))
            .then(this.worst.cmp(&that.worst))
            .then(one.waiting_since.cmp(&other.waiting_since))
            .then(one.load.cmp(&other.load))
            .then(one.mediator.cmp(&other.mediator))
    });
    order.into_iter().map(|(_, placed)| placed).collect()
}

fn place(
    list: &MediatorList,
    mediator: MediatorId,
    unavailable: &BTreeMap<MediatorId, Vec<NotProposed>>,
) -> Placed {
    let last = u32::try_from(list.mediators.len()).unwrap_or(u32::MAX);
    let mut placed = Placed {
        mediator,
        points: 0,
        worst: 0,
        struck: 0,
        unavailable: unavailable.get(&mediator).cloned().unwrap_or_default(),
    };
    for answer in list.answers.values() {
        if answer.struck.contains(&mediator) {
            placed.struck = placed.struck.saturating_add(1);
            continue;
        }
        let ranked = answer.ranked.iter().position(|other| *other == mediator);
        let given = ranked.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(last);
        placed.points = placed.points.saturating_add(given);
        placed.worst = placed.worst.max(given);
    }
    placed
}
