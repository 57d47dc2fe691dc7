//! Complaints, inquiries of courts and requests for authority: each has a number of its own, and is answered once.

use domain::case::Event;
use domain::ids::{PartyId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// What waits for an answer, by number.
#[derive(Default)]
pub(super) struct AskingLedger {
    complaints: BTreeMap<u32, bool>,
    inquiries: BTreeMap<u32, bool>,
    authority: BTreeMap<u32, bool>,
    askers: BTreeMap<u32, UserId>,
}

impl AskingLedger {
    pub(super) fn enter(&mut self, place: &str, parties: &BTreeSet<PartyId>, event: &Event) {
        if let Event::ComplaintFiled(complaint) = event {
            assert!(parties.contains(&complaint.party), "{place}: a stranger complains");
            opened(place, &mut self.complaints, complaint.complaint);
        } else if let Event::ComplaintDecided(decided) = event {
            answered(place, &mut self.complaints, decided.complaint);
        } else if let Event::AuthorityRequested(asked) = event {
            opened(place, &mut self.authority, asked.request);
            self.askers.insert(asked.request, asked.asked_by.clone());
        } else if let Event::AuthorityAnswered(answer) = event {
            answered(place, &mut self.authority, answer.request);
            assert_ne!(self.askers[&answer.request], answer.answered_by, "{place}: answers himself");
        } else if let Event::CourtInquiryReceived(inquiry) = event {
            opened(place, &mut self.inquiries, inquiry.inquiry);
        } else if let Event::CourtInquiryAnswered(answer) = event {
            answered(place, &mut self.inquiries, answer.inquiry);
        }
    }
}

fn opened(place: &str, all: &mut BTreeMap<u32, bool>, number: u32) {
    assert!(all.insert(number, true).is_none(), "{place}: a number twice");
}

fn answered(place: &str, all: &mut BTreeMap<u32, bool>, number: u32) {
    let open = all.get_mut(&number).expect(place);
    assert!(std::mem::replace(open, false), "{place}: answered twice");
}
