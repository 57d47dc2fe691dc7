//! The opinion on a small dispute (小额纠纷调解意见书): what is open to the customer, until when, and who has accepted.

use crate::case::event::OpinionIssued;
use crate::case::settlement::Obligation;
use crate::case::term::{obligations, settled_claims};
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::text::ShortText;
use std::collections::BTreeSet;

/// An opinion that waits for the customer; its terms are in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Counted with the drafts of an agreement: 1, 2, 3 ….
    pub version: u32,
    /// Its number.
    pub opinion_no: ShortText,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// What has to be performed once it is accepted.
    pub obligations: Vec<Obligation>,
    /// The claims it settles, by their places; empty: all of them.
    pub settles: Vec<u32>,
    /// The last day on which it can be accepted; silence is no acceptance.
    pub accept_by: Deadline,
    /// Applicants who accepted it.
    pub accepted: BTreeSet<PartyId>,
}

impl Opinion {
    /// The opinion as it was issued.
    #[must_use]
    pub fn issued(event: &OpinionIssued) -> Self {
        Self {
            version: event.version,
            opinion_no: event.opinion_no.clone(),
            hash: event.hash.clone(),
            obligations: obligations(&event.terms),
            settles: settled_claims(&event.terms),
            accept_by: event.accept_by.clone(),
            accepted: BTreeSet::new(),
        }
    }
}
