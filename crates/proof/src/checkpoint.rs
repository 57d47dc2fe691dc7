//! Checkpoints (C2SP tlog-checkpoint): the log's signed statement of its size and root, and what may follow what.

use crate::TreeHash;
use crate::key::{Algorithm, Checked, SignerKey, VerifierKey};
use crate::note::{Note, NoteError, NoteSignature, is_key_name};
use crate::tree::{Head, ProofError, verify_consistency};

/// What a log states: which log it is, how many leaves it has, and their root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Names the log; also the name of the keys it signs with.
    pub origin: String,
    /// Size and root.
    pub head: Head,
}

/// Why a note is no checkpoint one may believe.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a signed note.
    #[error("not a checkpoint: {0}")]
    Note(#[from] NoteError),
    /// A note with another text than origin, size and root.
    #[error("not a checkpoint: the text is not origin, size and root hash")]
    Text,
    /// The checkpoint of another log than the keys belong to.
    #[error("a checkpoint of the log {0}, which none of the given keys belongs to")]
    OtherLog(String),
    /// Signed, if at all, by keys that are not known here.
    #[error("not signed by any of the given keys of the log; its signatures are by: {0}")]
    UnknownSigner(String),
    /// A known key is named, but did not sign this.
    #[error(
        "the signature of {0} is wrong: the checkpoint was changed, or the key is another one of that name"
    )]
    BadSignature(String),
    /// Fewer witnesses than asked for.
    #[error("{have} of the given witnesses cosigned, {need} are asked for")]
    WitnessesMissing {
        /// Valid cosignatures of known witnesses.
        have: usize,
        /// How many are asked for.
        need: usize,
    },
}

/// Whom a reader believes.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Keys of the log, old and new ones; one valid signature is enough.
    pub log: Vec<VerifierKey>,
    /// Keys of witnesses.
    pub witnesses: Vec<VerifierKey>,
    /// How many of the witnesses must have cosigned.
    pub witnesses_needed: usize,
}

/// A checkpoint whose signatures were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What is stated.
    pub checkpoint: Checkpoint,
    /// Keys of the log that signed, as `<name>+<id>`.
    pub signed_by: Vec<String>,
    /// Witnesses that cosigned, as `<name>+<id>`, and when, seconds since 1970 UTC.
    pub witnessed_by: Vec<(String, u64)>,
}

impl Checkpoint {
    /// The signed text: three lines.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.head.size, self.head.root)
    }

    /// Reads the text of a note. Extension lines are refused: this house writes none, and nobody could audit them.
    ///
    /// # Errors
    /// [`CheckpointError::Text`].
    pub fn parse_text(text: &str) -> Result<Self, CheckpointError> {
        Self::from_lines(text).ok_or(CheckpointError::Text)
    }

    fn from_lines(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let number: u64 = size.parse().ok()?;
        let head = Head { size: number, root: TreeHash::from_base64(root)? };
        let is_plain = lines.next().is_none() && number.to_string() == size && is_key_name(origin);
        let is_possible = number > 0 || head == Head::empty();
        (is_plain && is_possible).then(|| Self { origin: origin.to_owned(), head })
    }

    /// Signs this checkpoint as the one after `previous`, if it may follow: see [`advance`].
    ///
    /// During a rotation old and new key both sign, so that readers of either are served. `now` is for cosigning keys.
    ///
    /// # Errors
    /// [`AdvanceError`]; nothing is signed then.
    pub fn sign_after(
        &self,
        previous: Option<&Self>,
        consistency: &[TreeHash],
        keys: &[&SignerKey],
        now: u64,
    ) -> Result<Note, AdvanceError> {
        if let Some(previous) = previous {
            advance(previous, self, consistency)?;
        }
        let text = self.text();
        let signatures = keys.iter().map(|key| key.sign(&text, now)).collect();
        Ok(Note { text, signatures })
    }
}

/// Reads a checkpoint and checks its signatures against the keys the reader trusts. Signatures by others are ignored; a
/// wrong one under a known name is not.
///
/// # Errors
/// [`CheckpointError`].
pub fn open(note: &[u8], trust: &Trust) -> Result<Verified, CheckpointError> {
    open_note(&Note::parse(note)?, trust)
}

/// As [`open`], for a note already read.
///
/// # Errors
/// [`CheckpointError`].
pub fn open_note(note: &Note, trust: &Trust) -> Result<Verified, CheckpointError> {
    let checkpoint = Checkpoint::parse_text(&note.text)?;
    let mut signed_by = Vec::new();
    let mut witnessed_by = Vec::new();
    // A key counts only for what it is listed as: a witness cannot stand in for the log.
    let of = |kind| move |key: &&VerifierKey| key.algorithm() == kind;
    let log = trust.log.iter().filter(of(Algorithm::Ed25519));
    for key in log.chain(trust.witnesses.iter().filter(of(Algorithm::CosignatureV1))) {
        let Some(line) = key.line_in(note) else { continue };
        match (key.check(&note.text, line), key.algorithm()) {
            (Checked::Bad, _) => return Err(CheckpointError::BadSignature(line.key_name())),
            (Checked::Good { at: Some(at) }, Algorithm::CosignatureV1) => {
                witnessed_by.push((line.key_name(), at));
            }
            (Checked::Good { .. }, _) if key.name() == checkpoint.origin => signed_by.push(line.key_name()),
            (Checked::Good { .. }, _) => return Err(CheckpointError::OtherLog(checkpoint.origin)),
        }
    }
    witnessed_by.sort();
    witnessed_by.dedup();
    if signed_by.is_empty() {
        if trust.log.iter().all(|key| key.name() != checkpoint.origin) {
            return Err(CheckpointError::OtherLog(checkpoint.origin));
        }
        let names: Vec<String> = note.signatures.iter().map(NoteSignature::key_name).collect();
        return Err(CheckpointError::UnknownSigner(names.join(", ")));
    }
    if witnessed_by.len() < trust.witnesses_needed {
        let need = trust.witnesses_needed;
        return Err(CheckpointError::WitnessesMissing { have: witnessed_by.len(), need });
    }
    Ok(Verified { checkpoint, signed_by, witnessed_by })
}

/// Why a checkpoint must not follow another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdvanceError {
    /// Of another log.
    #[error("the checkpoint is of the log {new}, not of {known}")]
    OtherLog {
        /// The log known so far.
        known: String,
        /// The log of the new one.
        new: String,
    },
    /// Smaller than one already known: an old checkpoint is played back, or the log was cut.
    #[error("rollback: the log had {known} events and now shows {new}")]
    Rollback {
        /// Leaves known so far.
        known: u64,
        /// Leaves of the new one.
        new: u64,
    },
    /// Two roots for one size: somebody is shown another log than somebody else.
    #[error("split view: two different logs of {size} events, roots {known} and {new}")]
    SplitView {
        /// Leaves.
        size: u64,
        /// Root known so far.
        known: TreeHash,
        /// The other root.
        new: TreeHash,
    },
    /// Larger, but not shown to begin with what is known.
    #[error("the log of {new} events is not shown to continue the one of {known}: {reason}")]
    NotConsistent {
        /// Leaves known so far.
        known: u64,
        /// Leaves of the new one.
        new: u64,
        /// What is wrong with the proof.
        reason: ProofError,
    },
}

/// Whether `new` may follow `known`: same log, never smaller, one root a size, and growth only with its proof.
///
/// # Errors
/// [`AdvanceError`].
pub fn advance(known: &Checkpoint, new: &Checkpoint, consistency: &[TreeHash]) -> Result<(), AdvanceError> {
    let (before, after) = (known.head, new.head);
    if known.origin != new.origin {
        return Err(AdvanceError::OtherLog { known: known.origin.clone(), new: new.origin.clone() });
    }
    if after.size < before.size {
        return Err(AdvanceError::Rollback { known: before.size, new: after.size });
    }
    if after.size == before.size && after.root != before.root {
        return Err(AdvanceError::SplitView { size: after.size, known: before.root, new: after.root });
    }
    if before == Head::empty() && consistency.is_empty() {
        return Ok(());
    }
    verify_consistency(&before, &after, consistency).map_err(|reason| AdvanceError::NotConsistent {
        known: before.size,
        new: after.size,
        reason,
    })
}

/// Why a cosignature is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CosignatureError {
    /// Not a signature line.
    #[error("not a signature line")]
    Malformed,
    /// By nobody this house knows as a witness.
    #[error("{0} is not a known witness")]
    UnknownWitness(String),
    /// Does not sign this checkpoint.
    #[error("the cosignature of {0} is wrong, or over another checkpoint")]
    Bad(String),
    /// An older statement than the one held.
    #[error("{name} cosigned at {held} already, this one is of {new}")]
    Older {
        /// Which witness.
        name: String,
        /// Time held, seconds since 1970 UTC.
        held: u64,
        /// Time of the new one.
        new: u64,
    },
}

/// Adds a witness's signature line to a checkpoint, in the place of an earlier one of the same witness.
///
/// # Errors
/// [`CosignatureError`]; the note is unchanged then.
pub fn add_cosignature(
    note: &mut Note,
    line: &str,
    witnesses: &[VerifierKey],
) -> Result<(), CosignatureError> {
    let new = NoteSignature::parse(line).ok_or(CosignatureError::Malformed)?;
    let is_by = |key: &&VerifierKey| {
        key.algorithm() == Algorithm::CosignatureV1 && key.id() == new.key_id && key.name() == new.name
    };
    let Some(witness) = witnesses.iter().find(is_by) else {
        return Err(CosignatureError::UnknownWitness(new.key_name()));
    };
    let Checked::Good { at: Some(at) } = witness.check(&note.text, &new) else {
        return Err(CosignatureError::Bad(new.key_name()));
    };
    match note.signatures.iter_mut().find(|held| held.is_by_the_key_of(&new)) {
        None => note.signatures.push(new),
        Some(held) => {
            if let Checked::Good { at: Some(before) } = witness.check(&note.text, held)
                && before > at
            {
                return Err(CosignatureError::Older { name: new.key_name(), held: before, new: at });
            }
            *held = new;
        }
    }
    Ok(())
}
