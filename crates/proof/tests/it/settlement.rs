//! A settlement as a log holds it: events in the wire form of the golden files, among events of other streams.

use crate::certificate::{CA, Person, of_a_person};
use crate::checkpoint::{log_key, witness_key};
use crate::leaf::event as other_event;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::case::{AgreementBytes, Term};
use domain::ids::{CaseId, SubjectId};
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use event_store::{Position, RecordedEvent, Revision, StreamName};
use proof::TreeHash;
use proof::bundle::{Bundle, CertificatePart, Chains, ProvedEvent};
use proof::certificate::chain_sha256;
use proof::checkpoint::Checkpoint;
use proof::key::SignerKey;
use proof::leaf::{CHAIN_START, Content, leaf_hash};
use proof::note::Note;
use proof::tree::{MemoryTiles, Tree, inclusion_proof};
use serde_json::{Value, json};
use std::sync::LazyLock;
use uuid::Uuid;

pub(crate) const CASE: &str = "00000000-0000-0000-0000-00000000ca5e";
pub(crate) const STREAM: &str = "case-gz~00000000-0000-0000-0000-00000000ca5e";
const RESPONDENT: &str = "00000000-0000-0000-0000-0000000000b1";

/// A payload of the domain's golden files.
fn golden(name: &str) -> Value {
    let path = format!("{}/../domain/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The agreement in clear, made by the rules of the case: what everybody signs.
pub(crate) fn agreement_bytes() -> Vec<u8> {
    let drafted = golden("case.agreement-drafted.v1");
    let subject = SubjectId(Uuid::from_u128(0x5b));
    let clear = |text| Personal::clear(subject, LongText::parse(text).unwrap());
    let term = |term: &Value| Term {
        body: serde_json::from_value(term["body"].clone()).unwrap(),
        wording: term.get("wording").map(|_| clear("双方再无争议。")),
    };
    let terms: Vec<Term> = drafted["terms"].as_array().unwrap().iter().map(term).collect();
    let no = ShortText::parse(drafted["agreement_no"].as_str().unwrap()).unwrap();
    let salt = Personal::clear(subject, ShortText::parse("盐").unwrap());
    let bytes = AgreementBytes::new(CaseId::parse(CASE).unwrap(), &no, 1, &terms, &salt).unwrap();
    serde_json::to_vec(&bytes).unwrap()
}

/// The revision at which the applicant signs, with a certificate.
pub(crate) const SIGNED_AT: u64 = 5;

/// The applicant's signature, as a bundle states it.
pub(crate) fn certificate() -> CertificatePart {
    static PART: LazyLock<CertificatePart> = LazyLock::new(|| {
        let person = Person::new(&of_a_person());
        part(&person.chain, &person.sign(&agreement_bytes()))
    });
    PART.clone()
}

pub(crate) fn part(chain: &[Vec<u8>], signature: &[u8]) -> CertificatePart {
    CertificatePart {
        chain: chain.iter().map(|der| STANDARD.encode(der)).collect(),
        signature: STANDARD.encode(signature),
        algorithm: "ECDSA_P256_SHA256".to_owned(),
        ca: CA.to_owned(),
        serial: "7781a".to_owned(),
    }
}

pub(crate) fn chains() -> Chains {
    let chain = certificate().chain.iter().map(|text| STANDARD.decode(text).unwrap()).collect();
    Chains::from([(SIGNED_AT, chain)])
}

/// What the event holds of it.
pub(crate) fn certified(part: &CertificatePart) -> Value {
    let chain: Vec<Vec<u8>> =
        part.chain.iter().map(|text| STANDARD.decode(text).unwrap_or_default()).collect();
    json!({
        "chain": golden("case.agreement-signed.v1")["evidence"],
        "chain_sha256": chain_sha256(&chain),
        "signature": part.signature,
        "algorithm": part.algorithm,
        "ca": part.ca,
        "serial": part.serial,
        "not_after": "2027-12-31T00:00:00Z",
    })
}

/// What happened, in order: type and payload. Signed electronically by both parties, then by the mediator, then sealed.
pub(crate) fn story() -> Vec<(&'static str, Value)> {
    let hash = TreeHash::of(&agreement_bytes()).to_hex();
    let with_hash = |name: &str| {
        let mut payload = golden(name);
        payload["hash"] = json!(hash);
        payload
    };
    let mut applicant = with_hash("case.agreement-signed.v1");
    applicant["certificate"] = certified(&certificate());
    let mut respondent = with_hash("case.agreement-signed.v1");
    respondent["signer"]["id"] = json!(RESPONDENT);
    respondent["signed_at"] = json!("2026-10-20T03:00:00Z");
    vec![
        ("case.application-filed.v1", golden("case.application-filed.v1~bare")),
        ("case.accepted.v1", golden("case.accepted.v1")),
        ("case.assignment-accepted.v1", golden("case.assignment-accepted.v1")),
        ("case.session-closed.v1", golden("case.session-closed.v1")),
        ("case.agreement-drafted.v1", with_hash("case.agreement-drafted.v1")),
        ("case.agreement-signed.v1", applicant),
        ("case.agreement-signed.v1", respondent),
        ("case.agreement-signed.v1", with_hash("case.agreement-signed.v1~mediator")),
        ("case.agreement-sealed.v1", with_hash("case.agreement-sealed.v1")),
        ("case.agreement-became-effective.v1", golden("case.agreement-became-effective.v1")),
        ("case.confirmation-prepared.v1", golden("case.confirmation-prepared.v1")),
        ("case.confirmation-filed.v1", golden("case.confirmation-filed.v1")),
        ("case.confirmation-accepted.v1", golden("case.confirmation-accepted.v1")),
        ("case.settlement-confirmed.v1", golden("case.settlement-confirmed.v1")),
    ]
}

/// The stream of the case. Positions are given by [`Log::of`].
pub(crate) fn recorded(story: &[(&str, Value)]) -> Vec<RecordedEvent> {
    (0..)
        .zip(story)
        .map(|(revision, (event_type, payload))| RecordedEvent {
            position: Position::START,
            stream: StreamName::parse(STREAM).unwrap(),
            revision: Revision(revision),
            event_id: Uuid::from_u128(0xe7_0000 + u128::from(revision)),
            event_type: (*event_type).into(),
            recorded_at_us: 1_792_540_800_000_000 + revision.cast_signed(),
            metadata: format!(r#"{{"occurred_at":"2026-10-2{}T01:00:00.5Z"}}"#, revision % 10).into_bytes(),
            payload: payload.to_string().into_bytes(),
            previous: None,
        })
        .collect()
}

/// A log in which the case's events lie scattered.
pub(crate) struct Log {
    tiles: MemoryTiles,
    pub(crate) checkpoint: Checkpoint,
    /// Leaf index of each event of the case, in the order they were handed in.
    indices: Vec<u64>,
    stream: Vec<RecordedEvent>,
}

impl Log {
    /// Lays the events into a log in the order given. The chain begins at revision 3, as in a log that is older than its chain.
    pub(crate) fn of(mut stream: Vec<RecordedEvent>) -> Self {
        let mut link = CHAIN_START;
        let mut along: Vec<&mut RecordedEvent> = stream.iter_mut().collect();
        along.sort_by_key(|event| event.revision);
        for event in along {
            event.previous = (event.revision.0 >= 3).then_some(link.0);
            link = Content::of(event).link(&link);
        }
        Self::written(stream)
    }

    /// Lays the events as they are into a log in the order given.
    pub(crate) fn written(stream: Vec<RecordedEvent>) -> Self {
        let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
        let mut indices = Vec::new();
        for event in &stream {
            for _ in 0..37 {
                tree.append(leaf_hash(&other_event("case-gz~other", tree.size(), tree.size())));
            }
            indices.push(tree.append(leaf_hash(event)));
        }
        tree.append(TreeHash::leaf(b"one more"));
        tree.save(&mut tiles).unwrap();
        let checkpoint = Checkpoint { origin: log_key().verifier().name().to_owned(), head: tree.head() };
        Self { tiles, checkpoint, indices, stream }
    }

    pub(crate) fn note(&self, keys: &[&SignerKey]) -> Note {
        self.checkpoint.sign_after(None, &[], keys, 1_792_600_000).unwrap()
    }

    /// The events in the order of their revisions, with proofs.
    pub(crate) fn proved(&self) -> Vec<ProvedEvent> {
        let events = self.stream.iter().zip(&self.indices);
        let mut proved: Vec<ProvedEvent> = events
            .map(|(event, index)| ProvedEvent {
                event: event.clone(),
                leaf_index: *index,
                proof: inclusion_proof(&self.tiles, &self.checkpoint.head, *index).unwrap(),
            })
            .collect();
        proved.sort_by_key(|proved| proved.event.revision);
        proved
    }
}

/// A bundle nobody touched, signed by the log and a witness.
pub(crate) fn good() -> Bundle {
    static GOOD: LazyLock<Bundle> = LazyLock::new(|| {
        let log = Log::of(recorded(&story()));
        let note = log.note(&[&log_key(), &witness_key()]);
        Bundle::assemble(&agreement_bytes(), &log.proved(), &chains(), &note).unwrap()
    });
    GOOD.clone()
}

/// A bundle with the statements of a good one over another log that the house has properly signed: what a dishonest house
/// could hand out.
pub(crate) fn forged(change: impl FnOnce(&mut Vec<RecordedEvent>)) -> Bundle {
    let mut stream = recorded(&story());
    change(&mut stream);
    with_log(&Log::of(stream))
}

/// The statements of a good bundle over the events of `log`.
pub(crate) fn with_log(log: &Log) -> Bundle {
    let mut bundle = good();
    let part = |ProvedEvent { event, leaf_index, proof }: &ProvedEvent| {
        json!({
            "revision": event.revision.0,
            "event_id": event.event_id.to_string(),
            "event_type": &*event.event_type,
            "recorded_at_us": event.recorded_at_us,
            "metadata": STANDARD.encode(&event.metadata),
            "payload": STANDARD.encode(&event.payload),
            "previous": event.previous.map(hex::encode),
            "leaf_index": leaf_index,
            "proof": proof.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    };
    let proved = log.proved();
    bundle.events = proved.iter().map(|proved| serde_json::from_value(part(proved)).unwrap()).collect();
    bundle.chain_head =
        proved.iter().fold(CHAIN_START, |link, proved| Content::of(&proved.event).link(&link)).to_hex();
    bundle.checkpoint = log.note(&[&log_key(), &witness_key()]).to_string();
    bundle
}

/// Changes one payload of a stream.
pub(crate) fn edit(event: &mut RecordedEvent, change: impl FnOnce(&mut Value)) {
    let mut payload: Value = serde_json::from_slice(&event.payload).unwrap();
    change(&mut payload);
    event.payload = payload.to_string().into_bytes();
}

/// A bundle in which another certificate was recorded and is stated: the house itself is wrong.
pub(crate) fn with_certificate(part: CertificatePart) -> Bundle {
    let mut bundle = forged(|stream| {
        edit(&mut stream[SIGNED_AT as usize], |payload| payload["certificate"] = certified(&part));
    });
    bundle.signatures[0].certificate = Some(Some(part));
    bundle
}

/// The same case from before there were certificates, as the format before states it.
pub(crate) fn without_certificates() -> Bundle {
    let mut bundle = forged(|stream| {
        edit(&mut stream[SIGNED_AT as usize], |payload| {
            payload.as_object_mut().unwrap().remove("certificate");
        });
    });
    bundle.format = proof::bundle::FORMAT_WITHOUT_CERTIFICATES.to_owned();
    bundle.signatures.iter_mut().for_each(|by| by.certificate = None);
    bundle
}
