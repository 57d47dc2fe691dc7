//! Tiles: 256 hashes in one small file, never changed once full (C2SP tlog-tiles).

use super::ProofError;
use crate::TreeHash;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Hashes of a full tile.
pub const TILE_WIDTH: usize = 256;

/// Which tile: level 0 holds leaves, each hash of a level above stands for one full tile below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileAt {
    /// 0 to 7: a tree of 64-bit size has no more.
    pub level: u8,
    /// Place in the level, from 0.
    pub index: u64,
}

impl TileAt {
    /// How many hashes this tile has in a tree of `size` leaves.
    #[must_use]
    pub fn width_in(self, size: u64) -> usize {
        let hashes = size.checked_shr(8 * u32::from(self.level)).unwrap_or(0);
        let before = self.index.saturating_mul(TILE_WIDTH as u64);
        hashes.saturating_sub(before).min(TILE_WIDTH as u64) as usize
    }

    /// Its path below the log's prefix: `tile/0/x001/x234/067`, with `.p/<width>` behind when it is not full.
    #[must_use]
    pub fn path(self, width: usize) -> String {
        let digits = self.index.to_string();
        let padded = format!("{}{digits}", "0".repeat((3 - digits.len() % 3) % 3));
        let groups = padded.len() / 3;
        let mut path = format!("tile/{}", self.level);
        for group in 0..groups {
            let mark = if group + 1 < groups { "x" } else { "" };
            path.push_str(&format!("/{mark}{}", &padded[3 * group..3 * group + 3]));
        }
        if width < TILE_WIDTH {
            path.push_str(&format!(".p/{width}"));
        }
        path
    }

    /// Reads such a path back, with its width; `None` for every other text, so that each tile has one name.
    #[must_use]
    pub fn parse_path(path: &str) -> Option<(Self, usize)> {
        if path.len() > 64 {
            return None;
        }
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (groups, width) = match rest.split_once(".p/") {
            Some((groups, width)) => (groups, width.parse().ok()?),
            None => (rest, TILE_WIDTH),
        };
        let digits: String =
            groups.split('/').map(|group| group.strip_prefix('x').unwrap_or(group)).collect();
        let at = Self { level: level.parse().ok()?, index: digits.parse().ok()? };
        let is_possible = at.level < 8 && width > 0 && width <= TILE_WIDTH;
        (is_possible && at.path(width) == path).then_some((at, width))
    }
}

impl std::fmt::Display for TileAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path(TILE_WIDTH))
    }
}

/// Where tiles lie. A tile grows to the right and never changes otherwise, so a wider one may stand in for a narrower.
pub trait TileStore {
    /// The bytes of a tile with at least `width` hashes, if the store has it.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn read(&self, at: TileAt, width: usize) -> io::Result<Option<Vec<u8>>>;

    /// Keeps a tile of `bytes.len() / 32` hashes.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn write(&mut self, at: TileAt, bytes: &[u8]) -> io::Result<()>;
}

/// Why tiles could not serve.
#[derive(Debug, thiserror::Error)]
pub enum TileError {
    /// A tile that this tree size needs is not there.
    #[error("{at} with {width} hashes is missing")]
    Missing {
        /// Which.
        at: TileAt,
        /// Hashes needed.
        width: usize,
    },
    /// A tile ends too early or in the middle of a hash.
    #[error("{at} is truncated: {bytes} bytes where {wanted} are needed")]
    Truncated {
        /// Which.
        at: TileAt,
        /// Its length.
        bytes: usize,
        /// The length this tree size needs.
        wanted: usize,
    },
    /// A full tile does not hash to its entry in the tile above: one of the two was changed.
    #[error("{0} does not hash to its entry in the tile above")]
    DiffersFromParent(TileAt),
    /// A proof made from the tiles does not lead to the stated root: a tile on its way was changed.
    #[error("the tiles do not lead to the stated root: {0}")]
    Damaged(ProofError),
    /// The right edge of the tiles has another root.
    #[error("the tiles give root {found} for {size} leaves, not {stated}")]
    RootDiffers {
        /// Leaves.
        size: u64,
        /// What was expected.
        stated: TreeHash,
        /// What the tiles give.
        found: TreeHash,
    },
    /// Asked for something the tree does not have yet.
    #[error("leaf {index} is not in a tree of {size} leaves")]
    OutsideTree {
        /// Asked for.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// The store failed.
    #[error("{at}: {reason}")]
    Io {
        /// Which tile.
        at: TileAt,
        /// What the store says.
        reason: String,
    },
}

impl TileError {
    pub(super) fn io(at: TileAt, error: &io::Error) -> Self {
        Self::Io { at, reason: error.to_string() }
    }
}

/// Reads exactly `width` hashes of a tile.
pub(crate) fn read(store: &dyn TileStore, at: TileAt, width: usize) -> Result<Vec<TreeHash>, TileError> {
    let bytes = store
        .read(at, width)
        .map_err(|error| TileError::io(at, &error))?
        .ok_or(TileError::Missing { at, width })?;
    let wanted = width * TreeHash::BYTES;
    if bytes.len() < wanted
        || bytes.len() % TreeHash::BYTES != 0
        || bytes.len() > TILE_WIDTH * TreeHash::BYTES
    {
        return Err(TileError::Truncated { at, bytes: bytes.len(), wanted });
    }
    let (hashes, _) = bytes[..wanted].as_chunks();
    Ok(hashes.iter().map(|hash| TreeHash(*hash)).collect())
}

/// Tiles in memory, for tests and for small trees.
#[derive(Debug, Clone, Default)]
pub struct MemoryTiles {
    tiles: HashMap<TileAt, Vec<u8>>,
}

impl MemoryTiles {
    /// All tiles with their bytes, in no order.
    pub fn tiles_mut(&mut self) -> impl Iterator<Item = (TileAt, &mut Vec<u8>)> {
        self.tiles.iter_mut().map(|(at, bytes)| (*at, bytes))
    }
}

impl TileStore for MemoryTiles {
    fn read(&self, at: TileAt, _width: usize) -> io::Result<Option<Vec<u8>>> {
        Ok(self.tiles.get(&at).cloned())
    }

    fn write(&mut self, at: TileAt, bytes: &[u8]) -> io::Result<()> {
        self.tiles.insert(at, bytes.to_vec());
        Ok(())
    }
}

/// Tiles as static files under a folder, laid out so that any file server can publish them.
///
/// A file appears by renaming, so a reader sees all of it or none. Not synced: tiles can be made again from the log.
#[derive(Debug, Clone)]
pub struct FolderTiles {
    folder: PathBuf,
}

impl FolderTiles {
    /// Tiles below `folder`, which is made with the first tile.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Widths of the unfinished files of a tile.
    fn widths(&self, at: TileAt) -> io::Result<Vec<usize>> {
        let path = self.folder.join(at.path(1));
        let Some(folder) = path.parent() else { return Ok(Vec::new()) };
        match fs::read_dir(folder) {
            Ok(entries) => {
                let names = entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
                Ok(names.iter().filter_map(|name| name.to_str()?.parse().ok()).collect())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn read_file(&self, at: TileAt, width: usize) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(at.path(width))) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl TileStore for FolderTiles {
    fn read(&self, at: TileAt, width: usize) -> io::Result<Option<Vec<u8>>> {
        // A tile may be replaced by a wider one between two looks; wider ones only come, so this ends.
        for _ in 0..4 {
            for width in [width, TILE_WIDTH] {
                if let Some(bytes) = self.read_file(at, width)? {
                    return Ok(Some(bytes));
                }
            }
            let Some(widest) = self.widths(at)?.into_iter().max().filter(|have| *have >= width) else {
                return self.read_file(at, TILE_WIDTH);
            };
            if let Some(bytes) = self.read_file(at, widest)? {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn write(&mut self, at: TileAt, bytes: &[u8]) -> io::Result<()> {
        let width = bytes.len() / TreeHash::BYTES;
        let path = self.folder.join(at.path(width));
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        fs::create_dir_all(parent)?;
        let unfinished = parent.join(format!(".{}", name.to_string_lossy()));
        fs::write(&unfinished, bytes)?;
        fs::rename(&unfinished, &path)?;
        // The wider one stands in for the narrower ones, so that each hash lies in one file only.
        for narrower in self.widths(at)?.into_iter().filter(|have| *have < width) {
            fs::remove_file(self.folder.join(at.path(narrower)))?;
        }
        Ok(())
    }
}
