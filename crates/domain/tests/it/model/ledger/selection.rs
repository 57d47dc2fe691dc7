//! Nobody is asked to mediate out of turn.

use chrono::NaiveDate;
use domain::case::*;
use domain::classification::AssignmentBasis;
use domain::ids::{MediatorId, PartyId};
use std::collections::{BTreeMap, BTreeSet};

/// Who chose what.
#[derive(Default)]
pub(super) struct SelectionLedger {
    left: BTreeSet<PartyId>,
    named: BTreeMap<PartyId, Vec<MediatorId>>,
    until: Option<NaiveDate>,
    listed: BTreeSet<MediatorId>,
    struck: BTreeSet<MediatorId>,
    answered: BTreeSet<PartyId>,
    result: Option<Vec<MediatorId>>,
}

impl SelectionLedger {
    pub(super) fn consented(&mut self, given: &ConsentGiven) {
        if given.centre_appoints {
            self.left.insert(given.party);
        }
        self.until = given.choose_mediator_by.as_ref().map(|by| by.due_date).or(self.until);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an account of the choice alone")]
    pub(super) fn enter(&mut self, place: &str, today: NaiveDate, event: &Event) {
        match event {
            Event::MediatorChosen(chosen) => {
                assert!(self.until.is_none_or(|until| today <= until), "{place}: chosen too late");
                self.left.remove(&chosen.party);
                self.named.remove(&chosen.party);
                match &chosen.choice {
                    MediatorChoice::Named { mediators } => {
                        self.named.insert(chosen.party, mediators.clone());
                    }
                    MediatorChoice::LeftToCentre {} => {
                        self.left.insert(chosen.party);
                    }
                }
            }
            Event::MediatorListSent(sent) => {
                assert!(self.listed.is_empty(), "{place}: two lists");
                self.listed = sent.mediators.iter().map(|listed| listed.mediator).collect();
                self.until = Some(sent.answer_by.due_date);
                (self.struck, self.answered) = Default::default();
            }
            Event::MediatorListAnswered(answered) => {
                assert!(self.answered.insert(answered.party), "{place}: answered twice");
                self.struck.extend(answered.struck.iter().copied());
            }
            Event::MediatorListClosed(closed) => {
                let free = |id: &MediatorId| self.listed.contains(id) && !self.struck.contains(id);
                assert!(closed.chosen.iter().all(free), "{place}: somebody struck was chosen");
                self.listed.clear();
                self.result = Some(closed.chosen.clone());
            }
            _ => {}
        }
    }

    /// The offer rests on what it says it rests on; afterwards the choice begins anew.
    pub(super) fn judge(
        &mut self,
        place: &str,
        today: NaiveDate,
        offered: &MediatorOffered,
        parties: &BTreeSet<PartyId>,
    ) {
        let ids: Vec<MediatorId> = std::iter::once(offered.mediator)
            .chain(offered.co_mediators.iter().map(|other| other.mediator))
            .collect();
        let holds = match offered.basis.expect("a basis") {
            AssignmentBasis::JointChoice => parties.iter().all(|party| self.named.get(party) == Some(&ids)),
            AssignmentBasis::List => self.result.as_ref() == Some(&ids),
            AssignmentBasis::LeftToCentre => parties.is_subset(&self.left),
            AssignmentBasis::PeriodOver => self.until.is_none_or(|until| today > until),
            AssignmentBasis::ListExhausted => self.result.as_ref().is_some_and(Vec::is_empty),
        };
        assert!(holds, "{place}: asked out of turn: {:?}", offered.basis);
    }

    /// Somebody declined or left.
    pub(super) fn reopen(&mut self, until: Option<NaiveDate>) {
        *self = Self { left: std::mem::take(&mut self.left), until, ..Self::default() };
    }
}
