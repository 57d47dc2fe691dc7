//! Every way a bundle is tampered with, and the verdict each must get.

use crate::certificate::{Person, authorities, of_a_person, of_a_person_but, root};
use crate::checkpoint::{log_key, witness_key};
use crate::settlement::{
    CASE, Log, SIGNED_AT, agreement_bytes, certificate, edit, forged, good, part, recorded, story,
    with_certificate, with_log, without_certificates,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use event_store::{RecordedEvent, Revision};
use proof::TreeHash;
use proof::bundle::{Bundle, CertificatePart};
use proof::key::{Algorithm, SignerKey};
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyUsagePurpose, date_time_ymd};
use serde_json::{Value, json};

/// (what is done, the code it must get, the file).
pub(crate) type Tampering = (&'static str, &'static str, Vec<u8>);

/// All of them.
pub(crate) fn all() -> Vec<Tampering> {
    [
        of_the_file(),
        of_the_checkpoint(),
        of_the_events(),
        of_the_statements(),
        by_the_house(),
        of_the_certificates(),
    ]
    .concat()
}

fn bytes(bundle: &Bundle) -> Vec<u8> {
    bundle.to_bytes().unwrap()
}

/// Edits a good bundle as JSON.
fn json_edit(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = serde_json::to_value(good()).unwrap();
    change(&mut value);
    value.to_string().into_bytes()
}

/// Edits a good bundle.
fn edited(change: impl FnOnce(&mut Bundle)) -> Vec<u8> {
    let mut bundle = good();
    change(&mut bundle);
    bytes(&bundle)
}

fn take_out(value: &mut Value, field: &str) -> Value {
    value.as_object_mut().unwrap().remove(field).unwrap()
}

fn of_the_file() -> Vec<Tampering> {
    let good = bytes(&good());
    let text = String::from_utf8(good.clone()).unwrap();
    vec![
        ("cut in half", "malformed", good[..good.len() / 2].to_vec()),
        ("empty", "malformed", vec![]),
        ("not JSON", "malformed", b"%PDF-1.7".to_vec()),
        ("not UTF-8", "malformed", [&good[..], &[0xff]].concat()),
        ("another document behind it", "malformed", [&good[..], b"{}"].concat()),
        ("padded beyond the limit", "too-large", [good, vec![b' '; 16 * 1024 * 1024]].concat()),
        ("nested without end", "malformed", "[".repeat(100_000).into_bytes()),
        ("a number instead of a bundle", "unknown-format", b"7".to_vec()),
        ("a later format", "unknown-format", text.replace("bundle/v2", "bundle/v3").into_bytes()),
        ("a field more", "malformed", json_edit(|value| value["remark"] = json!("trust me"))),
        ("a field more in an event", "malformed", json_edit(|value| value["events"][3]["extra"] = json!(1))),
        ("no seal", "malformed", json_edit(|value| drop(take_out(value, "seal")))),
        (
            "absent where null must be",
            "malformed",
            json_edit(|value| drop(take_out(&mut value["confirmation"][0], "on"))),
        ),
        (
            "a field twice",
            "malformed",
            text.replacen("\"format\"", "\"stream\": \"case-x~y\",\n  \"format\"", 1).into_bytes(),
        ),
        ("a number as text", "malformed", json_edit(|value| value["events"][1]["revision"] = json!("1"))),
        ("a fraction", "malformed", json_edit(|value| value["events"][1]["revision"] = json!(1.0))),
        ("a negative place", "malformed", json_edit(|value| value["events"][0]["leaf_index"] = json!(-1))),
        (
            "a number beyond 64 bits",
            "malformed",
            text.replacen("\"leaf_index\": ", "\"leaf_index\": 99999999999999999999", 1).into_bytes(),
        ),
        (
            "a list instead of an object",
            "malformed",
            json_edit(|value| value["seal"] = json!([8, "SEAL-440100-01", "2026-10-21T01:00:00Z"])),
        ),
        ("base64 without padding", "malformed", edited(|bundle| bundle.events[0].payload = "AAA".into())),
        ("base64 with stray bits", "malformed", edited(|bundle| bundle.events[0].payload = "AAB=".into())),
        (
            "a proof of something else than hashes",
            "malformed",
            edited(|bundle| bundle.events[0].proof[0] = "AAAA".into()),
        ),
        (
            "an id in capitals",
            "malformed",
            edited(|bundle| bundle.events[10].event_id = bundle.events[10].event_id.to_uppercase()),
        ),
        (
            "a chain head in capitals",
            "malformed",
            edited(|bundle| bundle.chain_head = bundle.chain_head.to_uppercase()),
        ),
    ]
}

fn resigned(change: impl FnOnce(String) -> String, keys: &[&SignerKey]) -> Vec<u8> {
    edited(|bundle| {
        let text = change(Log::of(recorded(&story())).checkpoint.text());
        let signatures: Vec<_> = keys.iter().map(|key| key.sign(&text, 1_792_600_000)).collect();
        bundle.signers = signatures.iter().map(|line| line.key_name()).collect();
        bundle.checkpoint = proof::note::Note { text, signatures }.to_string();
    })
}

/// Flips one bit in the signature line `line` at byte `at` of its base64's content.
fn flipped(line: usize, at: usize) -> Vec<u8> {
    edited(|bundle| {
        let mut note = proof::note::Note::parse(bundle.checkpoint.as_bytes()).unwrap();
        note.signatures[line].bytes[at] ^= 1;
        bundle.checkpoint = note.to_string();
    })
}

fn of_the_checkpoint() -> Vec<Tampering> {
    let (log, witness) = (log_key(), witness_key());
    let stranger = SignerKey::new(log.verifier().name(), Algorithm::Ed25519, &[9; 32]).unwrap();
    let other_log = SignerKey::new("hejie.example/shenzhen", Algorithm::Ed25519, &[7; 32]).unwrap();
    let replace =
        |from: &str, to: &str| edited(|bundle| bundle.checkpoint = bundle.checkpoint.replacen(from, to, 1));
    let unchanged = |text: String| text;
    vec![
        ("a larger log", "checkpoint-signature", replace("\n533\n", "\n534\n")),
        ("another root", "checkpoint-signature", {
            let root = Log::of(recorded(&story())).checkpoint.head.root.to_string();
            replace(&root, &TreeHash::of(b"x").to_string())
        }),
        ("a bit of the log's signature", "checkpoint-signature", flipped(0, 20)),
        ("a bit of the witness's signature", "checkpoint-signature", flipped(1, 20)),
        ("the time of the witness", "checkpoint-signature", flipped(1, 7)),
        ("a signature cut short", "checkpoint-signature", {
            edited(|bundle| {
                let mut note = proof::note::Note::parse(bundle.checkpoint.as_bytes()).unwrap();
                note.signatures[0].bytes.truncate(63);
                bundle.checkpoint = note.to_string();
            })
        }),
        ("signed by a stranger under the log's name", "checkpoint-unknown-signer", {
            resigned(unchanged, &[&stranger, &witness])
        }),
        ("signed by the witness alone", "checkpoint-unknown-signer", resigned(unchanged, &[&witness])),
        ("the checkpoint of another log", "checkpoint-other-log", {
            resigned(|text| text.replace("guangzhou", "shenzhen"), &[&other_log, &witness])
        }),
        ("without a witness", "witnesses-missing", resigned(unchanged, &[&log])),
        ("no empty line", "checkpoint-malformed", replace("\n\n", "\n")),
        ("no signature", "checkpoint-malformed", {
            edited(|bundle| {
                let (text, _) = bundle.checkpoint.split_once("\n\n").unwrap();
                bundle.checkpoint = format!("{text}\n\n");
            })
        }),
        ("an extension line", "checkpoint-malformed", {
            resigned(|text| format!("{text}more\n"), &[&log, &witness])
        }),
        ("a size with a zero before it", "checkpoint-malformed", {
            resigned(|text| text.replace("\n533\n", "\n0533\n"), &[&log, &witness])
        }),
        ("a root cut short", "checkpoint-malformed", {
            resigned(|text| format!("{}\n", &text[..text.len() - 5]), &[&log, &witness])
        }),
        ("a carriage return", "checkpoint-malformed", replace("\n533", "\r\n533")),
        ("one signature twice", "checkpoint-malformed", {
            edited(|bundle| {
                let line = bundle.checkpoint.lines().last().unwrap().to_owned();
                bundle.checkpoint.push_str(&format!("{line}\n"));
            })
        }),
        ("signers in another order", "signers-differ", edited(|bundle| bundle.signers.reverse())),
        ("a signer who did not sign", "signers-differ", {
            edited(|bundle| bundle.signers.push("court.example/other+00000000".into()))
        }),
    ]
}

fn of_the_events() -> Vec<Tampering> {
    let first = |change: fn(&mut proof::bundle::EventPart)| edited(|bundle| change(&mut bundle.events[5]));
    vec![
        ("all events taken out", "no-events", edited(|bundle| bundle.events.clear())),
        ("one event taken out", "revision-gap", edited(|bundle| drop(bundle.events.remove(6)))),
        ("the filing taken out", "revision-gap", edited(|bundle| drop(bundle.events.remove(0)))),
        ("two events exchanged", "revision-gap", edited(|bundle| bundle.events.swap(5, 6))),
        ("an event repeated", "revision-gap", {
            edited(|bundle| bundle.events.insert(6, bundle.events[5].clone()))
        }),
        ("the ruling taken out", "chain-differs", edited(|bundle| drop(bundle.events.pop()))),
        ("another chain head", "chain-differs", {
            edited(|bundle| bundle.chain_head = TreeHash::of(b"x").to_hex())
        }),
        ("a leaf behind the checkpoint", "leaf-outside", first(|event| event.leaf_index += 100_000)),
        ("a leaf before its predecessor", "leaf-order", first(|event| event.leaf_index = 3)),
        ("a leaf one further", "not-included", first(|event| event.leaf_index += 1)),
        ("a byte of a payload", "not-included", {
            edited(|bundle| {
                let mut payload = STANDARD.decode(&bundle.events[5].payload).unwrap();
                payload[30] ^= 1;
                bundle.events[5].payload = STANDARD.encode(payload);
            })
        }),
        ("the metadata", "not-included", first(|event| event.metadata = STANDARD.encode("{}"))),
        ("the type of an event", "not-included", first(|event| event.event_type.push('0'))),
        ("the time of recording", "not-included", first(|event| event.recorded_at_us += 1)),
        ("the id of an event", "not-included", {
            first(|event| event.event_id = "00000000-0000-0000-0000-000000000001".into())
        }),
        ("the stream", "not-included", edited(|bundle| bundle.stream = format!("case-sz~{CASE}"))),
        ("a hash of a proof", "not-included", first(|event| event.proof[2] = TreeHash::of(b"x").to_string())),
        ("a proof cut short", "not-included", first(|event| drop(event.proof.pop()))),
        ("no proof", "not-included", first(|event| event.proof.clear())),
        ("a proof too long", "not-included", {
            first(|event| event.proof.push(TreeHash::of(b"x").to_string()))
        }),
        ("a proof out of order", "not-included", first(|event| event.proof.reverse())),
    ]
}

fn of_the_statements() -> Vec<Tampering> {
    let other = [&agreement_bytes()[..], b" "].concat();
    vec![
        ("another case", "other-case", {
            edited(|bundle| bundle.case = "00000000-0000-0000-0000-000000000001".into())
        }),
        ("another agreement", "agreement-bytes", {
            edited(|bundle| bundle.agreement.bytes = STANDARD.encode(&other))
        }),
        ("another agreement with its hash", "agreement-not-signed", {
            edited(|bundle| {
                bundle.agreement.bytes = STANDARD.encode(&other);
                bundle.agreement.sha256 = TreeHash::of(&other).to_hex();
            })
        }),
        ("another number", "agreement-claim", edited(|bundle| bundle.agreement.no.push('1'))),
        ("another version", "agreement-claim", edited(|bundle| bundle.agreement.version = 2)),
        ("a signature left out", "signatures-claim", edited(|bundle| drop(bundle.signatures.pop()))),
        ("a signature added", "signatures-claim", {
            edited(|bundle| bundle.signatures.push(bundle.signatures[0].clone()))
        }),
        ("a signer", "signatures-claim", edited(|bundle| bundle.signatures[0].signer.id.push('0'))),
        ("a method", "signatures-claim", edited(|bundle| bundle.signatures[0].method = "SEAL".into())),
        ("the time of a signature", "signatures-claim", {
            edited(|bundle| bundle.signatures[0].signed_at = "2026-10-20T02:00:01Z".into())
        }),
        ("the evidence", "signatures-claim", {
            edited(|bundle| bundle.signatures[0].evidence_sha256 = TreeHash::of(b"x").to_hex())
        }),
        ("the seal", "seal-claim", edited(|bundle| bundle.seal.seal.push('2'))),
        ("the time of the seal", "seal-claim", {
            edited(|bundle| bundle.seal.sealed_at = "2026-10-21T02:00:00Z".into())
        }),
        ("the day of effect", "effect-claim", {
            edited(|bundle| bundle.effect.effective_on = "2026-10-20".into())
        }),
        ("the rule of effect", "effect-claim", edited(|bundle| drop(bundle.effect.regimes.remove(0)))),
        ("the confirmation left out", "confirmation-claim", edited(|bundle| bundle.confirmation.clear())),
        ("the number of the ruling", "confirmation-claim", {
            edited(|bundle| bundle.confirmation[3].court_no = Some("（2026）粤0104诉前调确1号".into()))
        }),
        ("the date of the ruling", "confirmation-claim", {
            edited(|bundle| bundle.confirmation[3].on = None)
        }),
        ("the last step of the case, with its statement", "chain-differs", {
            edited(|bundle| {
                bundle.events.pop();
                bundle.confirmation.pop();
            })
        }),
    ]
}

/// Takes an event out and closes the gap.
fn without(stream: &mut Vec<RecordedEvent>, at: usize) {
    stream.remove(at);
    for (revision, event) in (0..).zip(stream.iter_mut()) {
        event.revision = Revision(revision);
    }
}

/// Puts a copy of an event somewhere else and counts the revisions anew.
fn copied(stream: &mut Vec<RecordedEvent>, from: usize, to: usize, change: impl FnOnce(&mut Value)) {
    let mut copy = stream[from].clone();
    edit(&mut copy, change);
    copy.event_id = uuid::Uuid::from_u128(1);
    stream.insert(to, copy);
    for (revision, event) in (0..).zip(stream.iter_mut()) {
        event.revision = Revision(revision);
    }
}

/// One payload changed before the log was made and signed.
fn lied(at: usize, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    bytes(&forged(|stream| edit(&mut stream[at], change)))
}

fn by_the_house() -> Vec<Tampering> {
    let x = TreeHash::of(b"x").to_hex();
    vec![
        ("an id used twice", "event-twice", {
            bytes(&forged(|stream| stream[6].event_id = stream[5].event_id))
        }),
        ("revisions out of log order", "leaf-order", {
            let mut stream = recorded(&story());
            stream.swap(5, 6);
            bytes(&with_log(&Log::of(stream)))
        }),
        ("a payload that is no JSON", "event-unreadable", {
            bytes(&forged(|stream| stream[5].payload = b"{".to_vec()))
        }),
        ("metadata that is no JSON", "event-unreadable", {
            bytes(&forged(|stream| stream[13].metadata = b"x".to_vec()))
        }),
        (
            "a payload without its fields",
            "event-unreadable",
            lied(7, |payload| drop(take_out(payload, "hash"))),
        ),
        ("a time of another zone", "event-unreadable", {
            lied(5, |payload| payload["signed_at"] = json!("2026-10-20T10:00:00+08:00"))
        }),
        ("a day that does not exist", "event-unreadable", {
            lied(5, |payload| payload["signed_at"] = json!("2026-02-30T10:00:00Z"))
        }),
        ("the filing of another case", "other-case", {
            lied(0, |payload| payload["case"] = json!("00000000-0000-0000-0000-000000000001"))
        }),
        ("no effect", "not-effective", bytes(&forged(|stream| without(stream, 9)))),
        ("nothing but the filing", "not-effective", bytes(&forged(|stream| stream.truncate(1)))),
        ("a signature on another version", "other-version", lied(6, |payload| payload["version"] = json!(2))),
        ("a redraft under the signatures", "other-version", {
            bytes(&forged(|stream| copied(stream, 4, 6, |payload| payload["version"] = json!(2))))
        }),
        ("other bytes signed", "signed-hash", lied(6, |payload| payload["hash"] = json!(x))),
        ("other bytes sealed", "sealed-hash", lied(8, |payload| payload["hash"] = json!(x))),
        ("a party has not signed", "signature-missing", bytes(&forged(|stream| without(stream, 6)))),
        ("the mediator has not signed", "signature-missing", bytes(&forged(|stream| without(stream, 7)))),
        ("another mediator has signed", "signature-missing", {
            lied(7, |payload| payload["signer"]["id"] = json!("00000000-0000-0000-0000-0000000000c2"))
        }),
        ("the same redrafted, signatures void", "signature-missing", {
            bytes(&forged(|stream| copied(stream, 4, 8, |_| {})))
        }),
        ("no seal in the log", "not-sealed", bytes(&forged(|stream| without(stream, 8)))),
        ("an online effect on paper", "effect-wrong", {
            lied(6, |payload| payload["method"] = json!("HANDWRITTEN"))
        }),
        ("an event that names another one before it", "chain-differs", {
            let mut stream = recorded(&story());
            stream[6].previous = Some([7; 32]);
            bytes(&with_log(&Log::written(stream)))
        }),
        ("a rule of effect left out", "effect-wrong", {
            lied(9, |payload| drop(payload["regimes"].as_array_mut().unwrap().pop()))
        }),
        ("an effect before the seal", "effect-wrong", {
            lied(9, |payload| payload["effective_at"] = json!("2026-10-20T03:00:00Z"))
        }),
        ("an effect on the wrong day", "effect-wrong", {
            lied(9, |payload| payload["effective_on"] = json!("2026-10-22"))
        }),
        ("a redraft after the effect", "after-effect", {
            bytes(&forged(|stream| copied(stream, 4, 10, |payload| payload["version"] = json!(2))))
        }),
        ("a signature after the effect", "after-effect", {
            bytes(&forged(|stream| copied(stream, 6, 10, |_| {})))
        }),
        ("terms that differ from the agreement", "agreement-content", {
            lied(4, |payload| payload["terms"][0]["body"]["amount"] = json!(1))
        }),
        ("a term too few", "agreement-content", {
            lied(4, |payload| drop(payload["terms"].as_array_mut().unwrap().pop()))
        }),
        ("a wording that is not in the agreement", "agreement-content", {
            lied(4, |payload| payload["terms"][0]["wording"] = payload["salt"].clone())
        }),
        ("evidence of another signature", "signatures-claim", {
            lied(5, |payload| payload["evidence"]["box"] = json!("AAAA"))
        }),
        ("another ruling in the log", "confirmation-claim", {
            lied(13, |payload| payload["ruling_no"] = json!("（2026）粤0104诉前调确2号"))
        }),
    ]
}

/// Edits the stated certificate of a good bundle.
fn restated(change: impl FnOnce(&mut CertificatePart)) -> Vec<u8> {
    edited(|bundle| {
        let mut part = certificate();
        change(&mut part);
        bundle.signatures[0].certificate = Some(Some(part));
    })
}

/// A house that recorded a signature without looking.
fn recorded_blindly(change: impl FnOnce(&mut CertificatePart)) -> Vec<u8> {
    let mut part = certificate();
    change(&mut part);
    bytes(&with_certificate(part))
}

fn of_a_person_like(change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
    let person = Person::new(&of_a_person_but(change));
    bytes(&with_certificate(part(&person.chain, &person.sign(&agreement_bytes()))))
}

fn of_the_certificates() -> Vec<Tampering> {
    let other = Person::new(&of_a_person());
    let encode = |der: &[u8]| STANDARD.encode(der);
    vec![
        ("without its certificate", "certificate-claim", {
            edited(|bundle| bundle.signatures[0].certificate = Some(None))
        }),
        ("a certificate for a signature by hand", "certificate-claim", {
            edited(|bundle| bundle.signatures[2].certificate = Some(Some(certificate())))
        }),
        ("an equal certificate of another", "certificate-claim", {
            restated(|part| part.chain[0] = encode(&other.chain[0]))
        }),
        ("without the issuer", "certificate-claim", restated(|part| part.chain.truncate(1))),
        ("another serial number", "certificate-claim", restated(|part| part.serial = "7781b".into())),
        ("another authority", "certificate-claim", restated(|part| part.ca = "别家".into())),
        (
            "another algorithm",
            "certificate-claim",
            restated(|part| part.algorithm = "RSA_PKCS1_SHA256".into()),
        ),
        ("another signature", "certificate-claim", restated(|part| part.signature = encode(b"x"))),
        ("no base64", "certificate-malformed", restated(|part| part.chain[0] = "!".into())),
        ("no field for certificates", "malformed", {
            json_edit(|value| drop(take_out(&mut value["signatures"][1], "certificate")))
        }),
        ("a field more in a certificate", "malformed", {
            json_edit(|value| value["signatures"][0]["certificate"]["extra"] = json!(1))
        }),
        ("certificates in the format before", "malformed", {
            edited(|bundle| bundle.format = proof::bundle::FORMAT_WITHOUT_CERTIFICATES.to_owned())
        }),
        ("the format before for a case with certificates", "certificate-claim", {
            let mut bundle = without_certificates();
            bundle.events = good().events;
            (bundle.chain_head, bundle.checkpoint) = (good().chain_head, good().checkpoint);
            bytes(&bundle)
        }),
        ("recorded: no certificate", "certificate-malformed", {
            recorded_blindly(|part| part.chain = vec![encode(b"no certificate")])
        }),
        ("recorded: no chain at all", "certificate-malformed", recorded_blindly(|part| part.chain.clear())),
        ("recorded: an unknown algorithm", "certificate-algorithm", {
            recorded_blindly(|part| part.algorithm = "SM2_SM3".into())
        }),
        ("recorded: another kind of key", "certificate-algorithm", {
            recorded_blindly(|part| part.algorithm = "RSA_PKCS1_SHA256".into())
        }),
        ("recorded: a signature of another document", "certificate-signature", {
            bytes(&with_certificate(part(&other.chain, &other.sign(b"another document"))))
        }),
        ("recorded: a signature of another key", "certificate-signature", {
            recorded_blindly(|part| part.signature = encode(&other.sign(&agreement_bytes())))
        }),
        ("recorded: an invented serial number", "certificate-claim", {
            recorded_blindly(|part| part.serial = "1".into())
        }),
        (
            "recorded: an invented authority",
            "certificate-claim",
            recorded_blindly(|part| part.ca = "别家".into()),
        ),
        ("recorded: expired", "certificate-expired", {
            of_a_person_like(|params| params.not_after = date_time_ymd(2026, 10, 1))
        }),
        ("recorded: not valid yet", "certificate-expired", {
            of_a_person_like(|params| params.not_before = date_time_ymd(2026, 11, 1))
        }),
        ("recorded: for enciphering", "certificate-usage", {
            of_a_person_like(|params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment])
        }),
        ("recorded: of a web server", "certificate-usage", {
            of_a_person_like(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth])
        }),
        ("recorded: an authority that did not issue it", "certificate-untrusted", {
            recorded_blindly(|part| part.chain[1] = encode(root(crate::certificate::CA).der()))
        }),
        ("recorded: the root without what lies between", "certificate-untrusted", {
            recorded_blindly(|part| part.chain[1] = encode(authorities().0.der()))
        }),
        ("recorded: signed again later", "signatures-claim", {
            let mut bundle = forged(|stream| {
                edit(&mut stream[SIGNED_AT as usize], |payload| {
                    payload["signed_at"] = json!("2026-10-20T02:00:01Z")
                });
            });
            bundle.signatures[0].certificate = Some(Some(certificate()));
            bytes(&bundle)
        }),
    ]
}
