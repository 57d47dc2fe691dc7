//! An agreement is drafted, signed by everybody, sealed, and takes effect by the rules; each text in its turn.

use super::Ledger;
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::ids::PartyId;
use std::collections::BTreeSet;

/// What is known of the text on the table, or of what was said.
#[derive(Default)]
pub(crate) struct TextLedger {
    sign_by: Option<NaiveDate>,
    refused: BTreeSet<PartyId>,
    returned: bool,
    oral: bool,
}

impl TextLedger {
    pub(super) const fn only_spoken(&self) -> bool {
        self.oral
    }
}

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
            self.text = TextLedger { sign_by: Some(drafted.sign_by.due_date), ..TextLedger::default() };
            self.signers.clear();
        }
        if let Event::AgreementSigned(signed) = event {
            assert_eq!((signed.version, &signed.hash), (self.version, &self.hash), "{place}: another text");
            let twice = self.signers.iter().any(|(signer, ..)| *signer == signed.signer);
            assert!(!twice, "{place}: signed twice");
            assert!(!self.text.returned, "{place}: signed what the centre sent back");
            let electronic = signed.method == SignatureMethod::Electronic;
            assert_eq!(signed.scan_sha256.is_none(), electronic, "{place}: a paper without its scan");
            self.signers.push((signed.signer, signed.method, signed.signed_at));
        }
        if let Event::AgreementSealed(sealed) = event {
            assert_eq!((sealed.version, &sealed.hash), (self.version, &self.hash), "{place}: another text");
            assert!(!self.text.returned, "{place}: sealed what the centre sent back");
            self.sealed = true;
        }
    }

    pub(super) fn wording(&mut self, place: &str, event: &Event) {
        if let Event::AgreementAnswered(said) = event {
            assert_eq!((said.version, &said.hash), (self.version, &self.hash), "{place}: another text");
            self.text.refused.remove(&said.party);
            if said.answer == AgreementAnswer::RefusedToSign {
                self.text.refused.insert(said.party);
            }
        }
        if let Event::AgreementReviewed(review) = event {
            assert_eq!((review.version, &review.hash), (self.version, &self.hash), "{place}: another text");
            self.text.returned = review.outcome == ReviewOutcome::Returned;
        }
        if let Event::OralAgreementRecorded(oral) = event {
            assert_eq!(oral.version, self.version + 1, "{place}: versions have a gap");
            assert!(self.live.is_empty(), "{place}: agreed while a session goes on");
            assert!(self.held > 0 || self.talks.agreed(), "{place}: agreed before anybody met");
            assert!(self.parties.iter().all(|it| oral.agreed_by.contains(it)), "{place}: not by all");
            (self.version, self.hash) = (oral.version, oral.hash.clone());
            self.text = TextLedger { oral: true, ..TextLedger::default() };
        }
        if let Event::AgreementWrittenDown(paper) = event {
            assert!(std::mem::take(&mut self.text.oral), "{place}: written twice");
            assert_eq!((paper.version, &paper.hash), (self.version, &self.hash), "{place}: another text");
        }
    }

    /// Nobody is said to have refused to sign who did not, while there was time.
    pub(super) fn may_end(&self, place: &str, today: NaiveDate, code: Termination) {
        if code == Termination::RefusedToSign {
            let late = self.text.sign_by.is_some_and(|due| today > due);
            assert!(late || !self.text.refused.is_empty(), "{place}: nobody refused to sign");
        }
    }

    /// What was only said binds at once and is no matter for a court.
    fn spoken(&mut self, place: &str, effect: &AgreementBecameEffective) {
        let regimes: Vec<_> = effect.regimes.iter().map(|it| (it.regime, it.at)).collect();
        assert_eq!(regimes, [(EffectRegime::Oral, effect.effective_at)], "{place}: by another rule");
        self.confirm_by = Some(effect.confirm_by.due_date);
        effect.obligations.iter().for_each(|obligation| self.owes(obligation));
    }

    pub(super) fn effect(&mut self, place: &str, effect: &AgreementBecameEffective) {
        if self.small.open.is_some() {
            return self.opinion_in_force(place, effect);
        }
        if self.text.oral {
            return self.spoken(place, effect);
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
        let assigned = self.referral.is_some_and(|(kind, _)| kind == ReferralKind::Assigned);
        let earliest = if online || assigned { last } else { effect.effective_at };
        assert!(effect.effective_at >= last, "{place}: effective before the last signature");
        assert_eq!(effect.confirm_by.legal_start_date, legal_date(earliest), "{place}: T10 from another day");
        let thirty = (effect.confirm_by.due_date - legal_date(earliest)).num_days();
        assert!((30..=45).contains(&thirty), "{place}: T10 of {thirty} days");
        self.confirm_by = Some(effect.confirm_by.due_date);
        effect.obligations.iter().for_each(|obligation| self.owes(obligation));
    }
}
