//! Neutral evaluations: with everybody's consent, by nobody who mediates, delivered once, answered once by each.

use domain::case::{Evaluator, Event};
use domain::classification::ConsentMatter;
use domain::ids::{MediatorId, PartyId};
use std::collections::{BTreeMap, BTreeSet};

/// What the ledger of the case knows when an evaluation moves.
pub(super) struct Around<'a> {
    pub(super) parties: &'a BTreeSet<PartyId>,
    pub(super) consents: &'a BTreeSet<(PartyId, ConsentMatter)>,
    pub(super) mediator: Option<MediatorId>,
}

/// Evaluations by number: waited for, or who has answered.
#[derive(Default)]
pub(super) struct EvaluationLedger {
    waited_for: Option<u32>,
    delivered: BTreeMap<u32, BTreeSet<PartyId>>,
    evaluators: BTreeSet<MediatorId>,
}

impl EvaluationLedger {
    pub(super) fn enter(&mut self, place: &str, around: &Around<'_>, event: &Event) {
        let agreed = || {
            let matter = ConsentMatter::NeutralEvaluation;
            around.parties.iter().all(|party| around.consents.contains(&(*party, matter)))
        };
        if let Event::EvaluationCommissioned(asked) = event {
            assert!(agreed(), "{place}: evaluated against a will");
            assert_eq!(self.waited_for.replace(asked.evaluation), None, "{place}: two at once");
            assert!(!self.delivered.contains_key(&asked.evaluation), "{place}: a number twice");
            if let Evaluator::Mediator(id) = asked.evaluator {
                assert_ne!(Some(id), around.mediator, "{place}: the mediator evaluates");
                assert!(self.evaluators.insert(id), "{place}: the same evaluator twice");
            }
        }
        if let Event::EvaluationDelivered(came) = event {
            assert_eq!(self.waited_for.take(), Some(came.evaluation), "{place}: not waited for");
            if came.report.is_some() {
                assert!(agreed(), "{place}: told against a will");
                self.delivered.insert(came.evaluation, BTreeSet::new());
            }
        }
        if let Event::EvaluationAnswered(answer) = event {
            let answered = self.delivered.get_mut(&answer.evaluation).expect(place);
            assert!(around.parties.contains(&answer.party), "{place}: a stranger answers");
            assert!(answered.insert(answer.party), "{place}: answered twice");
        }
    }

    /// Whoever evaluated the case is not asked to mediate it.
    pub(super) fn is_asked(&self, place: &str, mediator: MediatorId) {
        assert!(!self.evaluators.contains(&mediator), "{place}: an evaluator is asked to mediate");
    }
}
