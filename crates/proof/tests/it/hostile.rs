//! Bytes from anywhere: no parser panics, nothing but the untouched thing is believed, and each kind of wrong has its own verdict.

use crate::checkpoint::{log_key, reader, trust};
use crate::settlement::{Log, good, recorded, story};
use proof::TreeHash;
use proof::bundle::{Bundle, Reader, verify_bundle};
use proof::checkpoint::{AdvanceError, Checkpoint, CheckpointError, Trust, advance, open};
use proof::key::{Algorithm, SignerKey, VerifierKey};
use proof::note::{Note, NoteSignature};
use proof::tree::{Head, MemoryTiles, TileAt, TileError, TileStore, Tree, check_tiles, inclusion_proof};
use proptest::prelude::*;

/// The same bytes in every run; CI adds none of its own.
pub(crate) fn bounded(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_algorithm: proptest::test_runner::RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(0x6865_6a69),
        ..ProptestConfig::default()
    }
}

fn small_tree() -> (Tree, MemoryTiles) {
    let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
    for index in 0..700_u64 {
        tree.append(TreeHash::leaf(&index.to_be_bytes()));
    }
    tree.save(&mut tiles).unwrap();
    (tree, tiles)
}

proptest! {
    #![proptest_config(bounded(512))]

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), text in "\\PC{0,200}") {
        let _ = Bundle::parse(&bytes);
        let _ = Note::parse(&bytes);
        prop_assert!(open(&bytes, &trust(0)).is_err());
        prop_assert!(verify_bundle(&bytes, &reader(0)).is_err());
        for text in [text.as_str(), &String::from_utf8_lossy(&bytes)] {
            let _ = Checkpoint::parse_text(text);
            let _ = VerifierKey::parse(text);
            let _ = NoteSignature::parse(text);
            let _ = TileAt::parse_path(text);
        }
    }
}

proptest! {
    #![proptest_config(bounded(96))]

    #[test]
    fn a_cut_or_spliced_bundle_is_never_believed(cut in any::<prop::sample::Index>(), insert in prop::collection::vec(any::<u8>(), 0..40), skip in 0..40_usize) {
        let whole = good().to_bytes().unwrap();
        let at = cut.index(whole.len());
        let rest = whole.get(at + skip..).unwrap_or_default();
        let spliced = [&whole[..at], &insert, rest].concat();
        // Blanks between tokens are nobody's statement.
        if let Ok(read) = Bundle::parse(&spliced) && read == good() {
            return Ok(());
        }
        prop_assert!(verify_bundle(&spliced, &reader(0)).is_err());
    }

    #[test]
    fn a_tile_of_any_bytes_proves_nothing_false(bytes in prop::collection::vec(any::<u8>(), 0..9000), level in 0..2_u8, index in 0..3_u64, leaf in 0..700_u64) {
        let (tree, mut tiles) = small_tree();
        let at = TileAt { level, index };
        tiles.write(at, &bytes).unwrap();
        let true_leaf = TreeHash::leaf(&leaf.to_be_bytes());
        if let Ok(proof) = inclusion_proof(&tiles, &tree.head(), leaf) {
            proof::tree::verify_inclusion(&tree.head(), leaf, &true_leaf, &proof).unwrap();
        }
        let _ = check_tiles(&tiles, &tree.head());
        let _ = Tree::open(&tiles, &tree.head());
    }
}

#[test]
fn each_kind_of_wrong_has_its_own_verdict() {
    let bundle = good().to_bytes().unwrap();
    let code = |bytes: &[u8], trust: &Trust| {
        verify_bundle(bytes, &Reader { trust: trust.clone(), authorities: None })
            .map_or_else(|error| error.code(), |_| "ok")
    };
    assert_eq!(code(&bundle, &trust(1)), "ok");
    assert_eq!(code(&bundle[..bundle.len() / 2], &trust(0)), "malformed");
    let foreign =
        SignerKey::new(log_key().verifier().name(), Algorithm::Ed25519, &[1; 32]).unwrap().verifier();
    let wrong_key = Trust { log: vec![foreign], ..Trust::default() };
    assert_eq!(code(&bundle, &wrong_key), "checkpoint-unknown-signer");
    let of_another = SignerKey::new("other.example", Algorithm::Ed25519, &[1; 32]).unwrap().verifier();
    assert_eq!(code(&bundle, &Trust { log: vec![of_another], ..Trust::default() }), "checkpoint-other-log");
    assert_eq!(code(&bundle, &trust(2)), "witnesses-missing");

    let (tree, mut tiles) = small_tree();
    let at = TileAt { level: 0, index: 2 };
    tiles.write(at, &[0; 33]).unwrap();
    let truncated = check_tiles(&tiles, &tree.head()).unwrap_err();
    assert!(matches!(truncated, TileError::Truncated { .. }), "{truncated}");

    let now = Log::of(recorded(&story())).checkpoint;
    let old = Checkpoint { head: Head { size: now.head.size - 1, ..now.head }, ..now.clone() };
    assert!(matches!(advance(&now, &old, &[]), Err(AdvanceError::Rollback { .. })));
    let split = Checkpoint { head: Head { root: TreeHash::of(b"another"), ..now.head }, ..now.clone() };
    assert!(matches!(advance(&now, &split, &[]), Err(AdvanceError::SplitView { .. })));
    let unproved = Checkpoint { head: Head { size: now.head.size + 1, ..now.head }, ..now.clone() };
    assert!(matches!(advance(&now, &unproved, &[]), Err(AdvanceError::NotConsistent { .. })));
    assert!(matches!(open(b"\x00", &trust(0)), Err(CheckpointError::Note(_))));
}
