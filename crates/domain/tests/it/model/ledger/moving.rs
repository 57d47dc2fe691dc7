//! One owner at any instant; the case goes where it was offered, and no court is forgotten.

use super::Ledger;
use domain::case::*;
use domain::classification::ReferralOutcome;

impl Ledger {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "an account of moves alone; the other events have theirs"
    )]
    pub(super) fn moving(&mut self, place: &str, event: &Event) {
        match event {
            Event::CourtReferralReceived(received) => {
                assert!(self.referral.is_none(), "{place}: sent by two courts");
                self.referral = Some((received.kind, received.materials.len()));
            }
            Event::ReferralReceiptSigned(signed) => self.mediate_by = Some(signed.mediate_by.due_date),
            Event::ReferralReported(reported) => {
                assert!(!self.reported, "{place}: reported twice");
                let all = self
                    .referral
                    .is_some_and(|(_, sent)| sent as u64 == u64::from(reported.materials_returned));
                assert!(reported.outcome != ReferralOutcome::Returned || all, "{place}: papers were kept");
                self.reported = true;
            }
            Event::TransferProposed(proposed) => {
                assert_eq!(Some(&proposed.from), self.owner.as_ref(), "{place}: offered by another");
                assert_ne!(Some(&proposed.to), self.owner.as_ref(), "{place}: offered to the owner");
                self.offered_to = Some(proposed.to.clone());
            }
            Event::CaseTransferred(moved) => {
                assert_eq!(Some(&moved.from.id), self.owner.as_ref(), "{place}: given away by another");
                assert_eq!(Some(&moved.to.id), self.offered_to.as_ref(), "{place}: not offered there");
                if let Some(number) = &moved.case_no {
                    assert!(self.numbers.insert(number.clone()), "{place}: a number twice");
                }
                self.owner = Some(moved.to.id.clone());
                self.offered_to = None;
            }
            _ => {}
        }
    }
}
