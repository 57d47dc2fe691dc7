//! Making proofs from tiles, and checking tiles against a root.

use super::tile::{TILE_WIDTH, TileAt, TileError, TileStore};
use super::{Head, verify_consistency, verify_inclusion};
use crate::TreeHash;
use std::collections::HashMap;

/// A proof that leaf `index` is in the tree `head`: the sibling hashes, from the leaf upwards.
///
/// Reads O(log n) tiles. The proof is checked before it is handed out, so damaged tiles never yield a wrong one.
///
/// # Errors
/// When the leaf is not in that tree, or tiles are missing or damaged.
pub fn inclusion_proof(store: &dyn TileStore, head: &Head, index: u64) -> Result<Vec<TreeHash>, TileError> {
    if index >= head.size {
        return Err(TileError::OutsideTree { index, size: head.size });
    }
    let mut reading = Reading::new(store, head.size);
    let (mut from, mut to) = (0, head.size);
    let mut proof = Vec::new();
    while to - from > 1 {
        let middle = from + largest_power_below(to - from);
        if index < middle {
            proof.push(reading.range(middle, to)?);
            to = middle;
        } else {
            proof.push(reading.range(from, middle)?);
            from = middle;
        }
    }
    proof.reverse();
    let leaf = reading.perfect(0, index)?;
    verify_inclusion(head, index, &leaf, &proof).map_err(TileError::Damaged)?;
    Ok(proof)
}

/// A proof that the tree `later` continues the tree `earlier`; empty when they are the same or `earlier` is empty.
///
/// # Errors
/// When the tiles are missing or damaged, or the two are not one history.
pub fn consistency_proof(
    store: &dyn TileStore,
    earlier: &Head,
    later: &Head,
) -> Result<Vec<TreeHash>, TileError> {
    if earlier.size > later.size {
        return Err(TileError::OutsideTree { index: earlier.size, size: later.size });
    }
    if earlier.size == 0 {
        return Ok(Vec::new());
    }
    let mut reading = Reading::new(store, later.size);
    let mut proof = Vec::new();
    let (mut from, mut to, mut wanted, mut is_whole) = (0, later.size, earlier.size, true);
    while wanted < to - from {
        let half = largest_power_below(to - from);
        if wanted <= half {
            proof.push(reading.range(from + half, to)?);
            to = from + half;
        } else {
            proof.push(reading.range(from, from + half)?);
            from += half;
            wanted -= half;
            is_whole = false;
        }
    }
    if !is_whole {
        proof.push(reading.range(from, to)?);
    }
    proof.reverse();
    verify_consistency(earlier, later, &proof).map_err(TileError::Damaged)?;
    Ok(proof)
}

/// Walks every tile of a tree, from the leaves up: each full tile must hash to its entry in the tile above, the right edge
/// to the root. Names the first tile that does not fit.
///
/// # Errors
/// The first missing, short or wrong tile; or another root.
pub fn check_tiles(store: &dyn TileStore, head: &Head) -> Result<(), TileError> {
    for level in (0..8_u8).take_while(|level| head.size >> (8 * level) > 0) {
        let hashes = head.size >> (8 * level);
        let mut above: Option<(TileAt, Vec<TreeHash>)> = None;
        for index in 0..hashes.div_ceil(TILE_WIDTH as u64) {
            let at = TileAt { level, index };
            let mut reading = Reading::new(store, head.size);
            let tile = reading.tile(at)?;
            if tile.len() < TILE_WIDTH {
                continue;
            }
            let parent = TileAt { level: level + 1, index: index >> 8 };
            if above.as_ref().is_none_or(|(held, _)| *held != parent) {
                above = Some((parent, Reading::new(store, head.size).tile(parent)?.to_vec()));
            }
            let stated = above.as_ref().and_then(|(_, tile)| tile.get((index & 255) as usize));
            if stated != Some(&fold(reading.tile(at)?)) {
                return Err(TileError::DiffersFromParent(at));
            }
        }
    }
    super::Tree::open(store, head).map(|_| ())
}

/// One walk over tiles, each read once.
pub(super) struct Reading<'a> {
    store: &'a dyn TileStore,
    size: u64,
    tiles: HashMap<TileAt, Vec<TreeHash>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(store: &'a dyn TileStore, size: u64) -> Self {
        Self { store, size, tiles: HashMap::new() }
    }

    /// The hashes a tile has in the tree of this size.
    pub(super) fn tile(&mut self, at: TileAt) -> Result<&[TreeHash], TileError> {
        match self.tiles.entry(at) {
            std::collections::hash_map::Entry::Occupied(held) => Ok(held.into_mut()),
            std::collections::hash_map::Entry::Vacant(free) => {
                Ok(free.insert(super::tile::read(self.store, at, at.width_in(self.size))?))
            }
        }
    }

    /// Hash of the perfect subtree of `height`, the `index`-th from the left.
    pub(super) fn perfect(&mut self, height: u32, index: u64) -> Result<TreeHash, TileError> {
        let within = height % 8;
        let first = index << within;
        let at = TileAt { level: (height / 8) as u8, index: first >> 8 };
        let start = (first & 255) as usize;
        let tile = self.tile(at)?;
        let hashes = tile.get(start..start + (1 << within));
        hashes.map(fold).ok_or(TileError::Missing { at, width: start + (1 << within) })
    }

    /// Hash of the subtree over leaves `from..to`, where `from` is where a subtree of that size may begin.
    fn range(&mut self, from: u64, to: u64) -> Result<TreeHash, TileError> {
        let leaves = to - from;
        if leaves.is_power_of_two() {
            let height = leaves.trailing_zeros();
            return self.perfect(height, from >> height);
        }
        let middle = from + largest_power_below(leaves);
        let left = self.range(from, middle)?;
        Ok(TreeHash::node(&left, &self.range(middle, to)?))
    }
}

/// The largest power of two smaller than `n`, for n > 1.
const fn largest_power_below(n: u64) -> u64 {
    1 << (u64::BITS - 1 - (n - 1).leading_zeros())
}

/// Root over a power of two of hashes.
fn fold(hashes: &[TreeHash]) -> TreeHash {
    match hashes {
        [] => TreeHash::empty_root(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            TreeHash::node(&fold(left), &fold(right))
        }
    }
}
