//! What follows an agreement: never more paid than owed, nobody in default who was not called, nothing owed twice.

use super::Ledger;
use chrono::NaiveDate;
use domain::case::*;
use domain::classification::{DefaultGround, EnforcementTitle};
use domain::ids::PartyId;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of obligations beside what is owed and paid.
#[derive(Default)]
pub(super) struct PerformanceLedger {
    due: BTreeMap<u32, (NaiveDate, PartyId)>,
    urged: BTreeSet<u32>,
    defaulted: BTreeSet<u32>,
    over: BTreeSet<u32>,
    stopped: BTreeSet<PartyId>,
    papers: BTreeSet<EnforcementTitle>,
    followed_up: BTreeSet<(u32, FollowUpStep, NaiveDate)>,
}

impl Ledger {
    pub(super) fn owes(&mut self, obligation: &Obligation) {
        let owed = match obligation.performance {
            Performance::Money(amount) => amount.get(),
            Performance::Conduct => 0,
        };
        assert!(self.owed.insert(obligation.seq, Some(owed)).is_none(), "two obligations {}", obligation.seq);
        self.performance.due.insert(obligation.seq, (obligation.due_on, obligation.obligor));
    }

    /// Everything is paid, given up, replaced, or to be looked after no more.
    pub(super) fn all_done(&self) -> bool {
        self.owed.iter().all(|(seq, owed)| {
            let (_, obligor) = self.performance.due[seq];
            let stopped = self.performance.stopped.iter().any(|party| *party != obligor);
            *owed == self.paid.get(seq).copied() || self.performance.over.contains(seq) || stopped
        })
    }

    fn rest(&self, seq: u32) -> i64 {
        self.owed[&seq].unwrap() - self.paid.get(&seq).copied().unwrap_or(0)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an account of performance alone")]
    pub(super) fn performing(&mut self, place: &str, today: NaiveDate, event: &Event) {
        match event {
            Event::ObligationPerformed(performed) => self.performed(place, performed),
            Event::ReceiptConfirmed(confirmed) => {
                let paid = self.paid.get(&confirmed.seq).copied().expect("something was reported");
                assert_eq!(
                    confirmed.received.map_or(0, |it| it.get()),
                    paid,
                    "{place}: confirmed more or less"
                );
                assert_ne!(self.performance.due[&confirmed.seq].1, confirmed.party, "{place}: by the debtor");
            }
            Event::PerformanceUrged(urged) => {
                self.expected(place, urged.seq);
                assert!(self.performance.due[&urged.seq].0 <= today, "{place}: urged early");
                self.performance.urged.insert(urged.seq);
            }
            Event::ObligationDefaulted(defaulted) => self.defaulted(place, today, defaulted),
            Event::ObligationWaived(waived) => {
                self.expected(place, waived.seq);
                assert_ne!(self.performance.due[&waived.seq].1, waived.party, "{place}: by the debtor");
                if let Some(amount) = waived.given_up {
                    assert_eq!(amount.get(), self.rest(waived.seq), "{place}: gives up what is left");
                }
                self.performance.over.insert(waived.seq);
            }
            Event::EnforcementRecorded(enforced) => {
                self.rests_on(place, enforced);
                for seq in &enforced.seqs {
                    self.expected(place, *seq);
                }
            }
            Event::FollowUpRecorded(asked) => {
                assert!(asked.satisfaction.is_none_or(|it| (1..=5).contains(&it)), "{place}: out of five");
                assert!(asked.called_on <= today, "{place}: called tomorrow");
                if asked.no_further {
                    self.performance.stopped.insert(asked.party);
                }
            }
            Event::FollowUpFellDue(it) => {
                self.expected(place, it.seq);
                let (due, obligor) = self.performance.due[&it.seq];
                let stopped = self.performance.stopped.iter().any(|party| *party != obligor);
                assert!(!stopped && it.obligor == obligor, "{place}: looked after what nobody wants");
                assert!(it.on_day <= today, "{place}: followed up too early");
                let before = it.step == FollowUpStep::Reminder;
                assert_eq!(before, it.on_day <= due, "{place}: reminded late or noted early");
                assert!(!before || today <= due, "{place}: reminded of what is over");
                let news = self.performance.followed_up.insert((it.seq, it.step, it.on_day));
                assert!(news, "{place}: followed up twice");
            }
            _ => {}
        }
    }

    /// Another way to enforce it was recorded.
    #[expect(clippy::wildcard_enum_match_arm, reason = "an account of papers alone")]
    pub(super) fn another_way(&mut self, place: &str, event: &Event) {
        assert!(self.confirm_by.is_some() && !self.at_court, "{place}: another way while a court decides");
        let title = match event {
            Event::NotarialInstrumentRecorded(_) => EnforcementTitle::NotarialInstrument,
            Event::CourtMediationPaperRecorded(_) => EnforcementTitle::CourtMediationPaper,
            Event::ArbitralPaperRecorded(_) => EnforcementTitle::ArbitralPaper,
            Event::PaymentOrderStepRecorded(PaymentOrderStepRecorded {
                step: PaymentOrderEvent::Effective { .. },
            }) => EnforcementTitle::PaymentOrder,
            _ => return,
        };
        self.performance.papers.insert(title);
    }

    fn rests_on(&self, place: &str, enforced: &EnforcementRecorded) {
        let on_record = match enforced.title {
            EnforcementTitle::ConfirmationRuling => self.confirmed,
            paper @ (EnforcementTitle::CourtMediationPaper
            | EnforcementTitle::ArbitralPaper
            | EnforcementTitle::NotarialInstrument
            | EnforcementTitle::PaymentOrder) => self.performance.papers.contains(&paper),
        };
        assert!(on_record, "{place}: enforced by a paper nobody has");
    }

    fn expected(&self, place: &str, seq: u32) {
        let done = self.owed[&seq] == self.paid.get(&seq).copied();
        assert!(!done && !self.performance.over.contains(&seq), "{place}: nothing is expected under {seq}");
    }

    fn performed(&mut self, place: &str, performed: &ObligationPerformed) {
        let owed = self.owed[&performed.seq].unwrap();
        let done = self.paid.get(&performed.seq).copied();
        assert!(done.is_none_or(|done| done < owed), "{place}: performed twice");
        self.expected(place, performed.seq);
        let paid = done.unwrap_or(0) + performed.amount.map_or(0, |amount| amount.get());
        assert!(paid <= owed, "{place}: overpaid");
        assert_eq!(performed.complete, paid == owed, "{place}: complete or not");
        let part = performed.amount.is_some() && !performed.complete;
        assert_eq!(performed.limitation_interrupted_on.is_some(), part, "{place}: a part interrupts");
        self.paid.insert(performed.seq, paid);
    }

    fn defaulted(&mut self, place: &str, today: NaiveDate, defaulted: &ObligationDefaulted) {
        let seq = defaulted.seq;
        self.expected(place, seq);
        assert!(self.performance.defaulted.insert(seq), "{place}: defaulted twice");
        let (due, _) = self.performance.due[&seq];
        let in_vain = due < today && self.performance.urged.contains(&seq);
        assert!(defaulted.ground == DefaultGround::Refused || in_vain, "{place}: nobody called for it");
        let Some(acceleration) = &defaulted.acceleration else { return };
        let mut sum = 0;
        for replaced in &acceleration.supersedes {
            self.expected(place, *replaced);
            assert!(
                *replaced != seq && self.performance.due[replaced].0 >= today,
                "{place}: was due already"
            );
            sum += self.rest(*replaced);
            self.performance.over.insert(*replaced);
        }
        assert_eq!(acceleration.obligation.outstanding().map(|it| it.get()), Some(sum), "{place}: the rest");
        assert_eq!(acceleration.obligation.due_on, today, "{place}: due at once");
        self.owes(&acceleration.obligation);
    }
}
