//! Cosignatures of witnesses outside, and what a checkpoint that comes back from outside shows.

use super::{Fault, FaultKind, Notary, NotaryError};
use proof::checkpoint::{
    Checkpoint, CheckpointError, CosignatureError, Trust, add_cosignature, advance, open,
};
use proof::note::Note;
use proof::tree::consistency_proof;
use std::sync::PoisonError;

/// Why a cosigned checkpoint is not taken.
#[derive(Debug, thiserror::Error)]
pub enum CosignError {
    /// Not a checkpoint this log signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// Without a cosignature of a known witness, or with a wrong one.
    #[error(transparent)]
    Cosignature(#[from] CosignatureError),
    /// This log signed it, yet it is not the log that is here: evidence. Kept, and told loudly.
    #[error("{0}")]
    Evidence(Fault),
    /// The file system refused.
    #[error(transparent)]
    File(#[from] NotaryError),
    /// No witness's line in it.
    #[error("the checkpoint bears no cosignature of a known witness")]
    NoWitness,
}

impl Notary {
    /// Takes a checkpoint of this log with cosignatures of witnesses, checks all of it, keeps and publishes it.
    ///
    /// # Errors
    /// See [`CosignError`].
    pub fn cosign(&self, bytes: &[u8]) -> Result<Note, CosignError> {
        let trust = Trust { log: self.keys.clone(), ..Trust::default() };
        let checkpoint = open(bytes, &trust)?.checkpoint;
        let sent = Note::parse(bytes).map_err(CheckpointError::from)?;
        self.compare(&checkpoint)?;
        let _alone = self.cosigning.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = self.files.cosigned()?.and_then(|bytes| Note::parse(&bytes).ok());
        let base = kept.as_ref().filter(|kept| kept.text == sent.text);
        let mut note = base.cloned().unwrap_or_else(|| self.with_own_lines_only(&sent));
        let mut taken = 0;
        for line in &sent.signatures {
            if self.witnesses.iter().any(|key| key.id() == line.key_id && key.name() == line.name) {
                add_cosignature(&mut note, &line.to_string(), &self.witnesses)?;
                taken += 1;
            }
        }
        if taken == 0 {
            return Err(CosignError::NoWitness);
        }
        let kept_size =
            kept.and_then(|kept| Checkpoint::parse_text(&kept.text).ok()).map_or(0, |kept| kept.head.size);
        if checkpoint.head.size >= kept_size {
            self.files.keep_cosigned(&note)?;
        }
        self.publish.send_if_modified(|published| {
            let is_newest = published.note.as_ref().is_some_and(|newest| newest.text == note.text);
            if is_newest {
                published.note = Some(note.clone());
            }
            is_newest
        });
        metrics::counter!("hejie_proof_cosignatures_total").increment(taken);
        Ok(note)
    }

    fn with_own_lines_only(&self, sent: &Note) -> Note {
        let mut note = sent.clone();
        note.signatures
            .retain(|line| self.keys.iter().any(|key| key.id() == line.key_id && key.name() == line.name));
        note
    }

    /// A checkpoint with our signature must be one of our own history.
    fn compare(&self, theirs: &Checkpoint) -> Result<(), CosignError> {
        let ours = self.checkpoint();
        // Larger than what is here: by its place in time ours is the older one, so the log was cut.
        let verdict = if theirs.head.size > ours.head.size {
            advance(theirs, &ours, &[]).map_err(Fault::from)
        } else {
            match consistency_proof(&self.files.tiles(), &theirs.head, &ours.head) {
                Ok(proof) => advance(theirs, &ours, &proof).map_err(Fault::from),
                Err(error) => Err(Fault {
                    kind: FaultKind::SplitView,
                    words: format!(
                        "two different logs: a checkpoint of {} events with the root {} was signed, and {error}",
                        theirs.head.size, theirs.head.root
                    ),
                }),
            }
        };
        verdict.map_err(|fault| {
            tracing::error!(code = fault.kind.code(), %fault, "a checkpoint signed by this log is not of this log");
            metrics::counter!("hejie_proof_evidence_total", "code" => fault.kind.code()).increment(1);
            CosignError::Evidence(fault)
        })
    }
}
