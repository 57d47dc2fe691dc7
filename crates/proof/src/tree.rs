//! The Merkle tree over the log (RFC 6962, RFC 9162): grown leaf by leaf, stored as tiles, proved from tiles.
//!
//! A leaf's index is its place in log order, counted from 0 without gaps; positions of the log are not dense and not used.

mod prove;
mod tile;
mod verify;

pub use prove::{check_tiles, consistency_proof, inclusion_proof};
pub use tile::{FolderTiles, MemoryTiles, TILE_WIDTH, TileAt, TileError, TileStore};
pub use verify::{ProofError, verify_consistency, verify_inclusion};

use crate::TreeHash;
use prove::Reading;
pub(crate) use tile::read as read_tile;

/// What a checkpoint says of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root at that size.
    pub root: TreeHash,
}

impl Head {
    /// The tree without leaves.
    #[must_use]
    pub fn empty() -> Self {
        Self { size: 0, root: TreeHash::empty_root() }
    }
}

/// The growing right edge of a tree: all that is needed to append, to know the root, and to write tiles.
///
/// Holds at most 255 hashes a level besides the full tiles that were not saved yet.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    size: u64,
    /// Roots of the perfect subtrees the tree consists of, largest first: (height, hash).
    peaks: Vec<(u32, TreeHash)>,
    /// The unfinished tile of each level.
    edge: Vec<Edge>,
    /// Finished tiles waiting for [`Tree::save`].
    full: Vec<(TileAt, Vec<u8>)>,
}

#[derive(Debug, Clone, Default)]
struct Edge {
    /// Index of the unfinished tile.
    index: u64,
    hashes: Vec<u8>,
    /// Bytes of `hashes` that the store has already.
    saved: usize,
}

impl Tree {
    /// The tree without leaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes up a stored tree where it ended.
    ///
    /// # Errors
    /// When tiles of the right edge are missing or cut short, or do not lead to the root of `head`.
    pub fn open(store: &dyn TileStore, head: &Head) -> Result<Self, TileError> {
        let mut reading = Reading::new(store, head.size);
        let mut tree = Self { size: head.size, ..Self::default() };
        let mut from = 0;
        for height in (0..u64::BITS).rev().filter(|height| head.size >> height & 1 == 1) {
            tree.peaks.push((height, reading.perfect(height, from >> height)?));
            from += 1 << height;
        }
        for level in (0..8).take_while(|level| head.size >> (8 * level) > 0) {
            let at = TileAt { level, index: head.size.checked_shr(8 * u32::from(level) + 8).unwrap_or(0) };
            let mut edge = Edge { index: at.index, ..Edge::default() };
            if at.width_in(head.size) > 0 {
                edge.hashes = reading.tile(at)?.iter().flat_map(|hash| hash.0).collect();
                edge.saved = edge.hashes.len();
            }
            tree.edge.push(edge);
        }
        if tree.root() == head.root {
            Ok(tree)
        } else {
            Err(TileError::RootDiffers { size: head.size, stated: head.root, found: tree.root() })
        }
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root now.
    #[must_use]
    pub fn root(&self) -> TreeHash {
        let mut peaks = self.peaks.iter().rev().map(|(_, hash)| *hash);
        let smallest = peaks.next().unwrap_or_else(TreeHash::empty_root);
        peaks.fold(smallest, |right, left| TreeHash::node(&left, &right))
    }

    /// Size and root now.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root() }
    }

    /// Appends a leaf by its hash and returns its index.
    pub fn append(&mut self, leaf: TreeHash) -> u64 {
        let index = self.size;
        self.put(0, &leaf);
        let (mut height, mut hash) = (0, leaf);
        while let Some((_, left)) = self.peaks.pop_if(|(peak, _)| *peak == height) {
            hash = TreeHash::node(&left, &hash);
            height += 1;
            if height % 8 == 0 {
                self.put((height / 8) as usize, &hash);
            }
        }
        self.peaks.push((height, hash));
        self.size += 1;
        index
    }

    fn put(&mut self, level: usize, hash: &TreeHash) {
        if self.edge.len() <= level {
            self.edge.resize_with(level + 1, Edge::default);
        }
        let edge = &mut self.edge[level];
        edge.hashes.extend_from_slice(&hash.0);
        if edge.hashes.len() == TILE_WIDTH * TreeHash::BYTES {
            // A tree of 64-bit size has at most 8 levels of tiles.
            let at = TileAt { level: level as u8, index: edge.index };
            self.full.push((at, std::mem::take(&mut edge.hashes)));
            edge.index += 1;
            edge.saved = 0;
        }
    }

    /// Drops finished tiles that nobody will save.
    pub(crate) fn forget_full_tiles(&mut self) {
        self.full.clear();
    }

    /// Writes what changed since the last time: finished tiles, then the unfinished ones of the right edge.
    ///
    /// # Errors
    /// When the store cannot write; calling again writes the rest.
    pub fn save(&mut self, store: &mut dyn TileStore) -> Result<(), TileError> {
        while let Some((at, bytes)) = self.full.last() {
            store.write(*at, bytes).map_err(|error| TileError::io(*at, &error))?;
            self.full.pop();
        }
        for (level, edge) in (0..).zip(&mut self.edge) {
            if edge.hashes.len() > edge.saved {
                let at = TileAt { level, index: edge.index };
                store.write(at, &edge.hashes).map_err(|error| TileError::io(at, &error))?;
                edge.saved = edge.hashes.len();
            }
        }
        Ok(())
    }
}
