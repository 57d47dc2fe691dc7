//! The archive of a closed case: believed untouched, and every way of touching it gets its own verdict in both verifiers.

use crate::checkpoint::{log_key, trust, witness_key};
use crate::second_verifier::python_says;
use crate::settlement::{CASE, Log, STREAM, recorded, story};
use event_store::{RecordedEvent, StreamName};
use proof::bundle::{Archive, BundleError, verify_archive};
use proof::key::{Algorithm, SignerKey};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The stream of a case that was confirmed and closed.
fn closed() -> Vec<RecordedEvent> {
    let mut story = story();
    story.push(("case.closed.v1", json!({ "closed_on": "2026-11-02" })));
    recorded(&story)
}

fn of(log: &Log) -> Result<Archive, BundleError> {
    Archive::assemble(CASE, &log.proved(), &log.note(&[&log_key(), &witness_key()]))
}

fn good() -> Archive {
    of(&Log::of(closed())).unwrap()
}

fn bytes(archive: &Archive) -> Vec<u8> {
    archive.to_bytes().unwrap()
}

fn edited(change: impl FnOnce(&mut Archive)) -> Vec<u8> {
    let mut archive = good();
    change(&mut archive);
    bytes(&archive)
}

fn as_json(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = serde_json::to_value(good()).unwrap();
    change(&mut value);
    value.to_string().into_bytes()
}

/// What a dishonest house could sign: the events changed before they were laid into the log.
fn forged(change: impl FnOnce(&mut Vec<RecordedEvent>)) -> Vec<u8> {
    let mut stream = closed();
    change(&mut stream);
    bytes(&of(&Log::of(stream)).unwrap())
}

type Tampering = (&'static str, &'static str, Vec<u8>);

fn of_the_file() -> Vec<Tampering> {
    let whole = bytes(&good());
    let text = String::from_utf8(whole.clone()).unwrap();
    vec![
        ("cut in half", "malformed", whole[..whole.len() / 2].to_vec()),
        ("empty", "malformed", vec![]),
        ("not JSON", "malformed", b"%PDF-1.7".to_vec()),
        ("another document behind it", "malformed", [&whole[..], b"{}"].concat()),
        ("padded beyond the limit", "too-large", [whole, vec![b' '; 16 * 1024 * 1024]].concat()),
        ("a later format", "unknown-format", text.replace("archive/v1", "archive/v2").into_bytes()),
        ("a field more", "malformed", as_json(|archive| archive["remark"] = json!("trust me"))),
        (
            "a field more in an event",
            "malformed",
            as_json(|archive| archive["events"][3]["extra"] = json!(1)),
        ),
        (
            "a field less",
            "malformed",
            as_json(|archive| drop(archive.as_object_mut().unwrap().remove("case"))),
        ),
        ("a number for a text", "malformed", as_json(|archive| archive["stream"] = json!(7))),
        (
            "a field twice",
            "malformed",
            text.replacen("\"format\"", "\"stream\":\"case-x~y\",\"format\"", 1).into_bytes(),
        ),
        (
            "an id in capitals",
            "malformed",
            edited(|archive| archive.events[9].event_id.make_ascii_uppercase()),
        ),
        ("a payload that is no base64", "malformed", edited(|archive| archive.events[2].payload.push('!'))),
        (
            "a short hash in a proof",
            "malformed",
            edited(|archive| archive.events[2].proof[0] = "AAAA".into()),
        ),
        ("a chain head that is no hash", "malformed", edited(|archive| archive.chain_head.push('0'))),
    ]
}

fn of_the_checkpoint() -> Vec<Tampering> {
    let another = SignerKey::new(log_key().verifier().name(), Algorithm::Ed25519, &[1; 32]).unwrap();
    let log = Log::of(closed());
    let signed_by = |key: &SignerKey| {
        bytes(&Archive::assemble(CASE, &log.proved(), &log.note(&[key, &witness_key()])).unwrap())
    };
    vec![
        ("signed by another key", "checkpoint-unknown-signer", signed_by(&another)),
        (
            "no witness",
            "witnesses-missing",
            bytes(&Archive::assemble(CASE, &log.proved(), &log.note(&[&log_key()])).unwrap()),
        ),
        (
            "a size of its own",
            "checkpoint-signature",
            edited(|archive| {
                archive.checkpoint = archive.checkpoint.replacen("\n571\n", "\n572\n", 1);
            }),
        ),
        (
            "no signature",
            "checkpoint-malformed",
            edited(|archive| {
                archive.checkpoint = archive.checkpoint.split_inclusive("\n\n").next().unwrap().to_owned();
            }),
        ),
        ("a signer that did not sign", "signers-differ", edited(|archive| archive.signers.swap(0, 1))),
    ]
}

fn of_the_events() -> Vec<Tampering> {
    vec![
        ("no events", "no-events", edited(|archive| archive.events.clear())),
        ("one left out", "revision-gap", edited(|archive| drop(archive.events.remove(4)))),
        ("the last one left out", "chain-differs", edited(|archive| drop(archive.events.pop()))),
        ("one twice", "revision-gap", edited(|archive| archive.events.insert(3, archive.events[2].clone()))),
        (
            "an id twice",
            "event-twice",
            edited(|archive| {
                archive.events[4].event_id = archive.events[3].event_id.clone();
            }),
        ),
        ("leaves exchanged", "leaf-order", edited(|archive| archive.events[4].leaf_index = 1)),
        (
            "a leaf beyond the tree",
            "leaf-outside",
            edited(|archive| {
                archive.events.last_mut().unwrap().leaf_index = 9_999;
            }),
        ),
        (
            "another type",
            "not-included",
            edited(|archive| {
                archive.events[1].event_type = "case.closed.v1".into();
            }),
        ),
        ("another time", "not-included", edited(|archive| archive.events[1].recorded_at_us += 1)),
        ("another payload", "not-included", edited(|archive| archive.events[1].payload = "e30=".into())),
        ("other metadata", "not-included", edited(|archive| archive.events[1].metadata = "e30=".into())),
        ("a proof cut short", "not-included", edited(|archive| drop(archive.events[6].proof.pop()))),
        (
            "a link of its own",
            "not-included",
            edited(|archive| archive.events[7].previous = Some("0".repeat(64))),
        ),
        ("another chain head", "chain-differs", edited(|archive| archive.chain_head = "0".repeat(64))),
        ("another stream", "not-included", edited(|archive| archive.stream = STREAM.replace("gz", "sz"))),
        ("another case", "other-case", edited(|archive| archive.case = CASE.replace("ca5e", "dead"))),
    ]
}

fn by_the_house() -> Vec<Tampering> {
    let elsewhere = StreamName::parse("institution-gz~x").unwrap();
    vec![
        (
            "no stream of a case",
            "other-case",
            forged(|stream| {
                stream.iter_mut().for_each(|event| event.stream = elsewhere.clone());
            }),
        ),
        ("an event put in between", "revision-gap", forged(|stream| stream[5].revision.0 = 77)),
        ("never closed", "not-closed", {
            let log = Log::of(recorded(&story()));
            let mut archive = good();
            let honest = of(&Log::of(closed())).unwrap();
            let open = crate::settlement::with_log(&log);
            archive.events = open.events;
            archive.chain_head = open.chain_head;
            archive.checkpoint = open.checkpoint;
            assert_eq!(archive.signers, honest.signers);
            bytes(&archive)
        }),
    ]
}

fn all() -> Vec<Tampering> {
    [of_the_file(), of_the_checkpoint(), of_the_events(), by_the_house()].concat()
}

#[test]
fn a_good_archive_proves_that_nothing_of_the_case_was_left_out() {
    let verdict = verify_archive(&bytes(&good()), &trust(1)).unwrap();
    assert_eq!((verdict.case.as_str(), verdict.events), (CASE, closed().len()));
    assert_eq!(verdict.witnessed_by.len(), 1);
}

#[test]
fn every_tampering_with_an_archive_gets_the_verdict_it_deserves() {
    let all = all();
    for (what, expected, bytes) in &all {
        let verdict = verify_archive(bytes, &trust(1)).expect_err(what);
        assert_eq!(verdict.code(), *expected, "{what}: {verdict}");
    }
    let kinds: BTreeSet<&str> = all.iter().map(|(_, code, _)| *code).collect();
    assert!(all.len() > 35 && kinds.len() >= 16, "{} tamperings of {} kinds", all.len(), kinds.len());
}

#[test]
fn a_verifier_in_another_language_agrees_on_every_archive() {
    let mut cases = vec![("untouched", "ok", bytes(&good()))];
    cases.extend(all());
    python_says(&cases);
}

#[test]
fn a_case_that_is_not_closed_is_not_archived() {
    assert_eq!(of(&Log::of(recorded(&story()))).unwrap_err(), BundleError::NotClosed);
}

proptest! {
    #![proptest_config(crate::hostile::bounded(256))]

    #[test]
    fn any_bytes_get_a_verdict(bytes in prop::collection::vec(any::<u8>(), 0..600), text in "\\PC{0,200}") {
        prop_assert!(verify_archive(&bytes, &trust(0)).is_err());
        prop_assert!(verify_archive(text.as_bytes(), &trust(0)).is_err());
    }

    #[test]
    fn a_cut_or_spliced_archive_is_never_believed(cut in any::<prop::sample::Index>(), insert in prop::collection::vec(any::<u8>(), 0..40), skip in 0..40_usize) {
        let good = good();
        let whole = bytes(&good);
        let at = cut.index(whole.len());
        let rest = whole.get(at + skip..).unwrap_or_default();
        let spliced = [&whole[..at], &insert, rest].concat();
        // Blanks between tokens are nobody's statement.
        if serde_json::from_slice::<Archive>(&spliced).is_ok_and(|read| read == good) {
            return Ok(());
        }
        prop_assert!(verify_archive(&spliced, &trust(0)).is_err());
    }
}
