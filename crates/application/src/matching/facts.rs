//! From a filing to the marks it is compared by: sealed fields are opened, normalised, digested under the vault's key, and forgotten.

use crate::vault::{Opened, Vault, VaultError};
use domain::calendar::legal_date;
use domain::case::{
    ApplicationFiled, Event, FiledParty, Mark, MatchFacts, PartyIdentity, normalised, normalised_phone,
};
use domain::classification::MatchFeature;
use domain::correction::CorrectedValue;
use domain::personal::{Personal, PersonalValue};
use std::collections::BTreeSet;

/// Bytes of a digest that are kept: enough that no two of a billion texts meet by chance.
const KEPT: usize = 16;

/// The vault cannot be read now.
#[derive(Debug, thiserror::Error)]
#[error("the vault cannot be read: {0}")]
pub(crate) struct FactsError(VaultError);

impl FactsError {
    /// Whether it may pass by itself.
    pub(crate) const fn may_pass(&self) -> bool {
        matches!(self.0, VaultError::Busy(_))
    }
}

/// What a filing is compared by.
pub(super) fn of(vault: &Vault, stream: &str, filed: &ApplicationFiled) -> Result<MatchFacts, FactsError> {
    let text = |what: &str, text: &str| {
        Some(normalised(text)).filter(|it| !it.is_empty()).map(|it| mark(vault, what, &it))
    };
    let complaint = filed.prior_complaint.as_ref().and_then(|complaint| complaint.number.as_ref());
    let mut facts = MatchFacts {
        case: filed.case,
        centre: filed.centre.clone(),
        filed_on: legal_date(filed.received_at),
        identities: BTreeSet::new(),
        institutions: BTreeSet::new(),
        product: filed.product.as_ref().and_then(|product| text("product", product.as_str())),
        complaint: complaint.and_then(|number| text("complaint", number.as_str())),
        ticket: filed.outside_ticket.as_ref().and_then(|ticket| text("ticket", ticket.as_str())),
        business: filed.business,
        cause: filed.cause,
        incident_on: filed.incident_on,
    };
    for party in &filed.parties {
        add_party(vault, stream, party, &mut facts)?;
    }
    Ok(facts)
}

/// The application as it reads after one more event: another party, or a value that was corrected.
pub(crate) fn then(filed: Option<ApplicationFiled>, event: Event) -> Option<ApplicationFiled> {
    match (event, filed) {
        (Event::ApplicationFiled(filed), _) => Some(filed),
        (Event::PartyJoined(joined), Some(mut filed)) => {
            filed.parties.push(joined.party);
            Some(filed)
        }
        (Event::PartyDataCorrected(corrected), Some(mut filed)) => {
            for party in filed.parties.iter_mut().filter(|party| party.party == corrected.party) {
                correct(&mut party.identity, corrected.value.clone());
            }
            Some(filed)
        }
        (_, filed) => filed,
    }
}

fn correct(identity: &mut PartyIdentity, value: CorrectedValue) {
    match (identity, value) {
        (PartyIdentity::Person { name, .. }, CorrectedValue::Name(value)) => *name = value,
        (PartyIdentity::Person { document, .. }, CorrectedValue::Document(value)) => *document = Some(value),
        (
            PartyIdentity::Person { phone, .. } | PartyIdentity::Organisation { phone, .. },
            CorrectedValue::Phone(value),
        ) => *phone = Some(value),
        (
            PartyIdentity::Person { .. }
            | PartyIdentity::Organisation { .. }
            | PartyIdentity::Institution { .. },
            CorrectedValue::Name(_)
            | CorrectedValue::Document(_)
            | CorrectedValue::Phone(_)
            | CorrectedValue::Address(_),
        ) => {}
    }
}

/// Adds what identifies a party.
fn add_party(
    vault: &Vault,
    stream: &str,
    party: &FiledParty,
    facts: &mut MatchFacts,
) -> Result<(), FactsError> {
    let mut identity = |feature: MatchFeature, text: String| {
        if !text.is_empty() {
            facts.identities.insert((feature, mark(vault, feature.code(), &text)));
        }
    };
    match &party.identity {
        PartyIdentity::Person { name, document, phone, address: _ } => {
            if let Some(name) = opened(vault, stream, Some(name))? {
                identity(MatchFeature::Name, normalised(name.as_str()));
            }
            if let Some(document) = opened(vault, stream, document.as_ref())? {
                identity(MatchFeature::Document, normalised(document.number()));
            }
            if let Some(phone) = opened(vault, stream, phone.as_ref())? {
                identity(MatchFeature::Phone, normalised_phone(phone.as_str()));
            }
        }
        PartyIdentity::Organisation { name: _, uscc, phone } => {
            identity(MatchFeature::OrganisationCode, normalised(uscc.as_str()));
            if let Some(phone) = opened(vault, stream, phone.as_ref())? {
                identity(MatchFeature::Phone, normalised_phone(phone.as_str()));
            }
        }
        PartyIdentity::Institution { legal_person, .. } => {
            facts.institutions.insert(mark(vault, "institution", legal_person.as_str()));
        }
    }
    Ok(())
}

/// The clear value; nothing for somebody who was erased, and for a box that is damaged, which the readers of the case are told of.
pub(crate) fn opened<T: PersonalValue + Clone>(
    vault: &Vault,
    stream: &str,
    value: Option<&Personal<T>>,
) -> Result<Option<T>, FactsError> {
    let Some(value) = value else { return Ok(None) };
    match vault.reveal(stream, value) {
        Ok(Opened::Value(value)) => Ok(Some(value)),
        Ok(Opened::Erased) | Err(VaultError::Erased(_) | VaultError::Tampered(_)) => Ok(None),
        Err(
            error @ (VaultError::Busy(_)
            | VaultError::Unreadable(_)
            | VaultError::KeyService(_)
            | VaultError::WrongMasterKey { .. }
            | VaultError::MasterKeyMalformed
            | VaultError::MasterKeysGiven
            | VaultError::MasterKeyInUse(_)
            | VaultError::MasterKeyUnknown(_)
            | VaultError::Randomness(_)),
        ) => Err(FactsError(error)),
    }
}

fn mark(vault: &Vault, what: &str, text: &str) -> Mark {
    let digest = vault.digest(&[b"matching", what.as_bytes(), text.as_bytes()]);
    let kept = digest.first_chunk::<KEPT>().map_or_else(String::new, hex::encode);
    Mark(kept)
}
