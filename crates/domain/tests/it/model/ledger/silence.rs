//! Nobody is bound by silence who did not agree to that before, was not served, or had time left.

use super::Ledger;
use chrono::{Days, NaiveDate};
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::ConsentMatter;
use domain::ids::PartyId;
use std::collections::BTreeMap;

/// The proposal that waits for objections.
#[derive(Default)]
pub(super) struct SilenceLedger {
    open: Option<u32>,
    until: BTreeMap<PartyId, NaiveDate>,
}

impl SilenceLedger {
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// A day was computed anew.
    pub(super) fn restated(&mut self, former: NaiveDate, due: NaiveDate) {
        self.until.values_mut().filter(|until| **until == former).for_each(|until| *until = due);
    }
}

impl Ledger {
    pub(super) fn silence(&mut self, place: &str, today: NaiveDate, event: &Event) {
        let own = &mut self.silence;
        if let Event::NoObjectionProposed(proposed) = event {
            assert!(own.open.is_none() && !self.on_the_table, "{place}: two texts at a time");
            assert!(self.live.is_empty() && !self.pause.stands_still(), "{place}: made beside a session");
            assert_eq!(proposed.version, self.version + 1, "{place}: versions have a gap");
            *own = SilenceLedger { open: Some(proposed.version), until: BTreeMap::new() };
            self.version = proposed.version;
            assert!(self.all(ConsentMatter::NoObjection), "{place}: proposed without everybody's consent");
            return;
        }
        assert!(own.is_open(), "{place}: about no proposal");
        if let Event::NoObjectionServed(served) = event {
            let days = (served.object_by.due_date - served.served_on).num_days();
            assert!(days >= 7 && today <= served.object_by.due_date, "{place}: no time to object");
            assert!(self.parties.contains(&served.party), "{place}: served on a stranger");
            let news = own.until.insert(served.party, served.object_by.due_date);
            assert!(news.is_none(), "{place}: served twice");
        }
        if let Event::NoObjectionObjected(objected) = event {
            let in_time = own.until.get(&objected.party).is_none_or(|until| today <= *until);
            assert!(in_time, "{place}: objected late");
            *own = SilenceLedger::default();
        }
        if let Event::NoObjectionEnded(_) = event {
            *own = SilenceLedger::default();
        }
    }

    /// In force from the day after the last party's time, however late the clock was read.
    pub(super) fn by_silence(&mut self, place: &str, today: NaiveDate, effect: &AgreementBecameEffective) {
        let silence = std::mem::take(&mut self.silence);
        assert_eq!(silence.open, Some(effect.version), "{place}: another text");
        assert!(self.all(ConsentMatter::NoObjection), "{place}: bound against somebody's will");
        assert!(!self.pause.stands_still(), "{place}: bound while the mediation stood still");
        let everybody = self.parties.iter().all(|party| silence.until.contains_key(party));
        assert!(everybody, "{place}: bound without being served");
        let last = silence.until.values().copied().max().expect(place);
        assert!(today > last, "{place}: bound while there was time to object");
        assert_eq!(Some(effect.effective_on), last.checked_add_days(Days::new(1)), "{place}: another day");
        assert_eq!(legal_date(effect.effective_at), effect.effective_on, "{place}: another moment");
        assert_eq!(effect.confirm_by.legal_start_date, effect.effective_on, "{place}: T10 from another day");
        let silent = [EffectRegime::NoObjection];
        assert!(effect.regimes.iter().map(|it| it.regime).eq(silent), "{place}: by another rule");
        self.confirm_by = Some(effect.confirm_by.due_date);
        effect.obligations.iter().for_each(|obligation| self.owes(obligation));
    }
}
