//! What of a case is searched: names, numbers, dates and the texts of the application. All of it is shown to everybody who reads the case
//! and may search, so that a find tells nobody what he could not read. Of caucuses, notes, minutes, proposals, complaints, checks and the
//! centre's own papers nothing is here.

use super::words::{day_words, whole, words};
use crate::matching::facts::{self, FactsError, opened};
use crate::vault::Vault;
use domain::calendar::legal_date;
use domain::case::{ApplicationFiled, Event, PartyIdentity, PaymentOrderEvent};
use domain::ids::CentreId;
use std::collections::BTreeSet;

/// A keyed digest of a word in its class.
pub(super) type Mark = u64;

/// What a word is of; the digest is made over it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Class {
    /// A whole name or number.
    Whole,
    /// Part of a name or number, or a date of the case.
    Header,
    /// Of a text.
    Text,
    /// Whose list the case is in.
    Scope,
}

/// The digest of a word, under the vault's key.
pub(super) fn mark(vault: &Vault, class: Class, word: &str) -> Mark {
    let class: &[u8] = match class {
        Class::Whole => b"whole",
        Class::Header => b"header",
        Class::Text => b"text",
        Class::Scope => b"scope",
    };
    let digest = vault.digest(&[b"search", class, word.as_bytes()]);
    digest.first_chunk().map_or(0, |first| Mark::from_be_bytes(*first))
}

/// The word for a centre's cases.
pub(super) fn centre_word(centre: &CentreId) -> String {
    format!("centre {centre}")
}

/// The word for the cases of an institution or a unit below it.
pub(super) fn institution_word(code: &str) -> String {
    format!("institution {code}")
}

/// Events that say something that is searched; all others need not be decoded.
const NAMES: [&str; 12] = [
    FILED,
    "case.party-joined.",
    "case.party-data-corrected.",
    "case.accepted.",
    "case.court-referral-received.",
    "case.transferred.",
    "case.agreement-drafted.",
    "case.confirmation-accepted.",
    "case.notarial-instrument-recorded.",
    "case.payment-order-step-recorded.",
    "case.enforcement-recorded.",
    "case.suit-recorded.",
];
const PAPERS: [&str; 2] = ["case.court-mediation-paper-recorded.", "case.arbitral-paper-recorded."];
pub(super) const FILED: &str = "case.application-filed.";

/// Whether an event of this type says something that is searched.
pub(super) fn concerns(event_type: &str) -> bool {
    NAMES.iter().chain(&PAPERS).any(|name| event_type.starts_with(name))
}

/// What the events of a case said so far.
#[derive(Default)]
pub(super) struct Contents {
    filed: Option<ApplicationFiled>,
    /// Where it was handed on to.
    centre: Option<CentreId>,
    numbers: BTreeSet<String>,
}

impl Contents {
    /// Takes one more event in.
    pub(super) fn then(mut self, event: Event) -> Self {
        let mut number = |number: &str| self.numbers.extend([number.to_owned()]);
        // What is added to events later is looked at when `concerns` names it.
        match (event, ()) {
            (Event::CaseAccepted(event), ()) => number(event.case_no.as_str()),
            (Event::CourtReferralReceived(event), ()) => {
                number(event.referral_no.as_str());
                if let Some(court) = &event.court_case_no {
                    number(court.as_str());
                }
            }
            (Event::CaseTransferred(event), ()) => {
                for it in event.case_no.iter().chain(&event.former_no) {
                    number(it.as_str());
                }
                self.centre = Some(event.to.id);
            }
            (Event::AgreementDrafted(event), ()) => number(event.agreement_no.as_str()),
            (Event::ConfirmationAccepted(event), ()) => number(event.court_case_no.as_str()),
            (Event::NotarialInstrumentRecorded(event), ()) => number(event.number.as_str()),
            (Event::PaymentOrderStepRecorded(event), ()) => {
                if let PaymentOrderEvent::Accepted { number: given, .. } = event.step {
                    number(given.as_str());
                }
            }
            (Event::EnforcementRecorded(event), ()) => number(event.court_case_no.as_str()),
            (Event::SuitRecorded(event), ()) => number(event.number.as_str()),
            (Event::CourtMediationPaperRecorded(event), ()) => number(event.number.as_str()),
            (Event::ArbitralPaperRecorded(event), ()) => number(event.number.as_str()),
            (event, ()) => self.filed = facts::then(self.filed.take(), event),
        }
        self
    }

    /// The digests by which the case is found, sorted; nothing where no application was seen.
    pub(super) fn marks(&self, vault: &Vault, stream: &str) -> Result<Option<Vec<Mark>>, FactsError> {
        let Some(filed) = &self.filed else { return Ok(None) };
        let mut marks = BTreeSet::new();
        let mut scope = |word: &str| marks.extend([mark(vault, Class::Scope, word)]);
        scope(&centre_word(self.centre.as_ref().unwrap_or(&filed.centre)));
        for party in &filed.parties {
            party.identity.codes().for_each(|code| scope(&institution_word(code.as_str())));
        }
        let mut header = |text: &str| {
            marks.insert(mark(vault, Class::Whole, &whole(text)));
            marks.extend(words(text).iter().map(|word| mark(vault, Class::Header, &word.text)));
        };
        for party in &filed.parties {
            match &party.identity {
                PartyIdentity::Person { name, .. } => {
                    if let Some(name) = opened(vault, stream, Some(name))? {
                        header(name.as_str());
                    }
                }
                PartyIdentity::Organisation { name, .. } => header(name.as_str()),
                PartyIdentity::Institution { name, group, .. } => {
                    header(name.as_str());
                    group.iter().for_each(|group| header(group.as_str()));
                }
            }
        }
        let complaint = filed.prior_complaint.as_ref();
        let handed = filed.outside_ticket.iter().chain(complaint.and_then(|it| it.number.as_ref()));
        self.numbers.iter().map(String::as_str).chain(handed.map(|it| it.as_str())).for_each(header);
        let days = [Some(legal_date(filed.received_at)), filed.incident_on, complaint.map(|it| it.lodged_on)];
        let days = days.into_iter().flatten().flat_map(day_words);
        marks.extend(days.map(|word| mark(vault, Class::Header, &word)));
        let mut text =
            |text: &str| marks.extend(words(text).iter().map(|word| mark(vault, Class::Text, &word.text)));
        if let Some(facts) = opened(vault, stream, Some(&filed.facts))? {
            text(facts.as_str());
        }
        for claim in &filed.claims {
            if let Some(wording) = opened(vault, stream, claim.wording.as_ref())? {
                text(wording.as_str());
            }
        }
        filed.product.iter().for_each(|product| text(product.as_str()));
        Ok(Some(marks.into_iter().collect()))
    }
}
