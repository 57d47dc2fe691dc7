//! What follows from the events of a case, derived from their wire form alone.
//!
//! The rules of effect are written here a second time on purpose: a verifier that shared the code of the house would repeat
//! its mistakes. Fields a later version of an event may add are passed over.

use super::error::BundleError;
use super::format::{ConfirmationPart, EffectPart, RegimePart, SealPart, SignaturePart, SignerPart};
use crate::TreeHash;
use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An event, as far as facts are read from it.
pub(super) struct Wire<'a> {
    pub(super) revision: u64,
    pub(super) event_type: &'a str,
    pub(super) metadata: &'a [u8],
    pub(super) payload: &'a [u8],
}

/// What the whole stream says.
pub(super) struct Facts {
    pub(super) case: String,
    pub(super) draft: Drafted,
    pub(super) signatures: Vec<SignaturePart>,
    /// What was recorded of the certificate of each signature, in the same order.
    pub(super) certified: Vec<Option<CertifiedEvent>>,
    pub(super) seal: SealPart,
    pub(super) effect: EffectPart,
    pub(super) confirmation: Vec<ConfirmationPart>,
    /// Number of the ruling that confirms the agreement and was not revoked since (CPLI 372).
    pub(super) confirmed_by: Option<String>,
}

#[derive(Deserialize)]
struct Filed {
    case: String,
    parties: Vec<PartyFiled>,
}

#[derive(Deserialize)]
struct PartyFiled {
    party: String,
}

#[derive(Deserialize)]
struct Assigned {
    mediator: String,
}

#[derive(Clone, Deserialize)]
pub(super) struct Drafted {
    pub(super) version: u32,
    pub(super) agreement_no: String,
    pub(super) terms: Vec<TermDrafted>,
    pub(super) hash: String,
}

#[derive(Clone, Deserialize)]
pub(super) struct TermDrafted {
    pub(super) body: Value,
    #[serde(default)]
    pub(super) wording: Option<Value>,
}

#[derive(Deserialize)]
struct Signed {
    version: u32,
    signer: SignerPart,
    method: String,
    evidence: SealedText,
    hash: String,
    signed_at: String,
    #[serde(default)]
    certificate: Option<CertifiedEvent>,
}

/// What an event holds of a certificate; the certificates themselves are sealed.
#[derive(Clone, Deserialize)]
pub(super) struct CertifiedEvent {
    pub(super) chain_sha256: String,
    pub(super) signature: String,
    pub(super) algorithm: String,
    pub(super) ca: String,
    pub(super) serial: String,
}

#[derive(Deserialize)]
struct SealedText {
    #[serde(rename = "box")]
    sealed: String,
}

#[derive(Deserialize)]
struct Sealed {
    version: u32,
    seal: String,
    hash: String,
    sealed_at: String,
}

#[derive(Deserialize)]
struct Effective {
    version: u32,
    regimes: Vec<RegimePart>,
    effective_at: String,
    effective_on: String,
}

#[derive(Deserialize)]
struct Beside {
    occurred_at: String,
}

/// The agreement on the table while the stream is read.
struct Table {
    draft: Drafted,
    signatures: Vec<SignaturePart>,
    certified: Vec<Option<CertifiedEvent>>,
    seal: Option<SealPart>,
    effect: Option<EffectPart>,
}

#[derive(Default)]
struct Reader {
    case: Option<String>,
    parties: Vec<String>,
    mediator: Option<String>,
    table: Option<Table>,
    confirmation: Vec<ConfirmationPart>,
    confirmed_by: Option<String>,
}

impl Facts {
    /// Reads a stream from its first event.
    pub(super) fn of<'a>(events: impl Iterator<Item = Wire<'a>>) -> Result<Self, BundleError> {
        let mut reader = Reader::default();
        for event in events {
            reader.take(&event)?;
        }
        let Some(Table { draft, signatures, certified, seal: Some(seal), effect: Some(effect) }) =
            reader.table
        else {
            return Err(BundleError::NotEffective);
        };
        let case = reader.case.ok_or(BundleError::OtherCase)?;
        let (confirmation, confirmed_by) = (reader.confirmation, reader.confirmed_by);
        Ok(Self { case, draft, signatures, certified, seal, effect, confirmation, confirmed_by })
    }
}

impl Reader {
    /// A step of the confirmation; a ruling holds until another revokes it.
    fn step(&mut self, event: &Wire<'_>) -> Result<(), BundleError> {
        let step = confirmation(event)?;
        if event.event_type == "case.settlement-confirmed.v1" {
            self.confirmed_by.clone_from(&step.court_no);
        } else if event.event_type == "case.confirmation-objection-decided.v1"
            && read::<Value>(event)?.get("outcome").and_then(Value::as_str) == Some("REVOKED")
        {
            self.confirmed_by = None;
        }
        self.confirmation.push(step);
        Ok(())
    }

    fn take(&mut self, event: &Wire<'_>) -> Result<(), BundleError> {
        match event.event_type {
            "case.application-filed.v1" => {
                let filed: Filed = read(event)?;
                self.parties = filed.parties.into_iter().map(|party| party.party).collect();
                self.case = Some(filed.case);
            }
            "case.assignment-accepted.v1" => self.mediator = Some(read::<Assigned>(event)?.mediator),
            "case.agreement-drafted.v1" => {
                if self.table.as_ref().is_some_and(|table| table.effect.is_some()) {
                    return Err(BundleError::AfterEffect(event.revision));
                }
                let draft = read(event)?;
                let (signatures, certified) = (Vec::new(), Vec::new());
                self.table = Some(Table { draft, signatures, certified, seal: None, effect: None });
            }
            "case.agreement-signed.v1" => self.signed(event)?,
            "case.agreement-sealed.v1" => self.sealed(event)?,
            "case.agreement-became-effective.v1" => self.effective(event)?,
            other if is_confirmation(other) => self.step(event)?,
            _ => {}
        }
        Ok(())
    }

    /// The agreement an event speaks of, if it is the one on the table and not in effect yet.
    fn on_the_table(&mut self, event: &Wire<'_>, version: u32) -> Result<&mut Table, BundleError> {
        match &mut self.table {
            Some(table) if table.draft.version != version => Err(BundleError::OtherVersion(event.revision)),
            Some(table) if table.effect.is_some() => Err(BundleError::AfterEffect(event.revision)),
            Some(table) => Ok(table),
            None => Err(BundleError::OtherVersion(event.revision)),
        }
    }

    fn signed(&mut self, event: &Wire<'_>) -> Result<(), BundleError> {
        let signed: Signed = read(event)?;
        instant(event, &signed.signed_at)?;
        let table = self.on_the_table(event, signed.version)?;
        if signed.hash != table.draft.hash {
            return Err(BundleError::SignedHash(event.revision));
        }
        table.certified.push(signed.certificate);
        table.signatures.push(SignaturePart {
            revision: event.revision,
            signer: signed.signer,
            method: signed.method,
            signed_at: signed.signed_at,
            evidence_sha256: TreeHash::of(signed.evidence.sealed.as_bytes()).to_hex(),
            certificate: None,
        });
        Ok(())
    }

    fn sealed(&mut self, event: &Wire<'_>) -> Result<(), BundleError> {
        let sealed: Sealed = read(event)?;
        instant(event, &sealed.sealed_at)?;
        let mut needed: Vec<(&str, String)> =
            self.parties.iter().map(|party| ("PARTY", party.clone())).collect();
        needed.push(("MEDIATOR", self.mediator.clone().unwrap_or_default()));
        let table = self.on_the_table(event, sealed.version)?;
        if sealed.hash != table.draft.hash {
            return Err(BundleError::SealedHash(event.revision));
        }
        let has_signed = |(kind, id): &(&str, String)| {
            table.signatures.iter().any(|by| by.signer.kind == *kind && by.signer.id == *id)
        };
        if !needed.iter().all(has_signed) {
            return Err(BundleError::SignatureMissing(event.revision));
        }
        table.seal =
            Some(SealPart { revision: event.revision, seal: sealed.seal, sealed_at: sealed.sealed_at });
        Ok(())
    }

    fn effective(&mut self, event: &Wire<'_>) -> Result<(), BundleError> {
        let stated: Effective = read(event)?;
        let parties = self.parties.clone();
        let table = self.on_the_table(event, stated.version)?;
        let Some(seal) = &table.seal else { return Err(BundleError::NotSealed(event.revision)) };
        let wrong = BundleError::EffectWrong(event.revision);
        let derived = effect(event, &parties, &table.signatures, seal)?;
        let mut found = Vec::new();
        for regime in &stated.regimes {
            found.push((regime.regime.as_str(), instant(event, &regime.at)?));
        }
        let latest = derived.iter().map(|(_, at)| *at).max().ok_or(wrong.clone())?;
        let day = latest.checked_add_signed(Duration::hours(8)).ok_or(wrong.clone())?.date_naive();
        let is_so = found == derived
            && instant(event, &stated.effective_at)? == latest
            && stated.effective_on == day.to_string();
        if !is_so {
            return Err(wrong);
        }
        table.effect = Some(EffectPart {
            revision: event.revision,
            regimes: stated.regimes,
            effective_at: stated.effective_at,
            effective_on: stated.effective_on,
        });
        Ok(())
    }
}

/// People's mediation: the last of all signatures and the seal (PML 29). Online: the last party, when all parties signed
/// electronically (OM2021 19).
fn effect(
    event: &Wire<'_>,
    parties: &[String],
    signatures: &[SignaturePart],
    seal: &SealPart,
) -> Result<Vec<(&'static str, DateTime<Utc>)>, BundleError> {
    let mut last_of_all = instant(event, &seal.sealed_at)?;
    let (mut last_party, mut is_online) = (None, true);
    for signature in signatures {
        let at = instant(event, &signature.signed_at)?;
        last_of_all = last_of_all.max(at);
        if signature.signer.kind == "PARTY" && parties.contains(&signature.signer.id) {
            last_party = last_party.max(Some(at));
            is_online &= signature.method == "E_SIGN";
        }
    }
    let online = last_party.filter(|_| is_online).map(|at| ("ONLINE", at));
    Ok([Some(("PEOPLES_MEDIATION", last_of_all)), online].into_iter().flatten().collect())
}

/// Steps of the way to the court and back.
fn is_confirmation(event_type: &str) -> bool {
    event_type.starts_with("case.confirmation-") || event_type == "case.settlement-confirmed.v1"
}

fn confirmation(event: &Wire<'_>) -> Result<ConfirmationPart, BundleError> {
    let payload: Value = read(event)?;
    let unreadable = BundleError::EventUnreadable(event.revision);
    let beside: Beside = serde_json::from_slice(event.metadata).map_err(|_| unreadable)?;
    instant(event, &beside.occurred_at)?;
    let first = |names: &[&str]| {
        names.iter().find_map(|name| payload.get(name).and_then(Value::as_str)).map(str::to_owned)
    };
    Ok(ConfirmationPart {
        revision: event.revision,
        event_type: event.event_type.to_owned(),
        occurred_at: beside.occurred_at,
        court_no: first(&["ruling_no", "court_case_no"]),
        on: first(&["ruled_on", "decided_on", "accepted_on", "filed_on", "on"]),
    })
}

fn read<T: DeserializeOwned>(event: &Wire<'_>) -> Result<T, BundleError> {
    serde_json::from_slice(event.payload).map_err(|_| BundleError::EventUnreadable(event.revision))
}

/// An instant exactly as the house writes it: `2026-10-21T01:00:00Z`, with 1 to 9 digits of a second at most.
fn instant(event: &Wire<'_>, text: &str) -> Result<DateTime<Utc>, BundleError> {
    let fits = |shape: &[u8], text: &[u8]| {
        let pairs = shape.iter().zip(text);
        shape.len() == text.len()
            && pairs.into_iter().all(|(s, t)| if *s == b'0' { t.is_ascii_digit() } else { s == t })
    };
    let bytes = text.as_bytes();
    let (seconds, rest) = bytes.split_at_checked(19).unwrap_or((bytes, b""));
    let fraction = rest.strip_suffix(b"Z").map(|rest| rest.strip_prefix(b"."));
    let has_end = rest == b"Z"
        || fraction
            .flatten()
            .is_some_and(|digits| (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit));
    let is_near = matches!(seconds.get(..2), Some(b"19" | b"20" | b"21"));
    let shaped = fits(b"0000-00-00T00:00:00", seconds) && has_end && is_near && !text.contains(":60");
    let parsed = DateTime::parse_from_rfc3339(text).ok().filter(|_| shaped);
    parsed.map(|at| at.with_timezone(&Utc)).ok_or(BundleError::EventUnreadable(event.revision))
}
