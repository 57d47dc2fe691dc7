//! 归档 Archiving a closed case: its whole stream with proofs as one file that verifies by itself, and the event that names it.

use crate::execute::{Call, ExecuteError, Refusal};
use crate::house::House;
use crate::notary::Notary;
use crate::receipt::Receipt;
use crate::settlement_bundle::{CHECKPOINT_WAIT, SettlementError};
use domain::custody::{self, Custody, CustodyCommand};
use domain::ids::CaseId;
use domain::text::ShortText;
use event_store::Position;
use proof::TreeHash;
use proof::bundle::{Archive, BundleError, verify_archive};
use proof::checkpoint::Trust;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where archive files lie, each under its SHA-256.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf in `folder`, which is made when something is first put there.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(format!("{sha256}.json"))
    }

    /// Puts a file there, on the disk when this returns.
    fn put(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let unfinished = self.folder.join(format!(".{sha256}"));
        let mut file = fs::File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, self.path(sha256))?;
        fs::File::open(&self.folder)?.sync_all()
    }

    /// Takes a file out; `None` when it is not here, or not what was put there.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn get(&self, sha256: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(sha256)) {
            Ok(bytes) => Ok((TreeHash::of(&bytes).to_hex() == sha256).then_some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Why a case was not archived.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The rules or the log refuse, or the events cannot be proved.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// The file cannot be kept.
    #[error("the archive file cannot be written: {0}")]
    Shelf(#[from] io::Error),
}

impl From<ExecuteError> for ArchiveError {
    fn from(error: ExecuteError) -> Self {
        Self::Settlement(error.into())
    }
}

impl House {
    /// Archives a closed case: judged first, then written to the shelf, then recorded with the hash of the file.
    ///
    /// # Errors
    /// See [`ArchiveError`].
    pub async fn archive_case(
        &self,
        call: &Call,
        target: CaseId,
        dossier_no: ShortText,
        notary: &Notary,
        shelf: &Shelf,
    ) -> Result<Receipt, ArchiveError> {
        let folded = self.current::<Custody>(&self.custody_stream(target)).await?;
        let mut sha256 = folded.state.archive_sha256.clone().unwrap_or_default();
        if folded.remembers(call.command).is_none() {
            let case = self.case_state(target).await?;
            let asked = CustodyCommand::Archive { dossier_no: dossier_no.clone(), sha256: String::new() };
            custody::decide(&self.occasion(&call.actor, &self.rules()), &folded.state, &case.state, asked)
                .map_err(|refusal| ExecuteError::from(Refusal::from(refusal)))?;
            let bytes = self.archive_file(notary, target).await?;
            sha256 = TreeHash::of(&bytes).to_hex();
            shelf.put(&sha256, &bytes)?;
        }
        Ok(self.custody(call, target, CustodyCommand::Archive { dossier_no, sha256 }).await?)
    }

    /// The file, put together from the log and checked as its reader will check it.
    async fn archive_file(&self, notary: &Notary, case: CaseId) -> Result<Vec<u8>, SettlementError> {
        let events = self.whole_stream(&self.case_stream(case)).await?;
        let last = events.last().map_or(Position::START, |event| event.position);
        // Whether it was reached is judged by the proof.
        let _in_time = tokio::time::timeout(CHECKPOINT_WAIT, notary.reached(last)).await;
        let proved = notary.prove(events)?;
        let made = Archive::assemble(&case.to_string(), &proved.events, &proved.checkpoint)
            .and_then(|archive| archive.to_bytes())
            .and_then(|bytes| checked(bytes, notary));
        made.map_err(SettlementError::Bundle)
    }
}

fn checked(bytes: Vec<u8>, notary: &Notary) -> Result<Vec<u8>, BundleError> {
    let trust = Trust { log: notary.keys().to_vec(), ..Trust::default() };
    verify_archive(&bytes, &trust).map(|_| bytes)
}
