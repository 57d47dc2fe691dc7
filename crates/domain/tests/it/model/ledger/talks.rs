//! What must hold of proposals and sealed bids: nothing is accepted after its last day, and no bid is told before its time.

use super::super::generator::BIDS;
use crate::wire_format::{AnyEvent, seal};
use chrono::NaiveDate;
use domain::case::*;
use domain::classification::ProposalAnswer;
use domain::ids::PartyId;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the talks from their events.
#[derive(Default)]
pub(super) struct TalksLedger {
    proposals: BTreeMap<u32, Standing>,
    bids: BTreeMap<u32, BTreeMap<PartyId, String>>,
    bid_until: BTreeMap<u32, NaiveDate>,
    open_round: Option<u32>,
    agreed: bool,
}

/// A proposal that was made.
struct Standing {
    to: BTreeSet<PartyId>,
    accepted: BTreeSet<PartyId>,
    until: NaiveDate,
    over: bool,
}

impl TalksLedger {
    /// Whether the parties agreed on something.
    pub(super) const fn agreed(&self) -> bool {
        self.agreed
    }

    pub(super) fn enter(&mut self, place: &str, today: NaiveDate, event: &Event) {
        tells_no_bid(place, event);
        if let Event::ProposalMade(made) = event {
            let to = made.to.iter().copied().collect();
            let until = made.answer_by.due_date;
            let standing = Standing { to, accepted: BTreeSet::new(), until, over: false };
            assert!(self.proposals.insert(made.proposal, standing).is_none(), "{place}: a number twice");
        }
        if let Event::ProposalAnswered(answered) = event {
            let standing = self.proposals.get_mut(&answered.proposal).expect(place);
            assert!(!standing.over && today <= standing.until, "{place}: answered after it was over");
            assert!(standing.to.contains(&answered.party), "{place}: answered by somebody else");
            if answered.answer == ProposalAnswer::Accept {
                assert!(standing.accepted.insert(answered.party), "{place}: accepted twice");
                standing.over = standing.accepted == standing.to;
                self.agreed |= standing.over;
            } else {
                standing.over = true;
            }
        }
        if let Event::ProposalWithdrawn(withdrawn) = event {
            let standing = self.proposals.get_mut(&withdrawn.proposal).expect(place);
            assert!(!std::mem::replace(&mut standing.over, true), "{place}: withdrawn after it was over");
        }
        self.bidding(place, today, event);
    }

    fn bidding(&mut self, place: &str, today: NaiveDate, event: &Event) {
        if let Event::BiddingOpened(opened) = event {
            assert!(self.open_round.replace(opened.round).is_none(), "{place}: two rounds at a time");
            self.bid_until.insert(opened.round, opened.commit_by.due_date);
        }
        if let Event::BidCommitted(bid) = event {
            assert!(today <= self.bid_until[&bid.round], "{place}: a late bid");
            let bids = self.bids.entry(bid.round).or_default();
            assert!(bids.insert(bid.party, bid.commitment.clone()).is_none(), "{place}: a bid twice");
            assert_eq!(bid.reveal_by.is_some(), bids.len() == 2, "{place}: revealing before both have bid");
        }
        if let Event::BidRevealed(revealed) = event {
            assert_eq!(self.bids[&revealed.round].len(), 2, "{place}: revealed before both have bid");
        }
        if let Event::BiddingClosed(closed) = event {
            assert_eq!(self.open_round.take(), Some(closed.round), "{place}: another round");
            let matched = matches!(closed.outcome, BidOutcome::Matched { .. });
            assert!(!matched || self.bids[&closed.round].len() == 2, "{place}: matched without two bids");
            self.agreed |= matched;
        }
    }
}

/// No event but a sum that was agreed on holds a number anybody bid.
fn tells_no_bid(place: &str, event: &Event) {
    let about_bids = matches!(
        event,
        Event::BiddingOpened(_) | Event::BidCommitted(_) | Event::BidRevealed(_) | Event::BiddingClosed(_)
    );
    if !about_bids {
        return;
    }
    let bytes = seal(AnyEvent::Case(event.clone())).encode().expect(place);
    let text = String::from_utf8(bytes).expect(place);
    if let Event::BiddingClosed(BiddingClosed { outcome: BidOutcome::Matched { .. }, .. }) = event {
        return;
    }
    for bid in BIDS {
        assert!(!text.contains(&bid.to_string()), "{place}: a bid was told: {text}");
    }
}
