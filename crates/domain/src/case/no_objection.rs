//! 无异议调解方案认可: a proposal whose text becomes an agreement when the last party's time to object has passed in silence (MDR2016).

use crate::calendar::start_of_legal_day;
use crate::case::agreement::Agreement;
use crate::case::event::{EffectRegime, NoObjectionProposed, NoObjectionServed, RegimeDate};
use crate::case::settlement::Obligation;
use crate::case::term::{obligations, settled_claims};
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::text::ShortText;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A proposal that is open to objections; its wording is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoObjection {
    /// Its place among the versions of the agreement.
    pub version: u32,
    /// Number of the agreement it may become.
    pub agreement_no: ShortText,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// What would have to be performed.
    pub obligations: Vec<Obligation>,
    /// The claims it settles, by their places; empty: all of them.
    pub settles: Vec<u32>,
    /// Legal date on which it was made.
    pub proposed_on: NaiveDate,
    /// T07 of each party that was served.
    pub served: BTreeMap<PartyId, Deadline>,
}

impl NoObjection {
    pub(super) fn of(event: &NoObjectionProposed) -> Self {
        Self {
            version: event.version,
            agreement_no: event.agreement_no.clone(),
            hash: event.hash.clone(),
            obligations: obligations(&event.terms),
            settles: settled_claims(&event.terms),
            proposed_on: event.proposed_on,
            served: BTreeMap::new(),
        }
    }

    pub(super) fn serve(&mut self, event: &NoObjectionServed) {
        self.served.insert(event.party, event.object_by.clone());
    }

    /// The period that ends last, once every party was served and all of them are over.
    #[must_use]
    pub fn last_over(&self, parties: &[PartyId], today: NaiveDate) -> Option<&Deadline> {
        let periods = parties.iter().map(|party| self.served.get(party)).collect::<Option<Vec<_>>>()?;
        let last = periods.into_iter().max_by_key(|period| period.due_date)?;
        last.is_over(today).then_some(last)
    }

    /// The agreement it is, once nobody has objected; its last day to object stands for the window to sign.
    pub(super) fn agreement(self) -> Option<Agreement> {
        let sign_by = self.served.into_values().max_by_key(|period| period.due_date)?;
        let name = (self.version, self.agreement_no, self.hash);
        Some(Agreement::unsigned(name, self.obligations, self.settles, sign_by))
    }
}

/// The moment of effect: the day after the last party's period begins (domain §1.9).
pub(super) fn effect_after(last: &Deadline) -> (NaiveDate, RegimeDate) {
    let day = last.due_date.succ_opt().unwrap_or(last.due_date);
    (day, RegimeDate { regime: EffectRegime::NoObjection, at: start_of_legal_day(day) })
}
