//! Signed heads of the journal: whoever owns the file cannot quietly write it anew up to a head that was signed.
//!
//! A signed note (C2SP) with the key of the log, in `journal-head` beside the checkpoint. Its first line is not the log's name, so that no
//! verifier takes it for a checkpoint:
//!
//! ```text
//! hejie.journal/v1
//! <origin>
//! <number of entries>
//! <base64 of the last entry's hash>
//! ```
//! Whoever owns the file *and* the key can still write it anew; a head kept elsewhere tells that too.

use super::Journal;
use super::chain::{JournalFault, JournalHead};
use crate::notary::{NotaryError, NotaryFiles, NotaryOptions};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proof::key::{Checked, SignerKey, VerifierKey};
use proof::note::Note;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;

/// First line of what is signed.
const FORM: &str = "hejie.journal/v1";
/// The file in the folder of proofs.
pub(crate) const HEAD_FILE: &str = "journal-head";
/// Time between two signatures while entries come.
const INTERVAL: Duration = Duration::from_secs(2);

/// Why a note is no head one may believe.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Not a signed note of this form.
    #[error("not a signed head of a journal")]
    Form,
    /// Not signed by a key of this log, or changed after that.
    #[error("no key of this log signed this head as it stands")]
    Signature,
}

/// The head as signed text.
fn sign(head: &JournalHead, origin: &str, signers: &[SignerKey]) -> Note {
    let text = format!("{FORM}\n{origin}\n{}\n{}\n", head.size, STANDARD.encode(head.hash));
    let signatures = signers.iter().map(|signer| signer.sign(&text, 0)).collect();
    Note { text, signatures }
}

/// Reads a signed head.
///
/// # Errors
/// [`SealError`].
pub fn open(bytes: &[u8], keys: &[VerifierKey]) -> Result<JournalHead, SealError> {
    let note = Note::parse(bytes).map_err(|_| SealError::Form)?;
    let lines: Vec<&str> = note.text.lines().collect();
    let [FORM, origin, size, hash] = lines[..] else { return Err(SealError::Form) };
    let hash = STANDARD.decode(hash).ok().and_then(|hash| hash.try_into().ok()).ok_or(SealError::Form)?;
    let head = JournalHead { size: size.parse().map_err(|_| SealError::Form)?, hash };
    let signed = keys.iter().filter(|key| key.name() == origin).any(|key| {
        let line = key.line_in(&note);
        line.is_some_and(|line| matches!(key.check(&note.text, line), Checked::Good { .. }))
    });
    if signed { Ok(head) } else { Err(SealError::Signature) }
}

/// Signs heads of one journal on one node while it lives. Dropping it signs the last one and ends the work.
pub struct JournalSeal {
    fault: watch::Receiver<Option<String>>,
    work: Mutex<Option<(watch::Sender<()>, JoinHandle<()>)>>,
}

impl JournalSeal {
    /// Goes on from the head that was signed last.
    ///
    /// # Errors
    /// When keys or files cannot be used. A journal that is not the one that was signed is no error here but a [`JournalSeal::fault`].
    pub fn start(journal: Arc<Journal>, options: &NotaryOptions) -> Result<Self, NotaryError> {
        let files = NotaryFiles::new(&options.folder);
        let signers = files.signers(&options.origin, options.key_file.as_deref())?;
        let (found, fault) = watch::channel(None);
        let (stop, stopped) = watch::channel(());
        let sealing = Sealing { journal, files, origin: options.origin.clone(), signers, found };
        let thread = crate::notary::thread("journal-seal", sealing.run(stopped))?;
        Ok(Self { fault, work: Mutex::new(Some((stop, thread))) })
    }

    /// Why nothing more is signed, if so: the journal is not the one that was signed.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.fault.borrow().clone()
    }

    /// Signs what the journal holds by now and ends the work. A second time does nothing.
    pub fn stop(&self) {
        let work = self.work.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((stop, thread)) = work {
            drop(stop);
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

impl Drop for JournalSeal {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Sealing {
    journal: Arc<Journal>,
    files: NotaryFiles,
    origin: String,
    signers: Vec<SignerKey>,
    found: watch::Sender<Option<String>>,
}

/// Why nothing was signed now.
enum Unsigned {
    /// For good: a human has to look.
    Fault(String),
    /// Try again later.
    Later(String),
}

impl Sealing {
    async fn run(self, mut stopped: watch::Receiver<()>) {
        loop {
            let ended = tokio::select! {
                () = tokio::time::sleep(INTERVAL) => false,
                _ended = stopped.changed() => true,
            };
            match self.step().await {
                Ok(()) => {}
                Err(Unsigned::Later(reason)) => {
                    tracing::warn!(reason, "the head of the journal is signed later")
                }
                Err(Unsigned::Fault(reason)) => {
                    tracing::error!(
                        reason,
                        "the journal is not the one that was signed; its head is signed no more"
                    );
                    metrics::gauge!("hejie_journal_fault").set(1.0);
                    self.found.send_replace(Some(reason));
                    return;
                }
            }
            if ended {
                return;
            }
        }
    }

    /// Signs the head if it moved, as the continuation of what was signed before.
    async fn step(&self) -> Result<(), Unsigned> {
        let later = |error: &dyn std::fmt::Display| Unsigned::Later(error.to_string());
        let head = self.journal.head().await.map_err(|error| later(&error))?;
        let keys = self.files.keys().map_err(|error| later(&error))?;
        let before = match self.files.journal_head().map_err(|error| later(&error))? {
            None => JournalHead::default(),
            Some(bytes) => open(&bytes, &keys).map_err(|error| Unsigned::Fault(error.to_string()))?,
        };
        if before == head {
            return Ok(());
        }
        if before.size > head.size {
            let fault = JournalFault::Short { found: head.size, signed: before.size };
            return Err(Unsigned::Fault(fault.to_string()));
        }
        let now = self.journal.link_of(before.size).await.map_err(|error| later(&error))?;
        if now != Some(before) {
            return Err(Unsigned::Fault(JournalFault::Rewritten { number: before.size }.to_string()));
        }
        let note = sign(&head, &self.origin, &self.signers);
        self.files.keep_journal_head(&note).map_err(|error| later(&error))
    }
}
