//! Trees: every proof proves, every flipped bit is found, tiles and memory agree.

use proof::TreeHash;
use proof::tree::{
    FolderTiles, Head, MemoryTiles, ProofError, TILE_WIDTH, TileAt, TileError, TileStore, Tree, check_tiles,
    consistency_proof, inclusion_proof, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;

fn leaf(index: u64) -> TreeHash {
    TreeHash::leaf(&index.to_be_bytes())
}

/// The definition of RFC 6962 §2.1, word for word.
fn root_by_definition(leaves: &[TreeHash]) -> TreeHash {
    match leaves {
        [] => TreeHash::of(b""),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len().next_power_of_two() / 2);
            TreeHash::node(&root_by_definition(left), &root_by_definition(right))
        }
    }
}

fn stored(size: u64) -> (Tree, MemoryTiles) {
    let mut tree = Tree::new();
    (0..size).for_each(|index| assert_eq!(tree.append(leaf(index)), index));
    let mut tiles = MemoryTiles::default();
    tree.save(&mut tiles).unwrap();
    (tree, tiles)
}

#[test]
fn a_tree_grown_leaf_by_leaf_has_the_root_of_the_definition() {
    let leaves: Vec<TreeHash> = (0..700).map(leaf).collect();
    let mut tree = Tree::new();
    assert_eq!(tree.head(), Head::empty());
    for size in 1..=leaves.len() {
        tree.append(leaves[size - 1]);
        assert_eq!(tree.root(), root_by_definition(&leaves[..size]), "{size}");
    }
}

#[test]
fn the_root_of_known_leaves_is_the_published_one() {
    // The eight leaves of the certificate-transparency test data, and their roots.
    let entries: [&[u8]; 8] = [
        b"",
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let mut tree = Tree::new();
    entries.iter().for_each(|entry| {
        tree.append(TreeHash::leaf(entry));
    });
    assert_eq!(tree.root().to_hex(), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
}

#[test]
fn every_leaf_of_small_trees_is_proved_and_no_other_proof_passes() {
    for size in 1..=70 {
        let (tree, tiles) = stored(size);
        let head = tree.head();
        for index in 0..size {
            let proof = inclusion_proof(&tiles, &head, index).unwrap();
            assert_eq!(verify_inclusion(&head, index, &leaf(index), &proof), Ok(()));
            assert!(verify_inclusion(&head, index, &leaf(index + 1), &proof).is_err());
            assert!(verify_inclusion(&head, index + 1, &leaf(index), &proof).is_err());
            let mut longer = proof.clone();
            longer.push(leaf(0));
            assert!(verify_inclusion(&head, index, &leaf(index), &longer).is_err());
            if let Some((_, shorter)) = proof.split_last() {
                assert!(verify_inclusion(&head, index, &leaf(index), shorter).is_err());
            }
        }
    }
}

#[test]
fn every_small_tree_is_shown_to_continue_every_smaller_one() {
    let heads: Vec<Head> = (0..=70).map(|size| stored(size).0.head()).collect();
    for later in &heads {
        let (_, tiles) = stored(later.size);
        for earlier in heads.iter().take_while(|earlier| earlier.size <= later.size).skip(1) {
            let proof = consistency_proof(&tiles, earlier, later).unwrap();
            assert_eq!(verify_consistency(earlier, later, &proof), Ok(()));
            let wrong = Head { root: leaf(0), size: earlier.size };
            assert!(earlier.size == 1 || verify_consistency(&wrong, later, &proof).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn proofs_from_tiles_hold_and_a_flipped_bit_breaks_them(
        size in 1_u64..4000, at in any::<prop::sample::Index>(), before in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let (tree, tiles) = stored(size);
        let head = tree.head();
        let index = at.index(size as usize) as u64;
        let mut proof = inclusion_proof(&tiles, &head, index).unwrap();
        prop_assert_eq!(verify_inclusion(&head, index, &leaf(index), &proof), Ok(()));
        if !proof.is_empty() {
            let place = place.index(proof.len());
            proof[place].0[bit / 8] ^= 1 << (bit % 8);
            let verdict = verify_inclusion(&head, index, &leaf(index), &proof);
            let is_found = matches!(verdict, Err(ProofError::OtherRoot { .. }));
            prop_assert!(is_found);
        }
        let earlier = stored(before.index(size as usize) as u64 + 1).0.head();
        let mut proof = consistency_proof(&tiles, &earlier, &head).unwrap();
        prop_assert_eq!(verify_consistency(&earlier, &head, &proof), Ok(()));
        if !proof.is_empty() {
            let place = place.index(proof.len());
            proof[place].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(verify_consistency(&earlier, &head, &proof).is_err());
        }
    }

    #[test]
    fn a_tree_taken_up_from_tiles_goes_on_as_if_it_had_never_stopped(first in 0_u64..2000, more in 0_u64..1000) {
        let (tree, mut tiles) = stored(first);
        let mut taken_up = Tree::open(&tiles, &tree.head()).unwrap();
        (first..first + more).for_each(|index| { taken_up.append(leaf(index)); });
        taken_up.save(&mut tiles).unwrap();
        let (straight, straight_tiles) = stored(first + more);
        prop_assert_eq!(taken_up.head(), straight.head());
        check_tiles(&tiles, &straight.head()).unwrap();
        check_tiles(&straight_tiles, &straight.head()).unwrap();
        // Tiles of the larger tree still serve the smaller one.
        check_tiles(&tiles, &tree.head()).unwrap();
    }

    #[test]
    fn one_flipped_bit_anywhere_in_the_tiles_is_found(
        size in 1_u64..70_000, which in any::<prop::sample::Index>(), byte in any::<prop::sample::Index>(), bit in 0..8_u32,
    ) {
        let (tree, mut tiles) = stored(size);
        let count = tiles.tiles_mut().count();
        let (_, bytes) = tiles.tiles_mut().nth(which.index(count)).unwrap();
        let byte = byte.index(bytes.len());
        bytes[byte] ^= 1_u8 << bit;
        prop_assert!(check_tiles(&tiles, &tree.head()).is_err());
    }

    #[test]
    fn any_text_is_a_tile_path_or_is_not(text in "tile/[0-9x/p.]{0,24}|\\PC{0,80}") {
        if let Some((at, width)) = TileAt::parse_path(&text) {
            prop_assert_eq!(at.path(width), text);
        }
    }
}

#[test]
fn tiles_are_named_as_c2sp_names_them() {
    let at = TileAt { level: 0, index: 1_234_067 };
    assert_eq!(at.path(TILE_WIDTH), "tile/0/x001/x234/067");
    assert_eq!(at.path(12), "tile/0/x001/x234/067.p/12");
    assert_eq!(TileAt { level: 2, index: 0 }.path(1), "tile/2/000.p/1");
    assert_eq!(TileAt::parse_path("tile/0/x001/x234/067.p/12"), Some((at, 12)));
    for wrong in [
        "tile/0/067.p/0",
        "tile/0/067.p/256",
        "tile/0/067.p/01",
        "tile/00/067",
        "tile/8/000",
        "tile/0/x000/067",
        "tile/0/67",
        "tile/0/x067",
        "tile/0/001/067",
        "tile/0/../067",
        "tile/0/",
        "tile/-1/000",
        "/tile/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(TileAt::parse_path(wrong), None, "{wrong}");
    }
}

#[test]
fn a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() {
    let widths = |level| (0..300).map(|index| TileAt { level, index }.width_in(70_000)).collect::<Vec<_>>();
    assert_eq!(widths(0).iter().filter(|width| **width == 256).count(), 273);
    assert_eq!(widths(0)[273..275], [112, 0]);
    assert_eq!(widths(1)[..3], [256, 17, 0]);
    assert_eq!(widths(2)[..2], [1, 0]);
}

#[test]
fn missing_short_and_uneven_tiles_are_told_apart() {
    let (tree, tiles) = stored(600);
    let head = tree.head();
    let nothing = MemoryTiles::default();
    assert!(matches!(inclusion_proof(&nothing, &head, 5), Err(TileError::Missing { .. })));
    assert!(matches!(inclusion_proof(&tiles, &head, 600), Err(TileError::OutsideTree { .. })));
    for kept in [0, 31, 32 * 255, 32 * 256 - 1] {
        let mut short = tiles.clone();
        short.tiles_mut().filter(|(at, _)| at.index == 0).for_each(|(_, bytes)| bytes.truncate(kept));
        assert!(matches!(check_tiles(&short, &head), Err(TileError::Truncated { .. })), "{kept}");
        assert!(matches!(inclusion_proof(&short, &head, 5), Err(TileError::Truncated { .. })), "{kept}");
    }
    let other = Head { root: leaf(1), size: 600 };
    assert!(matches!(Tree::open(&tiles, &other), Err(TileError::RootDiffers { .. })));
    assert!(matches!(inclusion_proof(&tiles, &other, 5), Err(TileError::Damaged(_))));
}

#[test]
fn a_wrong_full_tile_is_named() {
    let (tree, mut tiles) = stored(2000);
    let wrong = TileAt { level: 0, index: 3 };
    tiles.tiles_mut().filter(|(at, _)| *at == wrong).for_each(|(_, bytes)| bytes[77] ^= 4);
    let error = check_tiles(&tiles, &tree.head()).unwrap_err();
    assert_eq!(error.to_string(), "tile/0/003 does not hash to its entry in the tile above");
}

#[test]
fn files_serve_full_and_partial_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = FolderTiles::new(folder.path());
    let mut tree = Tree::new();
    let mut heads = Vec::new();
    for size in 1..=600_u64 {
        tree.append(leaf(size - 1));
        if size % 100 == 0 {
            tree.save(&mut files).unwrap();
            heads.push(tree.head());
        }
    }
    assert!(folder.path().join("tile/0/000").is_file() && folder.path().join("tile/0/002.p/88").is_file());
    for head in &heads {
        check_tiles(&files, head).unwrap();
        let proof = inclusion_proof(&files, head, 42).unwrap();
        assert_eq!(verify_inclusion(head, 42, &leaf(42), &proof), Ok(()));
        consistency_proof(&files, head, &tree.head()).unwrap();
    }
    assert_eq!(Tree::open(&files, &tree.head()).unwrap().head(), tree.head());
    assert_eq!(files.read(TileAt { level: 1, index: 5 }, 256).unwrap(), None);
}
