//! An agreement is drafted, signed by everybody, sealed, and takes effect by the rules; each text in its turn.

use super::Ledger;
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::SignatureMethod;
use std::collections::BTreeSet;

impl Ledger {
    pub(super) fn agreement(&mut self, place: &str, event: &Event) {
        if let Event::AgreementDrafted(drafted) = event {
            assert!(self.live.is_empty(), "{place}: drafted during a session");
            assert!(self.held > 0 || self.talks.agreed(), "{place}: drafted before anybody agreed");
            assert_eq!(drafted.version, self.version + 1, "{place}: versions have a gap");
            assert!(!self.silence.is_open(), "{place}: drafted beside a proposal that waits for objections");
            self.version = drafted.version;
            self.on_the_table = true;
            self.hash = drafted.hash.clone();
            self.signers.clear();
        }
        if let Event::AgreementSigned(signed) = event {
            assert_eq!((signed.version, &signed.hash), (self.version, &self.hash), "{place}: another text");
            let twice = self.signers.iter().any(|(signer, ..)| *signer == signed.signer);
            assert!(!twice, "{place}: signed twice");
            self.signers.push((signed.signer, signed.method, signed.signed_at));
        }
        if let Event::AgreementSealed(sealed) = event {
            assert_eq!((sealed.version, &sealed.hash), (self.version, &self.hash), "{place}: another text");
            self.sealed = true;
        }
    }

    pub(super) fn effect(&mut self, place: &str, effect: &AgreementBecameEffective) {
        if self.small.open.is_some() {
            return self.opinion_in_force(place, effect);
        }
        let signed: BTreeSet<Signer> = self.signers.iter().map(|(signer, ..)| *signer).collect();
        let parties = self.parties.iter().copied().map(Signer::Party);
        let everybody: BTreeSet<Signer> = parties.chain(self.mediator.map(Signer::Mediator)).collect();
        assert!(self.sealed && self.mediator.is_some(), "{place}: effective without a seal");
        assert_eq!(signed, everybody, "{place}: effective without every signature");
        let party = |signer: &Signer| matches!(signer, Signer::Party(_));
        let theirs: Vec<_> = self.signers.iter().filter(|(signer, ..)| party(signer)).collect();
        let online = theirs.iter().all(|(_, method, _)| *method == SignatureMethod::Electronic);
        let last = theirs.iter().map(|(.., at)| *at).max().unwrap();
        let earliest = if online { last } else { effect.effective_at };
        assert!(effect.effective_at >= last, "{place}: effective before the last signature");
        assert_eq!(effect.confirm_by.legal_start_date, legal_date(earliest), "{place}: T10 from another day");
        let thirty = (effect.confirm_by.due_date - legal_date(earliest)).num_days();
        assert!((30..=45).contains(&thirty), "{place}: T10 of {thirty} days");
        self.confirm_by = Some(effect.confirm_by.due_date);
        effect.obligations.iter().for_each(|obligation| self.owes(obligation));
    }
}
