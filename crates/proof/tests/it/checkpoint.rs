//! Checkpoints and keys: known answers of others, strict reading, and what may follow what.

use proof::TreeHash;
use proof::bundle::Reader;
use proof::checkpoint::{
    AdvanceError, Checkpoint, CheckpointError, CosignatureError, Trust, add_cosignature, advance, open,
    open_note,
};
use proof::key::{Algorithm, Checked, KeyError, SignerKey, VerifierKey};
use proof::note::{Note, NoteError, NoteSignature};
use proof::tree::{Head, MemoryTiles, Tree, consistency_proof};
use proptest::prelude::*;

const ORIGIN: &str = "hejie.example/guangzhou";

pub(crate) fn log_key() -> SignerKey {
    SignerKey::new(ORIGIN, Algorithm::Ed25519, &[7; 32]).unwrap()
}

pub(crate) fn witness_key() -> SignerKey {
    SignerKey::new("court.example/witness", Algorithm::CosignatureV1, &[8; 32]).unwrap()
}

pub(crate) fn trust(witnesses_needed: usize) -> Trust {
    Trust { log: vec![log_key().verifier()], witnesses: vec![witness_key().verifier()], witnesses_needed }
}

/// Somebody who trusts these keys and has no list of authorities.
pub(crate) fn reader(witnesses_needed: usize) -> Reader {
    Reader { trust: trust(witnesses_needed), authorities: None }
}

/// The heads of one growing log, and its tiles.
fn history(sizes: &[u64]) -> (Vec<Checkpoint>, MemoryTiles) {
    let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
    let mut heads = Vec::new();
    for size in sizes {
        while tree.size() < *size {
            tree.append(TreeHash::leaf(&tree.size().to_be_bytes()));
        }
        tree.save(&mut tiles).unwrap();
        heads.push(Checkpoint { origin: ORIGIN.into(), head: tree.head() });
    }
    (heads, tiles)
}

fn signed(checkpoint: &Checkpoint) -> Note {
    checkpoint.sign_after(None, &[], &[&log_key()], 0).unwrap()
}

#[test]
fn notes_signed_by_others_verify() {
    // The example of Go's note package, and the checkpoint of the Go checksum database quoted by C2SP tlog-checkpoint.
    let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let (note, key) = (Note::parse(note.as_bytes()).unwrap(), VerifierKey::parse(key).unwrap());
    assert_eq!(key.check(&note.text, key.line_in(&note).unwrap()), Checked::Good { at: None });
    let text = "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let line = "\u{2014} sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=";
    let key =
        VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").unwrap();
    let line = NoteSignature::parse(line).unwrap();
    assert_eq!(line.key_id, key.id());
    assert_eq!(key.check(text, &line), Checked::Good { at: None });
    assert_eq!(key.check(&text.replace("20852163", "20852164"), &line), Checked::Bad);
}

#[test]
fn our_own_checkpoint_is_for_ever_these_bytes() {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), head: history(&[5]).0[0].head };
    let note = checkpoint.sign_after(None, &[], &[&log_key(), &witness_key()], 1_760_000_000).unwrap();
    assert_eq!(note.to_string(), include_str!("golden/checkpoint.txt"));
    let verified = open(note.to_string().as_bytes(), &trust(1)).unwrap();
    assert_eq!(verified.checkpoint, checkpoint);
    assert_eq!(verified.signed_by, [format!("{ORIGIN}+{}", hex_id(&log_key()))]);
    assert_eq!(verified.witnessed_by[0].1, 1_760_000_000);
}

fn hex_id(key: &SignerKey) -> String {
    key.verifier().id().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn only_plain_checkpoints_are_read() {
    let root = history(&[5]).0[0].head.root;
    let good = format!("{ORIGIN}\n5\n{root}\n");
    assert!(Checkpoint::parse_text(&good).is_ok());
    let empty = TreeHash::empty_root();
    assert!(Checkpoint::parse_text(&format!("{ORIGIN}\n0\n{empty}\n")).is_ok());
    for text in [
        String::new(),
        "\n\n\n".into(),
        format!("{ORIGIN}\n05\n{root}\n"),
        format!("{ORIGIN}\n+5\n{root}\n"),
        format!("{ORIGIN}\n-5\n{root}\n"),
        format!("{ORIGIN}\n18446744073709551616\n{root}\n"),
        format!("{ORIGIN}\n5\n{root}"),
        format!("{ORIGIN}\n5\n{root}\nextension\n"),
        format!("{ORIGIN}\n5\n{}\n", &root.to_string()[..40]),
        format!("{ORIGIN}\n0\n{root}\n"),
        format!("two words\n5\n{root}\n"),
        format!("\n5\n{root}\n"),
    ] {
        assert_eq!(Checkpoint::parse_text(&text), Err(CheckpointError::Text), "{text:?}");
    }
}

#[test]
fn each_kind_of_broken_note_is_named() {
    let note = signed(&history(&[5]).0[0]).to_string();
    let cases: [(String, NoteError); 8] = [
        (note.replace("\n\n", "\n"), NoteError::Shape),
        (note.trim_end().into(), NoteError::Shape),
        (note.replace('5', "\u{7}"), NoteError::NotText),
        (note.replace('\n', "\r\n"), NoteError::NotText),
        (note.replace('\u{2014}', "-"), NoteError::SignatureLine(1)),
        (note.replace("guangzhou ", "guangzhou  "), NoteError::SignatureLine(1)),
        (
            format!("{note}{}\n", note.lines().last().unwrap()),
            NoteError::SignedTwice(format!("{ORIGIN}+{}", hex_id(&log_key()))),
        ),
        ("x".repeat(70_000), NoteError::TooLong),
    ];
    for (text, expected) in cases {
        assert_eq!(Note::parse(text.as_bytes()), Err(expected), "{text:.80}");
    }
    assert_eq!(Note::parse(&[0xff, b'\n']), Err(NoteError::NotText));
    let many: String = (0..65).map(|n| format!("\u{2014} n{n} AAAAAAA=\n")).collect();
    assert_eq!(Note::parse(format!("t\n\n{many}").as_bytes()), Err(NoteError::TooManySignatures));
}

#[test]
fn wrong_keys_each_have_their_verdict() {
    let checkpoint = &history(&[5]).0[0];
    let mut note = signed(checkpoint);
    let stranger = SignerKey::new(ORIGIN, Algorithm::Ed25519, &[9; 32]).unwrap();
    let other_log = SignerKey::new("hejie.example/shenzhen", Algorithm::Ed25519, &[7; 32]).unwrap();
    let of = |key: &SignerKey| Trust { log: vec![key.verifier()], ..Trust::default() };
    assert!(matches!(open_note(&note, &of(&stranger)), Err(CheckpointError::UnknownSigner(_))));
    assert!(matches!(open_note(&note, &of(&other_log)), Err(CheckpointError::OtherLog(_))));
    assert!(matches!(open_note(&note, &Trust::default()), Err(CheckpointError::OtherLog(_))));
    let missing = CheckpointError::WitnessesMissing { have: 0, need: 1 };
    assert_eq!(open_note(&note, &trust(1)), Err(missing));
    note.text = note.text.replace("\n5\n", "\n6\n");
    assert!(matches!(open_note(&note, &trust(0)), Err(CheckpointError::BadSignature(_))));
    // A key of the log's kind does not become the log by being listed among the witnesses.
    let note = signed(checkpoint);
    let listed =
        Trust { witnesses: vec![log_key().verifier()], log: vec![stranger.verifier()], ..Trust::default() };
    assert!(matches!(open_note(&note, &listed), Err(CheckpointError::UnknownSigner(_))));
    // A witness alone does not make a checkpoint.
    let witnessed = checkpoint.sign_after(None, &[], &[&witness_key()], 5).unwrap();
    assert!(matches!(open_note(&witnessed, &trust(1)), Err(CheckpointError::UnknownSigner(_))));
}

#[test]
fn during_a_rotation_readers_of_either_key_are_served() {
    let new_key = SignerKey::new(ORIGIN, Algorithm::Ed25519, &[9; 32]).unwrap();
    let note = history(&[5]).0[0].sign_after(None, &[], &[&log_key(), &new_key], 0).unwrap();
    for key in [&log_key(), &new_key] {
        let trust = Trust { log: vec![key.verifier()], ..Trust::default() };
        assert_eq!(open_note(&note, &trust).unwrap().signed_by.len(), 1);
    }
}

#[test]
fn a_checkpoint_follows_only_what_it_continues() {
    let (heads, tiles) = history(&[0, 5, 300, 700]);
    let [empty, five, _, last] = heads.as_slice() else { unreachable!() };
    let proof = consistency_proof(&tiles, &five.head, &last.head).unwrap();
    assert_eq!(advance(five, last, &proof), Ok(()));
    assert_eq!(advance(empty, last, &[]), Ok(()));
    assert_eq!(advance(empty, empty, &[]), Ok(()));
    assert_eq!(advance(last, last, &[]), Ok(()));
    assert_eq!(advance(last, five, &proof), Err(AdvanceError::Rollback { known: 700, new: 5 }));
    let other_root = TreeHash::of(b"another log");
    let split = Checkpoint { head: Head { size: 700, root: other_root }, ..last.clone() };
    let expected = AdvanceError::SplitView { size: 700, known: last.head.root, new: other_root };
    assert_eq!(advance(last, &split, &[]), Err(expected));
    let elsewhere = Checkpoint { origin: "other".into(), ..last.clone() };
    assert!(matches!(advance(five, &elsewhere, &proof), Err(AdvanceError::OtherLog { .. })));
    for wrong in [&proof[1..], &[]] {
        assert!(matches!(advance(five, last, wrong), Err(AdvanceError::NotConsistent { .. })));
    }
    assert!(matches!(advance(five, &split, &proof), Err(AdvanceError::NotConsistent { .. })));
    assert!(five.sign_after(Some(last), &proof, &[&log_key()], 0).is_err(), "and nothing else is signed");
    assert!(last.sign_after(Some(five), &proof, &[&log_key()], 0).is_ok());
}

#[test]
fn verdicts_are_sentences() {
    let (heads, _) = history(&[5, 9]);
    let error = advance(&heads[1], &heads[0], &[]).unwrap_err();
    assert_eq!(error.to_string(), "rollback: the log had 9 events and now shows 5");
}

#[test]
fn a_known_witness_may_add_and_renew_its_line_and_nobody_else_may() {
    let mut note = signed(&history(&[5]).0[0]);
    let witnesses = [witness_key().verifier()];
    let line = |at| witness_key().sign(&signed(&history(&[5]).0[0]).text, at).to_string();
    add_cosignature(&mut note, &line(100), &witnesses).unwrap();
    assert_eq!(open_note(&note, &trust(1)).unwrap().witnessed_by[0].1, 100);
    add_cosignature(&mut note, &line(200), &witnesses).unwrap();
    assert_eq!(open_note(&note, &trust(1)).unwrap().witnessed_by[0].1, 200);
    assert_eq!(note.signatures.len(), 2);
    let held = note.clone();
    let mut refused = |line: &str| add_cosignature(&mut note, line, &witnesses).unwrap_err();
    assert!(matches!(refused(&line(150)), CosignatureError::Older { held: 200, new: 150, .. }));
    assert_eq!(refused("hello"), CosignatureError::Malformed);
    let stranger = SignerKey::new("nobody.example", Algorithm::CosignatureV1, &[1; 32]).unwrap();
    assert!(matches!(
        refused(&stranger.sign(&held.text, 1).to_string()),
        CosignatureError::UnknownWitness(_)
    ));
    assert!(matches!(
        refused(&witness_key().sign("another text\n", 300).to_string()),
        CosignatureError::Bad(_)
    ));
    assert_eq!(note, held);
}

#[test]
fn verifier_keys_are_one_line_and_read_strictly() {
    let line = log_key().verifier().to_string();
    assert_eq!(VerifierKey::parse(&line).unwrap().to_string(), line);
    let (_, tail) = line.split_once('+').unwrap();
    assert_eq!(
        VerifierKey::parse(&format!("other+{tail}")),
        Err(KeyError::Malformed),
        "the id binds the name"
    );
    for wrong in ["", "a", "a+b", "a+b+c", "a+00000000+AQ==", "a+00000000+"] {
        assert!(VerifierKey::parse(wrong).is_err(), "{wrong}");
    }
    // Type 0xff, as another algorithm would come, and the all-zero point, which accepts forged signatures.
    let sm2 = "a+00000000+/xpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert_eq!(VerifierKey::parse(sm2), Err(KeyError::UnknownAlgorithm(0xff)));
    let weak = "a+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(VerifierKey::parse(weak), Err(KeyError::Unusable));
}

#[test]
fn a_key_file_is_private_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.pem");
    let made = SignerKey::make(&path, ORIGIN, Algorithm::Ed25519).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let read = SignerKey::read(&path, ORIGIN, Algorithm::Ed25519).unwrap();
    assert_eq!(read.verifier(), made.verifier());
    assert!(matches!(SignerKey::make(&path, ORIGIN, Algorithm::Ed25519), Err(KeyError::File(_))));
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    assert!(matches!(SignerKey::read(&path, ORIGIN, Algorithm::Ed25519), Err(KeyError::FileTooOpen(_))));
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    std::fs::write(&path, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap();
    assert!(matches!(SignerKey::read(&path, ORIGIN, Algorithm::Ed25519), Err(KeyError::NotPem(_))));
    assert!(!format!("{made:?}").contains("PRIVATE"));
}

proptest! {
    #[test]
    fn any_bytes_are_a_note_or_are_not(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "(\\PC|\n){0,200}") {
        for input in [&bytes[..], text.as_bytes()] {
            if let Ok(note) = Note::parse(input) {
                let again = note.to_string();
                prop_assert_eq!(again.as_bytes(), input);
            }
        }
    }

    #[test]
    fn one_changed_byte_of_a_checkpoint_is_never_believed(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let good = signed(&history(&[5]).0[0]).to_string().into_bytes();
        let mut bytes = good.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        prop_assert_eq!(open(&bytes, &trust(0)).is_ok(), bytes == good);
    }
}
