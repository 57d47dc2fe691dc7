//! The fast track: nobody bound gets out of it, and nothing is in force that the customer did not accept in time.

use super::Ledger;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::*;
use domain::ids::PartyId;
use std::collections::{BTreeMap, BTreeSet};

/// An opinion that waits.
pub(super) struct Waiting {
    version: u32,
    due: NaiveDate,
    accepted: BTreeSet<PartyId>,
}

/// Who is bound for how much, and what waits for an answer.
#[derive(Default)]
pub(super) struct OpinionLedger {
    ceilings: BTreeMap<PartyId, i64>,
    pub(super) open: Option<Waiting>,
}

impl OpinionLedger {
    pub(super) fn enters(&mut self, place: &str, claim: i64, fast_track: Option<&FastTrack>) {
        assert!(self.open.is_none(), "{place}: an opinion waits");
        let bound = fast_track.into_iter().flat_map(|it| &it.bound);
        self.ceilings = bound.map(|it| (it.party, it.ceiling.get())).collect();
        assert!(self.ceilings.values().all(|ceiling| claim <= *ceiling), "{place}: too much for it");
    }

    /// Whoever is bound does not get out of it by staying away.
    pub(super) fn binds(&self, party: PartyId) -> bool {
        self.ceilings.contains_key(&party)
    }

    pub(super) fn consented(&self, place: &str, given: &ConsentGiven) {
        let bound = self.ceilings.contains_key(&given.party);
        assert!(given.memorandum.is_none() || bound, "{place}: consents by no memorandum");
    }

    pub(super) fn refused(&self, place: &str, party: PartyId) {
        assert!(!self.ceilings.contains_key(&party), "{place}: refused in spite of the memorandum");
    }
}

impl Ledger {
    pub(super) fn opinion(&mut self, place: &str, today: NaiveDate, event: &Event) {
        if let Event::OpinionIssued(issued) = event {
            assert!(self.small.open.is_none() && self.live.is_empty(), "{place}: too early");
            assert!(!self.silence.is_open(), "{place}: two texts at a time");
            assert!(!self.pause.stands_still(), "{place}: went on");
            assert_eq!(issued.version, self.version + 1, "{place}: versions have a gap");
            let most = self.small.ceilings.values().min().expect("somebody is bound");
            assert!(issued.settled_fen.get() <= *most, "{place}: more than anybody is bound for");
            self.version = issued.version;
            self.on_the_table = false;
            self.signers.clear();
            let (version, due) = (issued.version, issued.accept_by.due_date);
            self.small.open = Some(Waiting { version, due, accepted: BTreeSet::new() });
        }
        let bound = &self.small.ceilings;
        if let Event::OpinionAccepted(OpinionAccepted { version, party, .. })
        | Event::OpinionDeclined(OpinionDeclined { version, party, .. }) = event
        {
            let waiting = self.small.open.as_mut().expect("an opinion waits");
            assert!(waiting.version == *version && today <= waiting.due, "{place}: another one, or late");
            assert!(!bound.contains_key(party), "{place}: answered by whom it binds");
            if matches!(event, Event::OpinionAccepted(_)) {
                assert!(waiting.accepted.insert(*party), "{place}: accepted twice");
            }
        }
    }

    pub(super) fn opinion_in_force(&mut self, place: &str, effect: &AgreementBecameEffective) {
        let waiting = self.small.open.take().expect("an opinion waits");
        let bound = &self.small.ceilings;
        let mut customers = self.parties.iter().filter(|party| !bound.contains_key(*party));
        assert!(customers.all(|party| waiting.accepted.contains(party)), "{place}: somebody did not accept");
        assert_eq!((effect.version, self.signers.len()), (waiting.version, 0), "{place}: signed as well");
        let start = legal_date(effect.effective_at);
        assert_eq!(effect.confirm_by.legal_start_date, start, "{place}: T10 from another day");
        self.confirm_by = Some(effect.confirm_by.due_date);
        effect.obligations.iter().for_each(|obligation| self.owes(obligation));
    }
}
