//! What the notary keeps on the disk, and how it is taken up again.

use super::{Fault, FaultKind, NotaryError, Published};
use crate::journal::seal::HEAD_FILE;
use event_store::{Incarnation, Position};
use proof::TreeHash;
use proof::checkpoint::{Checkpoint, CheckpointError, Trust, open};
use proof::key::{Algorithm, SignerKey, VerifierKey};
use proof::note::Note;
use proof::tree::{FolderTiles, Head, TILE_WIDTH, Tree};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// Bytes of a position in the file `positions`.
const POSITION_BYTES: usize = 16;

/// The folder of a notary.
#[derive(Debug, Clone)]
pub struct NotaryFiles {
    folder: PathBuf,
}

/// Where the tree stood when it was last saved. Only a shortcut: without it the tree is grown again from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotaryState {
    /// The life of the log the position belongs to.
    pub incarnation: Incarnation,
    /// Leaves.
    pub size: u64,
    /// Root over them, base64.
    pub root: String,
    /// Position of the last of them.
    pub position: Position,
}

impl NotaryState {
    /// Size and root.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        Some(Head { size: self.size, root: TreeHash::from_base64(&self.root)? })
    }
}

impl NotaryFiles {
    /// The files below `folder`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The tiles.
    #[must_use]
    pub fn tiles(&self) -> FolderTiles {
        FolderTiles::new(&self.folder)
    }

    pub(super) fn make(&self) -> Result<(), NotaryError> {
        fs::create_dir_all(&self.folder).map_err(|error| file_error(&self.folder, &error))
    }

    /// Where the key lies unless a setting says otherwise.
    #[must_use]
    pub fn default_key(&self) -> PathBuf {
        self.folder.join("key.pem")
    }

    /// The keys to sign with: the one at hand, made when there is none, and during a rotation the one before.
    pub(crate) fn signers(&self, origin: &str, key: Option<&Path>) -> Result<Vec<SignerKey>, NotaryError> {
        let path = key.map_or_else(|| self.default_key(), Path::to_owned);
        let newest = if path.exists() {
            SignerKey::read(&path, origin, Algorithm::Ed25519)?
        } else {
            SignerKey::make(&path, origin, Algorithm::Ed25519)?
        };
        let retiring = retiring_key(&path);
        let mut signers = vec![newest];
        if retiring.exists() {
            signers.push(SignerKey::read(&retiring, origin, Algorithm::Ed25519)?);
        }
        Ok(signers)
    }

    /// Adds public keys to the published list, which only grows, and returns all of it.
    pub(super) fn publish_keys(
        &self,
        new: impl Iterator<Item = VerifierKey>,
    ) -> Result<Vec<VerifierKey>, NotaryError> {
        let path = self.folder.join("keys");
        let mut keys = read_keys(&path)?;
        let known = keys.len();
        for key in new {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        if keys.len() > known {
            let lines: String = keys.iter().map(|key| format!("{key}\n")).collect();
            self.replace("keys", lines.as_bytes())?;
        }
        Ok(keys)
    }

    /// Every public key the log ever signed with.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn keys(&self) -> Result<Vec<VerifierKey>, NotaryError> {
        read_keys(&self.folder.join("keys"))
    }

    /// The public keys of such a list wherever it lies.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn keys_in(path: &Path) -> Result<Vec<VerifierKey>, NotaryError> {
        read_keys(path)
    }

    /// The witnesses the operator wrote into the file `witnesses`, one verifier key a line.
    ///
    /// # Errors
    /// When a line is no verifier key.
    pub fn witnesses(&self) -> Result<Vec<VerifierKey>, NotaryError> {
        read_keys(&self.folder.join("witnesses"))
    }

    /// The newest checkpoint as it was written, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn checkpoint(&self) -> Result<Option<Vec<u8>>, NotaryError> {
        self.content("checkpoint")
    }

    /// The newest checkpoint that a witness cosigned, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn cosigned(&self) -> Result<Option<Vec<u8>>, NotaryError> {
        self.content("cosigned")
    }

    pub(super) fn keep_checkpoint(&self, note: &Note) -> Result<(), NotaryError> {
        self.replace("checkpoint", note.to_string().as_bytes())
    }

    /// The signed head of the access journal, if there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn journal_head(&self) -> Result<Option<Vec<u8>>, NotaryError> {
        self.content(HEAD_FILE)
    }

    pub(crate) fn keep_journal_head(&self, note: &Note) -> Result<(), NotaryError> {
        self.replace(HEAD_FILE, note.to_string().as_bytes())
    }

    pub(super) fn keep_cosigned(&self, note: &Note) -> Result<(), NotaryError> {
        self.replace("cosigned", note.to_string().as_bytes())
    }

    /// Whether something lies under this name, readable or not.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Keeps the state, and adds the positions that are not on the disk yet: the first `kept` of them are. The positions are
    /// durable before the state that counts on them.
    pub(super) fn keep_state(
        &self,
        state: &NotaryState,
        positions: &[Position],
        kept: usize,
    ) -> Result<(), NotaryError> {
        let new = positions.get(kept..).unwrap_or_default();
        if !new.is_empty() || kept == 0 {
            let bytes: Vec<u8> = new
                .iter()
                .flat_map(|at| [at.commit.to_be_bytes(), at.prepare.to_be_bytes()].concat())
                .collect();
            let path = self.folder.join("positions");
            append_at(&path, (kept * POSITION_BYTES) as u64, &bytes)
                .map_err(|error| file_error(&path, &error))?;
        }
        let text = serde_json::to_vec(state).map_err(|error| self.odd("state.json", &error))?;
        self.replace("state.json", &text)
    }

    /// The state last saved; `None` when there is none that can be used.
    #[must_use]
    pub fn state(&self) -> Option<NotaryState> {
        serde_json::from_slice(&self.content("state.json").ok()??).ok()
    }

    /// Position of the first leaf of each tile of the lowest level; `None` when they cannot be those of a tree of this size. What
    /// stands behind them was written for a state that was not reached.
    #[must_use]
    pub fn positions(&self, size: u64) -> Option<Vec<Position>> {
        let bytes = self.content("positions").ok()??;
        let wanted = usize::try_from(size.div_ceil(TILE_WIDTH as u64)).ok()?;
        let bytes = bytes.get(..wanted.checked_mul(POSITION_BYTES)?)?;
        let numbers: Vec<u64> =
            bytes.as_chunks::<8>().0.iter().map(|number| u64::from_be_bytes(*number)).collect();
        let positions: Vec<Position> =
            numbers.chunks_exact(2).map(|pair| Position { commit: pair[0], prepare: pair[1] }).collect();
        positions.is_sorted_by(|one, next| one < next).then_some(positions)
    }

    fn content(&self, name: &str) -> Result<Option<Vec<u8>>, NotaryError> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_error(&path, &error)),
        }
    }

    /// A reader sees the old file or the new one, after a power cut too.
    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), NotaryError> {
        let path = self.folder.join(name);
        let unfinished = self.folder.join(format!(".{name}"));
        let write = || {
            let mut file = fs::File::create(&unfinished)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)?;
            fs::File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| file_error(&path, &error))
    }

    fn odd(&self, name: &str, reason: &dyn std::fmt::Display) -> NotaryError {
        NotaryError::File { path: self.folder.join(name), reason: reason.to_string() }
    }
}

/// Puts `bytes` at `offset`, where the file ends then, on the disk when this returns.
fn append_at(path: &Path, offset: u64, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    file.set_len(offset)?;
    file.seek(io::SeekFrom::Start(offset))?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// The key that still signs beside the new one while a rotation lasts.
#[must_use]
pub fn retiring_key(key: &Path) -> PathBuf {
    key.with_extension("retiring.pem")
}

fn file_error(path: &Path, error: &io::Error) -> NotaryError {
    NotaryError::File { path: path.to_owned(), reason: error.to_string() }
}

fn read_keys(path: &Path) -> Result<Vec<VerifierKey>, NotaryError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(file_error(path, &error)),
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = |line: &str| {
        VerifierKey::parse(line).map_err(|error| NotaryError::File {
            path: path.to_owned(),
            reason: format!("{line:?}: {error}"),
        })
    };
    lines.map(read).collect()
}

/// What was found on the disk.
pub(super) struct Loaded {
    /// What the log signed last, if it signed.
    pub(super) signed: Option<(Note, Checkpoint)>,
    /// The tree where it ended; a new one when it must be grown again from the log.
    pub(super) tree: Tree,
    /// Position of its last leaf.
    pub(super) position: Position,
    pub(super) index: Vec<Position>,
    /// The checkpoint is not ours: nothing may be signed.
    pub(super) fault: Option<Fault>,
}

impl Loaded {
    pub(super) fn read(
        files: &NotaryFiles,
        keys: &[VerifierKey],
        incarnation: Incarnation,
    ) -> Result<Self, NotaryError> {
        let trust = Trust { log: keys.to_vec(), ..Trust::default() };
        let (signed, fault) = match files.checkpoint()?.map(|bytes| read_signed(&bytes, &trust)) {
            None => (None, None),
            Some(Ok(signed)) => (Some(signed), None),
            Some(Err(error)) => {
                let words = format!("{}: {error}", files.folder.join("checkpoint").display());
                (None, Some(Fault { kind: FaultKind::Checkpoint, words }))
            }
        };
        let fresh =
            |signed| Self { signed, tree: Tree::new(), position: Position::START, index: vec![], fault };
        // A size between the signed and the saved one is a node that was stopped between the two writes.
        let least = signed.as_ref().map_or(0, |(_, checkpoint): &(Note, Checkpoint)| checkpoint.head.size);
        let state = files.state().filter(|state| state.incarnation == incarnation && state.size >= least);
        let taken_up = state.and_then(|state| {
            let tree = Tree::open(&files.tiles(), &state.head()?).ok()?;
            Some((tree, state.position, files.positions(state.size)?))
        });
        Ok(match taken_up {
            Some((tree, position, index)) => Self { tree, position, index, ..fresh(signed) },
            None => fresh(signed),
        })
    }

    pub(super) fn published(&self) -> Published {
        let (note, head) = match &self.signed {
            Some((note, checkpoint)) => (Some(note.clone()), checkpoint.head),
            None => (None, Head::empty()),
        };
        // Which position that is becomes known with the next checkpoint.
        Published { note, head, position: Position::START, fault: self.fault.clone() }
    }
}

fn read_signed(bytes: &[u8], trust: &Trust) -> Result<(Note, Checkpoint), CheckpointError> {
    let verified = open(bytes, trust)?;
    Ok((Note::parse(bytes)?, verified.checkpoint))
}
